//! The invariants of the design, each under its number. Those of windows (7) have a file of their own; those of threads
//! are loom's, too. Where a comment names a file, it is one of runtime/src/kernel/breaker.

use proptest::collection::vec;
use proptest::prelude::*;
use resilin::BreakerState;
use resilin::kernel::{Moment, SharedCircuit};

use super::drawn::{kind, of_any_kind, rules};
use super::history::{How, Step, play};
use super::rules::{Open, Rules, SECOND};
use super::watched::{Either, Watched, cases};

fn how() -> impl Strategy<Value = How> {
    prop_oneof![Just(How::Success), Just(How::Failure), Just(How::Cancelled)]
}

/// Opens at the first failure, for 10 s.
fn touchy(probes: u32, successes: u32) -> Rules {
    Rules {
        failures: Some(1),
        open: Some(Open::Plain(10)),
        probes: Some(probes),
        successes: Some(successes),
        ..Rules::default()
    }
}

const PROBING: u64 = 10 * SECOND;

/// Either breaker, opened at 0 s: the next call at 10 s is a probe.
fn opened(rules: &Rules) -> [Either; 2] {
    Either::both(rules).map(|mut circuit| {
        assert!(circuit.call(How::Failure, 0).is_some());
        circuit
    })
}

proptest! {
    #![proptest_config(cases(200))]

    // Red when: `send` of probes.rs asks `self.out.len() <= places` instead of `<` before it sends one more.
    #[test]
    fn invariant_1_half_open_admits_at_most_its_probes(probes in 1_u32..5, calls in vec(how(), 1..20)) {
        for mut circuit in opened(&touchy(probes, 99)) {
            let mut out = Vec::new();
            for how in &calls {
                let admission = circuit.admit(PROBING);
                prop_assert_eq!(admission.is_ok(), out.len() < probes as usize);
                out.extend(admission.map(|admission| admission.permit));
                if *how != How::Failure {
                    prop_assert_eq!(circuit.end(out.remove(0), *how, PROBING), None);
                }
            }
        }
    }

    // Red when: `send` of probes.rs has `self.out.clear()` instead of `self.out.retain(…)`: all give their places
    // up, not only those that hang.
    #[test]
    fn invariant_1_at_no_moment_of_any_history_are_more_probes_sent((rules, history) in of_any_kind()) {
        let watch = |watched: &mut Watched| {
            let probes = watched.out.iter().filter(|call| call.life == watched.life && call.permit.is_probe());
            let sent_now = probes.filter(|call| call.since == watched.now).count();
            assert!(sent_now <= watched.places, "{sent_now} of {}", watched.places);
        };
        for mut watched in Watched::both(&rules, watch) {
            play(&mut watched, &history);
        }
    }

    // Red when: `probed` of circuit.rs loses its `self.take_back(permit);`; or `cancelled` there asks for `!=`
    // instead of `==`.
    #[test]
    fn invariant_2_a_permit_is_released_however_its_call_ends(
        probes in 1_u32..5, successes in 1_u32..9, endings in vec(how(), 1..30)
    ) {
        for mut circuit in opened(&touchy(probes, successes)) {
            let mut now = PROBING;
            for how in &endings {
                let permit = circuit.permit(now);
                circuit.end(permit, *how, now);
                prop_assert_eq!(circuit.snapshot(now).probes, 0);
                now += if circuit.state() == BreakerState::Open { PROBING } else { 0 };
            }
            // All places are there again.
            if circuit.state() == BreakerState::HalfOpen {
                let out = (0..probes).map(|_| circuit.permit(now)).collect::<Vec<_>>();
                prop_assert!(out.len() == probes as usize && circuit.admit(now).is_err());
            }
        }
    }

    // Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`.
    #[test]
    fn invariant_3_a_stale_result_changes_nothing(
        (rules, history) in of_any_kind(), how in prop_oneof![Just(How::Success), Just(How::Failure)],
        late in 0_u64..200
    ) {
        for mut watched in Watched::both(&rules, |_| ()) {
            play(&mut watched, &history);
            let (life, now) = (watched.life, watched.now + late * SECOND);
            let before = watched.circuit.snapshot(now);
            for call in watched.out.drain(..).filter(|call| call.life != life) {
                prop_assert_eq!(watched.circuit.end(call.permit, how, now), None);
            }
            prop_assert_eq!(watched.circuit.snapshot(now), before);
        }
    }

    // Red when: `cancelled` of circuit.rs also does `self.counts.record(Sample { failed: false, slow: false },
    // …)`.
    #[test]
    fn invariant_4_a_cancelled_call_is_as_if_it_had_never_been(
        rules in kind().prop_flat_map(rules), results in vec((any::<bool>(), 0_u64..9), 1..60), which: u64
    ) {
        for (mut with, mut without) in Either::both(&rules).into_iter().zip(Either::both(&rules)) {
            let mut now = 0;
            for (n, (failed, pause)) in results.iter().enumerate() {
                now += pause * SECOND;
                let how = if *failed { How::Failure } else { How::Success };
                if (which >> (n % 64)) & 1 == 1 && with.state() == BreakerState::Closed {
                    prop_assert_eq!(with.call(How::Cancelled, now), None);
                }
                let [with, without] = [&mut with, &mut without].map(|circuit| {
                    let told = circuit.admit(now).ok().map(|call| circuit.end(call.permit, how, now));
                    (told, circuit.snapshot(now))
                });
                prop_assert_eq!(with, without);
            }
        }
    }

    // Red when: `takes_success_of` of shared.rs compares with `Mode::HalfOpen` instead of `Mode::Quiet`; or
    // `next_success` of counts.rs does not ask for `self.in_row > 0`.
    #[test]
    fn invariant_5_a_success_where_failures_in_a_row_count_reads_no_clock(
        failures in 1_u32..9, rounds in vec(0_u32..9, 0..20)
    ) {
        let rules = Rules { failures: Some(failures + 1), ..Rules::default() };
        let circuit = SharedCircuit::new(rules.settings(), Moment::EPOCH);
        let never = || -> Moment { unreachable!("no clock is needed, nor randomness, nor the lock") };
        let call = || circuit.admit(never).expect("it is closed").permit;
        for failed in rounds {
            // Some fail; the success that ends the row is noted, and from there on none is.
            for _ in 0..failed.min(failures) {
                prop_assert_eq!(circuit.failed(call(), || Moment::EPOCH, &mut || 0), None);
            }
            prop_assert_eq!(circuit.succeeded(call(), || Moment::EPOCH, &mut || 0), None);
            prop_assert_eq!(circuit.succeeded(call(), never, &mut || unreachable!("no randomness")), None);
        }
    }

    // Red when: `puts_aside` of shared.rs is `false`.
    #[test]
    fn invariant_5_a_success_in_a_full_enough_window_is_put_aside(calls in 1_u32..50, more in 1_u32..50) {
        let rate = Rules { failure_rate: Some(500), min_calls: Some(calls), ..Rules::default() };
        let of_calls = Rules { calls: Some(calls), ..rate };
        let timed = Rules { slow_call: Some(SECOND), slow_call_rate: Some(500), ..of_calls };
        let of_time = Rules { within: Some(SECOND), ..rate };
        for (rules, has_clock) in [(of_calls, false), (timed, true), (of_time, true)] {
            let circuit = SharedCircuit::new(rules.settings(), Moment::EPOCH);
            let clock = || Moment::EPOCH;
            for _ in 0..calls {
                let permit = circuit.admit(clock).expect("it is closed").permit;
                prop_assert_eq!(circuit.succeeded(permit, clock, &mut || 0), None);
            }
            let clock = || if has_clock { Moment::EPOCH } else { unreachable!("no clock is needed") };
            for _ in 0..more {
                let permit = circuit.admit(clock).expect("it is closed").permit;
                // Drawn for what takes the lock, before it is taken.
                prop_assert_eq!(circuit.succeeded(permit, clock, &mut || unreachable!("no lock is needed")), None);
            }
            let counted = rules.window_of_calls().unwrap_or(calls + more);
            prop_assert_eq!(circuit.snapshot(Moment::EPOCH).calls, Some(counted.into()));
        }
    }

    // Red when: `take_back` of probes.rs has `self.out.swap_remove(at / 2)`; or `cancelled` of shared.rs asks for
    // `!permit.is_probe()`.
    #[test]
    fn invariant_6_permits_out_equals_permits_in((rules, history) in of_any_kind(), how in how()) {
        for mut watched in Watched::both(&rules, |_| ()) {
            play(&mut watched, &history);
            watched.end_all(how);
            prop_assert_eq!(watched.circuit.snapshot(watched.now).probes, 0);
        }
    }

    // Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`; or `enter`
    // there loses its `self.counts.clear();`.
    #[test]
    fn invariant_8_half_open_judges_only_half_open_results(
        before in 1_usize..9, successes in 1_u32..5, failed in any::<bool>()
    ) {
        for mut circuit in Either::both(&touchy(1, successes)) {
            let mut late = (0..before).map(|_| circuit.permit(0)).collect::<Vec<_>>();
            prop_assert!(circuit.call(How::Failure, 0).is_some());
            for n in 0..successes {
                prop_assert_eq!(circuit.snapshot(PROBING).state == BreakerState::HalfOpen, n > 0);
                let permit = circuit.permit(PROBING);
                // Neither helps nor harms.
                let how = if failed { How::Failure } else { How::Success };
                prop_assert_eq!(late.pop().and_then(|late| circuit.end(late, how, PROBING)), None);
                let closes = circuit.end(permit, How::Success, PROBING).is_some();
                prop_assert_eq!(closes, n + 1 == successes);
            }
            prop_assert_eq!((circuit.state(), circuit.snapshot(PROBING).failures), (BreakerState::Closed, 0));
        }
    }

    // Red when: `set` of circuit.rs ends with `Some(moved)`; or `enter` counts as openings only those from
    // `Closed`.
    #[test]
    fn invariant_9_each_transition_is_told_once((rules, history) in of_any_kind()) {
        for mut watched in Watched::both(&rules, |_| ()) {
            play(&mut watched, &history);
            let mut state = BreakerState::Closed;
            for transition in &watched.told {
                prop_assert_eq!(transition.from, state);
                prop_assert_ne!(transition.to, state);
                state = transition.to;
            }
            let snapshot = watched.circuit.snapshot(watched.now);
            let opens = watched.told.iter().filter(|told| told.to == BreakerState::Open).count();
            prop_assert_eq!((snapshot.state, snapshot.opens), (state, opens as u64));
            let spent: std::time::Duration =
                super::model::STATES.iter().map(|state| snapshot.time_in_state.of(*state)).sum();
            prop_assert_eq!(u64::try_from(spent.as_nanos()), Ok(watched.now));
            if let Either::Shared(_) = watched.circuit {
                prop_assert_eq!(snapshot.rejected, watched.refused);
            }
        }
    }
}

// Red when: `set` of circuit.rs ends with `Some(moved)`.
#[test]
fn a_step_by_hand_that_changes_nothing_tells_nothing() {
    let steps = [Step::ForceOpen, Step::Disable, Step::Close, Step::OpenFor(9 * SECOND)];
    for (mut circuit, step) in steps.iter().flat_map(|step| Either::both(&touchy(1, 1)).map(|one| (one, step))) {
        let is_news = !matches!(step, Step::Close);
        assert_eq!(circuit.by_hand(step, 0).is_some(), is_news, "{step:?}");
        assert_eq!(circuit.by_hand(step, 0), None, "{step:?}");
    }
}
