//! Invariant 3: a result of an earlier state changes nothing, whenever it comes.

use std::time::Duration;

use resilin::kernel::{Permit, SharedCircuit};
use resilin::{BreakerSettings, BreakerState};

use super::common::{
    admitted, at, bits, circuit, clock, count, end, fail, in_row, model, of_calls, of_time, putting_aside, start,
    succeed,
};

/// Trips, and recovers at second 1.
fn trip_and_recover(circuit: &SharedCircuit) {
    assert!(fail(circuit, 0).is_some());
    assert!(succeed(circuit, 1).is_some());
}

fn late(settings: BreakerSettings, ends: fn(&SharedCircuit, Permit)) {
    model(3, move || {
        let circuit = putting_aside(settings);
        let permit = admitted(&circuit, 0);
        let other = start(&circuit, move |circuit| ends(circuit, permit));
        trip_and_recover(&circuit);
        end(other);
        let snapshot = circuit.snapshot(at(1));
        assert_eq!((snapshot.state, snapshot.opens), (BreakerState::Closed, 1));
        assert_eq!((snapshot.calls.unwrap_or(0), snapshot.failures), (0, 0), "nothing of before counts now");
    });
}

const SUCCESS: fn(&SharedCircuit, Permit) =
    |circuit, permit| assert_eq!(circuit.succeeded(permit, clock(0), &mut bits), None);

// Red when: `put` of aside.rs adds one to the place without an exchange for what it has read (`fetch_add`).
#[test]
fn a_late_success_after_a_recovery_of_a_window_over_calls() {
    late(BreakerSettings { failure_rate: Some(0.3), ..of_calls(4) }, SUCCESS);
}

// Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`.
#[test]
fn a_late_success_after_a_recovery_of_a_window_over_time() {
    late(BreakerSettings { failure_rate: Some(0.3), ..of_time() }, SUCCESS);
}

/// A row of failures is ended by a success of its own generation alone.
// Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`.
#[test]
fn a_late_success_does_not_end_a_row() {
    model(3, || {
        let circuit = circuit(in_row(3));
        assert_eq!(fail(&circuit, 0), None);
        let permit = admitted(&circuit, 0);
        let other = start(&circuit, move |circuit| circuit.succeeded(permit, clock(0), &mut bits));
        assert_eq!(circuit.close(at(0)), None);
        assert_eq!(fail(&circuit, 0), None);
        assert_eq!(end(other), None);
        assert_eq!(circuit.snapshot(at(0)).failures, 1);
    });
}

/// The first failure trips; the other comes before a probe, with it, or after the recovery.
// Red when: `failed` of shared.rs stores the word that it has read.
#[test]
fn a_late_failure_neither_opens_nor_extends() {
    model(3, || {
        let circuit = circuit(in_row(1));
        let permit = admitted(&circuit, 0);
        assert!(fail(&circuit, 0).is_some());
        let other = start(&circuit, move |circuit| circuit.failed(permit, clock(5), &mut bits));
        let probe = circuit.admit(clock(1)).expect("the open time is over for all").permit;
        assert!(circuit.succeeded(probe, clock(1), &mut bits).is_some(), "nothing comes between");
        assert_eq!(end(other), None);
        let snapshot = circuit.snapshot(at(1));
        assert_eq!((snapshot.state, snapshot.opens, snapshot.failures), (BreakerState::Closed, 1, 0));
    });
}

// Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`.
#[test]
fn a_late_success_does_not_close() {
    model(3, || {
        let circuit = circuit(BreakerSettings { successes: count(2), ..in_row(2) });
        assert_eq!(fail(&circuit, 0), None);
        let permit = admitted(&circuit, 0);
        let other = start(&circuit, move |circuit| circuit.succeeded(permit, clock(0), &mut bits));
        assert!(circuit.open_for(Duration::from_secs(1), at(0)).is_some());
        assert_eq!(succeed(&circuit, 1), None, "the first of two");
        assert_eq!(end(other), None);
        assert_eq!(circuit.state(), BreakerState::HalfOpen);
    });
}
