//! Invariant 1: half-open admits at most `probes` at once, however many threads come.

use resilin::kernel::{Admission, Cause, Refusal, SharedCircuit};
use resilin::{BreakerSettings, BreakerState};

use super::common::{admitted, at, bits, circuit, clock, count, end, fail, in_row, model, start, tripped};

/// What three threads get that come at the same moment.
fn three_admissions(circuit: &loom::sync::Arc<SharedCircuit>, seconds: u64) -> Vec<Result<Admission, Refusal>> {
    let others = [(); 2].map(|()| start(circuit, move |circuit| circuit.admit(clock(seconds))));
    let mut all = vec![circuit.admit(clock(seconds))];
    all.extend(others.map(end));
    all
}

fn passed(admissions: &[Result<Admission, Refusal>]) -> usize {
    admissions.iter().filter(|one| one.is_ok()).count()
}

fn moved(admissions: &[Result<Admission, Refusal>]) -> Vec<Cause> {
    let transitions = admissions.iter().flatten().filter_map(|admission| admission.transition);
    transitions.map(|transition| transition.cause).collect()
}

fn at_the_end_of_the_open_time(probes: u32) {
    model(3, move || {
        let circuit = tripped(BreakerSettings { probes: count(probes), ..in_row(1) });
        let admissions = three_admissions(&circuit, 1);
        assert_eq!(passed(&admissions), probes as usize, "{admissions:?}");
        assert_eq!(moved(&admissions), [Cause::OpenTimeOver], "one of them moves it");
        let refused = admissions.iter().filter_map(|one| one.as_ref().err());
        assert!(refused.into_iter().all(|refusal| refusal.retry_after.is_none()), "{admissions:?}");
        let snapshot = circuit.snapshot(at(1));
        assert_eq!((snapshot.state, snapshot.probes), (BreakerState::HalfOpen, probes as usize));
        assert_eq!(snapshot.rejected, 3 - u64::from(probes));
    });
}

// Red when: `admit_slowly` of shared.rs sees `self.state()` open and does `self.open_for(Duration::ZERO, now)`
// before it takes the lock to admit. So is the next one.
#[test]
fn one_of_three_threads_probes() {
    at_the_end_of_the_open_time(1);
}

#[test]
fn two_of_three_threads_probe() {
    at_the_end_of_the_open_time(2);
}

// Red when: `send` of probes.rs has `self.out.clear()` instead of `self.out.retain(…)`.
#[test]
fn a_hung_probes_place_is_given_to_one_thread() {
    model(3, || {
        let circuit = tripped(in_row(1));
        let hung = admitted(&circuit, 1);
        let admissions = three_admissions(&circuit, 2);
        assert_eq!((passed(&admissions), moved(&admissions).len()), (1, 0), "{admissions:?}");
        circuit.cancelled(hung);
        assert_eq!(circuit.snapshot(at(2)).probes, 1, "the place is the other's now");
    });
}

// Red when: `failed` of shared.rs gives up where `self.circuit.try_lock()` does.
#[test]
fn nobody_passes_while_the_one_probe_decides() {
    model(3, || {
        let circuit = tripped(in_row(1));
        let probe = admitted(&circuit, 1);
        let prober = start(&circuit, move |circuit| circuit.failed(probe, clock(1), &mut bits));
        let refused = circuit.admit(clock(1)).expect_err("half-open, then open");
        assert!(end(prober).is_some());
        assert!(refused.retry_after.is_none_or(|after| after.as_secs() == 1), "{refused:?}");
        assert_eq!(circuit.snapshot(at(1)).opens, 2);
    });
}

// Red when: `succeeded_slowly` of shared.rs gives up where `self.circuit.try_lock()` does.
#[test]
fn who_comes_while_it_closes_passes_as_a_call_or_is_refused() {
    model(3, || {
        let circuit = tripped(in_row(1));
        let probe = admitted(&circuit, 1);
        let prober = start(&circuit, move |circuit| circuit.succeeded(probe, clock(1), &mut bits));
        let admission = circuit.admit(clock(1));
        assert!(admission.is_err() || admission.is_ok_and(|call| !call.permit.is_probe()));
        assert!(end(prober).is_some());
        assert_eq!(circuit.state(), BreakerState::Closed);
    });
}

// Red when: `publish` of shared.rs stores the former word's generation and mode once more.
#[test]
fn a_trip_is_seen_by_who_comes_after_it() {
    model(3, || {
        let circuit = circuit(in_row(1));
        let other = start(&circuit, |circuit| fail(circuit, 0));
        let looked = circuit.look(clock(0));
        let admission = circuit.admit(clock(0));
        assert!(looked.is_ok() || admission.is_err(), "no look is taken back");
        assert!(end(other).is_some());
        assert!(circuit.look(clock(0)).is_err() && circuit.admit(clock(0)).is_err());
    });
}
