//! Invariant 7: windows evict, by number and by time, and how many calls are enough has nothing to do with it. Where a
//! comment names a file, it is one of runtime/src/kernel/breaker.

use proptest::prelude::*;
use resilin::BreakerState;
use resilin::kernel::Cause;

use super::history::{How, Step};
use super::rules::{Open, Rules, SECOND};
use super::watched::{Either, cases};

/// Fails until it trips; how often that was, and why it tripped.
fn failures_to_trip(circuit: &mut Either, now: u64) -> (u32, Cause) {
    let tripped = (1..10_000).find_map(|n| circuit.call(How::Failure, now).map(|told| (n, told.cause)));
    tripped.expect("it trips")
}

fn succeed(circuit: &mut Either, times: u32, now: u64) {
    for _ in 0..times {
        assert_eq!(circuit.call(How::Success, now), None);
    }
}

/// The least number of failures that is the share of so many calls.
fn share(thousandths: u32, calls: u32) -> u32 {
    (thousandths * calls).div_ceil(1_000)
}

proptest! {
    #![proptest_config(cases(200))]

    // Red when: `tally` of last_calls.rs says `calls: self.seen`, without its `min`.
    #[test]
    fn invariant_7_after_n_successes_the_share_of_n_failures_trips(
        calls in 1_u32..200, rate in 1_u32..=1_000, more in 0_u32..500
    ) {
        let rules = Rules { failure_rate: Some(rate), calls: Some(calls), ..Rules::default() };
        for mut circuit in Either::both(&rules) {
            succeed(&mut circuit, calls + more, 0);
            prop_assert_eq!(circuit.snapshot(0).calls, Some(calls.into()));
            prop_assert_eq!(failures_to_trip(&mut circuit, 0), (share(rate, calls), Cause::FailureRate));
        }
    }

    // Red when: `too_much` of counts.rs has `results.calls > …` for `is_judged`.
    #[test]
    fn invariant_7_a_window_of_n_needs_exactly_n_calls(calls in 1_u32..200, rate in 1_u32..=1_000) {
        let rules = Rules { failure_rate: Some(rate), calls: Some(calls), ..Rules::default() };
        for mut circuit in Either::both(&rules) {
            prop_assert_eq!(failures_to_trip(&mut circuit, 0), (calls, Cause::FailureRate));
        }
    }

    // Red when: `too_much` of counts.rs has `results.calls > …` for `is_judged`.
    #[test]
    fn invariant_7_min_calls_are_enough_whatever_the_window(
        min_calls in 1_u32..50, more in 0_u32..50, within in 1_u64..1_000
    ) {
        let rate = Rules { failure_rate: Some(500), min_calls: Some(min_calls), ..Rules::default() };
        let of_calls = Rules { calls: Some(min_calls + more), ..rate };
        let of_time = Rules { within: Some(within * SECOND), ..rate };
        for mut circuit in [of_calls, of_time].iter().flat_map(Either::both) {
            prop_assert_eq!(failures_to_trip(&mut circuit, 0), (min_calls, Cause::FailureRate));
        }
    }

    // Red when: `record` of counts.rs ends with `self.too_much(settings).filter(|_| sample.failed)`; or
    // `next_success` there loses the arm that asks for `min_calls()` (then only the shared one is wrong).
    #[test]
    fn invariant_7_a_good_call_trips_where_it_makes_them_enough(min_calls in 2_u32..50) {
        let rules = Rules { failure_rate: Some(1), min_calls: Some(min_calls), within: Some(SECOND), ..Rules::default() };
        for mut circuit in Either::both(&rules) {
            prop_assert_eq!(circuit.call(How::Failure, 0), None);
            succeed(&mut circuit, min_calls - 2, 0);
            let told = circuit.call(How::Success, 0);
            prop_assert_eq!(told.map(|told| told.cause), Some(Cause::FailureRate));
        }
    }

    // Red when: `unchanged_until` of last_while.rs is `self.last_ends()` (then only the shared one is wrong).
    #[test]
    fn invariant_7_a_good_call_trips_where_others_leave_the_window(good in 3_u32..50, within in 1_u64..1_000) {
        let within = within * SECOND;
        let rules = Rules { failure_rate: Some(500), min_calls: Some(2), within: Some(within), ..Rules::default() };
        for mut circuit in Either::both(&rules) {
            succeed(&mut circuit, good, 0);
            // Two of five or more, at the end of the time of those; they and the last one are kept together.
            let end = within - within / 128;
            prop_assert_eq!([(); 2].map(|()| circuit.call(How::Failure, end)), [None; 2]);
            prop_assert_eq!(circuit.call(How::Success, within - 1), None);
            prop_assert_eq!(circuit.call(How::Success, within).map(|told| told.cause), Some(Cause::FailureRate));
        }
    }

    // Red when: `evict` of last_while.rs, or that of counts.rs, has `now >` instead of `now >=`.
    #[test]
    fn invariant_7_idle_time_evicts(failures in 2_u32..50, within in 1_u64..100_000, with_rate in any::<bool>()) {
        let within = within * SECOND;
        let limit = Rules { failures: Some(failures), within: Some(within), ..Rules::default() };
        let rate = Rules { failure_rate: Some(1), min_calls: Some(failures), within: Some(within), ..Rules::default() };
        for mut circuit in Either::both(if with_rate { &rate } else { &limit }) {
            for _ in 1..failures {
                prop_assert_eq!(circuit.call(How::Failure, 0), None);
            }
            prop_assert_eq!(circuit.snapshot(within - 1).failures, u64::from(failures) - 1);
            // All of them are over at once, whether anybody looks or the next result comes first.
            prop_assert_eq!(failures_to_trip(&mut circuit, within).0, failures);
        }
    }

    // Red when: `evict` of counts.rs takes a nanosecond off `within`.
    #[test]
    fn invariant_7_a_nanosecond_before_its_time_a_failure_still_counts(
        failures in 2_u32..50, within in 1_u64..100_000
    ) {
        let rules = Rules { failures: Some(failures), within: Some(within * SECOND), ..Rules::default() };
        for mut circuit in Either::both(&rules) {
            prop_assert_eq!(circuit.call(How::Failure, 0), None);
            let rest = failures_to_trip(&mut circuit, within * SECOND - 1);
            prop_assert_eq!(rest, (failures - 1, Cause::FailuresWithin));
        }
    }

    // Red when: `enter` of circuit.rs loses its `self.counts.clear();`.
    #[test]
    fn invariant_7_a_recovered_breaker_sees_at_once(failures in 1_u32..9, calls in 1_u32..50) {
        let in_row = Rules { failures: Some(failures), ..Rules::default() };
        let rate = Rules { failure_rate: Some(1_000), calls: Some(calls), min_calls: Some(1), ..Rules::default() };
        for mut circuit in [in_row, rate].iter().flat_map(Either::both) {
            let (first, _) = failures_to_trip(&mut circuit, 0);
            prop_assert!(circuit.call(How::Success, 60 * SECOND).is_some());
            prop_assert_eq!(circuit.state(), BreakerState::Closed);
            prop_assert_eq!(failures_to_trip(&mut circuit, 60 * SECOND).0, first);
        }
    }

    // Red when: `begin` of aside.rs does nothing (then only the shared one is wrong).
    #[test]
    fn invariant_7_good_calls_after_a_close_are_all_counted(before in 1_u32..50, after in 1_u32..50) {
        let rules = Rules { failure_rate: Some(1), min_calls: Some(1), within: Some(SECOND), ..Rules::default() };
        for mut circuit in Either::both(&rules) {
            succeed(&mut circuit, before, 0);
            prop_assert_eq!(circuit.by_hand(&Step::Close, 0), None);
            succeed(&mut circuit, after, 0);
            prop_assert_eq!(circuit.snapshot(0).calls, Some(after.into()));
        }
    }

    // Red when: `is_slow` of circuit.rs, or that of aside.rs, has `>` instead of `>=`.
    #[test]
    fn invariant_7_slow_calls_have_a_share_of_their_own(calls in 1_u32..50, rate in 1_u32..=1_000, slow in 1_u64..9) {
        let rules = Rules {
            slow_call: Some(slow * SECOND),
            slow_call_rate: Some(rate),
            calls: Some(calls),
            open: Some(Open::Plain(1)),
            ..Rules::default()
        };
        for mut circuit in Either::both(&rules) {
            succeed(&mut circuit, calls, 0);
            let took = |circuit: &mut Either, time| {
                let permit = circuit.permit(0);
                circuit.end(permit, How::Success, time)
            };
            prop_assert_eq!(took(&mut circuit, slow * SECOND - 1), None);
            for _ in 1..share(rate, calls) {
                prop_assert_eq!(took(&mut circuit, slow * SECOND), None);
            }
            let told = took(&mut circuit, slow * SECOND);
            prop_assert_eq!(told.map(|told| told.cause), Some(Cause::SlowCallRate));
        }
    }
}
