//! Invariant 5: no lock is held while the caller's code runs. Its clock and its source of randomness may use the same
//! breaker; loom reports the deadlock if they may not.

use resilin::kernel::{Moment, SharedCircuit};
use resilin::{BreakerSettings, BreakerState};

use super::common::{
    admitted, at, bits, circuit, end, in_row, model, of_calls, of_time, putting_aside, start, tripped,
};

/// A clock that takes the breaker's lock.
fn curious(circuit: &SharedCircuit) -> impl Fn() -> Moment + '_ {
    || {
        assert!(circuit.snapshot(at(1)).opens <= 1);
        at(1)
    }
}

fn curious_bits(circuit: &SharedCircuit) -> impl FnMut() -> u64 + '_ {
    || circuit.snapshot(at(1)).opens
}

/// A success, a failure and a cancelled call by such a clock, with another thread at work.
fn calls(circuit: &loom::sync::Arc<SharedCircuit>) {
    let other = start(circuit, |circuit| circuit.snapshot(at(1)).rejected);
    let permits = [(); 3].map(|()| circuit.admit(curious(circuit)).expect("it is closed").permit);
    let [good, bad, none] = permits;
    circuit.succeeded(good, curious(circuit), &mut curious_bits(circuit));
    circuit.failed(bad, curious(circuit), &mut curious_bits(circuit));
    circuit.cancelled(none);
    assert_eq!(end(other), 0);
}

// Red when: `failed` of shared.rs ends with `self.lock().circuit().failed(permit, clock(), random)`.
#[test]
fn while_results_are_counted() {
    for settings in [in_row(9), of_calls(9), of_time()] {
        model(2, move || calls(&putting_aside(settings)));
    }
}

// Red when: `succeeded_slowly` of shared.rs holds `self.lock()` while it reads the clock.
#[test]
fn while_calls_are_timed() {
    let slow_call = Some(std::time::Duration::from_secs(9));
    model(2, move || calls(&putting_aside(BreakerSettings { slow_call, ..of_calls(9) })));
}

// Red when: `failed` of shared.rs ends with `self.lock().circuit().failed(permit, clock(), random)`.
#[test]
fn while_it_trips() {
    model(2, || {
        let circuit = circuit(in_row(1));
        let (permit, others) = (admitted(&circuit, 1), admitted(&circuit, 1));
        let other = start(&circuit, move |circuit| circuit.succeeded(others, || at(1), &mut bits));
        assert!(circuit.failed(permit, curious(&circuit), &mut curious_bits(&circuit)).is_some());
        assert_eq!(end(other), None);
    });
}

// Red when: `admit` of shared.rs holds `self.lock()` while it reads the clock for `admit_slowly`.
#[test]
fn while_it_is_looked_at_and_probed() {
    model(2, || {
        let circuit = tripped(in_row(1));
        let other = start(&circuit, |circuit| circuit.look(curious(circuit)));
        let probe = circuit.admit(curious(&circuit)).expect("the open time is over").permit;
        assert!(circuit.succeeded(probe, curious(&circuit), &mut curious_bits(&circuit)).is_some());
        assert!(end(other).is_ok());
        assert_eq!(circuit.state(), BreakerState::Closed);
    });
}
