//! Invariants 2, 4 and 6: every permit is given back, however its call ends, and none is given back twice.

use resilin::kernel::{Permit, SharedCircuit};
use resilin::{BreakerSettings, BreakerState};

use super::common::{admitted, at, bits, clock, count, end, in_row, model, start, tripped};

type Ending = fn(&SharedCircuit, Permit);

const SUCCESS: Ending = |circuit, permit| _ = circuit.succeeded(permit, clock(1), &mut bits);
const FAILURE: Ending = |circuit, permit| _ = circuit.failed(permit, clock(1), &mut bits);
const CANCELLED: Ending = |circuit, permit| circuit.cancelled(permit);

/// Two probes that end at once on two threads, and then a third thread's.
fn ended(one: Ending, other: Ending, check: fn(&SharedCircuit)) {
    model(3, move || {
        let settings = BreakerSettings { probes: count(2), successes: count(3), ..in_row(1) };
        let circuit = tripped(settings);
        let (first, second) = (admitted(&circuit, 1), admitted(&circuit, 1));
        assert!(circuit.admit(clock(1)).is_err(), "both places are taken");
        let thread = start(&circuit, move |circuit| one(circuit, first));
        let between = circuit.admit(clock(1));
        other(&circuit, second);
        end(thread);
        if let Ok(admission) = between {
            circuit.cancelled(admission.permit);
        }
        check(&circuit);
    });
}

fn has_both_places(circuit: &SharedCircuit) {
    assert_eq!((circuit.state(), circuit.snapshot(at(1)).probes), (BreakerState::HalfOpen, 0));
    let probes = [(); 2].map(|()| admitted(circuit, 1));
    assert!(probes.iter().all(Permit::is_probe) && circuit.admit(clock(1)).is_err());
}

fn has_both_places_later(circuit: &SharedCircuit) {
    assert_eq!((circuit.state(), circuit.snapshot(at(1)).probes), (BreakerState::Open, 0));
    let probes = [(); 2].map(|()| admitted(circuit, 2));
    assert!(probes.iter().all(Permit::is_probe) && circuit.admit(clock(2)).is_err());
}

// Red when: `succeeded_slowly` of shared.rs gives up where `self.circuit.try_lock()` does. So is the next one.
#[test]
fn after_two_successes() {
    ended(SUCCESS, SUCCESS, has_both_places);
}

#[test]
fn after_a_success_and_a_cancelled_call() {
    ended(SUCCESS, CANCELLED, has_both_places);
}

// Red when: `cancelled` of shared.rs gives up where `self.circuit.try_lock()` does.
#[test]
fn after_two_cancelled_calls() {
    ended(CANCELLED, CANCELLED, has_both_places);
}

// Red when: `failed` of shared.rs gives up where `self.circuit.try_lock()` does. So is the next one.
#[test]
fn after_a_failure_and_a_cancelled_call() {
    ended(FAILURE, CANCELLED, has_both_places_later);
}

#[test]
fn after_a_failure_and_a_success() {
    ended(FAILURE, SUCCESS, has_both_places_later);
}

// Red when: `take_back` of probes.rs takes whatever probe is the first.
#[test]
fn a_place_given_up_is_not_given_back_again() {
    model(3, || {
        let circuit = tripped(in_row(1));
        let hung = admitted(&circuit, 1);
        let other = start(&circuit, move |circuit| circuit.cancelled(hung));
        let probe = admitted(&circuit, 2);
        end(other);
        assert!(circuit.admit(clock(2)).is_err(), "the place is taken by the second probe");
        circuit.cancelled(probe);
        assert_eq!(circuit.snapshot(at(2)).probes, 0);
    });
}
