//! Invariant 1, the other half: exactly one caller makes each transition.

use resilin::kernel::{Cause, Transition};
use resilin::{BreakerSettings, BreakerState};

use super::common::{
    admitted, at, bits, circuit, clock, count, end, in_row, model, of_calls, putting_aside, start, tripped,
};

fn made(transitions: impl IntoIterator<Item = Option<Transition>>) -> Vec<(BreakerState, BreakerState, Cause)> {
    let made = transitions.into_iter().flatten();
    made.map(|transition| (transition.from, transition.to, transition.cause)).collect()
}

const TRIPPED: (BreakerState, BreakerState, Cause) =
    (BreakerState::Closed, BreakerState::Open, Cause::FailuresInRow);

// Red when: `failed` of shared.rs gives up where `self.circuit.try_lock()` does.
#[test]
fn of_three_failures_the_second_trips() {
    model(3, || {
        let circuit = circuit(in_row(2));
        let permits = [(); 3].map(|()| admitted(&circuit, 0));
        let [first, second, third] = permits;
        let one = start(&circuit, move |circuit| circuit.failed(first, clock(0), &mut bits));
        let other = start(&circuit, move |circuit| circuit.failed(second, clock(0), &mut bits));
        let own = circuit.failed(third, clock(0), &mut bits);
        assert_eq!(made([own, end(one), end(other)]), [TRIPPED]);
        assert_eq!(circuit.snapshot(at(0)).opens, 1);
    });
}

// Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`.
#[test]
fn a_good_and_a_bad_probe_decide_once() {
    model(3, || {
        let circuit = tripped(BreakerSettings { probes: count(2), ..in_row(1) });
        let (good, bad) = (admitted(&circuit, 1), admitted(&circuit, 1));
        let other = start(&circuit, move |circuit| circuit.failed(bad, clock(1), &mut bits));
        let own = circuit.succeeded(good, clock(1), &mut bits);
        let made = made([own, end(other)]);
        let expected = match circuit.state() {
            BreakerState::Closed => (BreakerState::HalfOpen, BreakerState::Closed, Cause::ProbesSucceeded),
            _ => (BreakerState::HalfOpen, BreakerState::Open, Cause::ProbeFailed),
        };
        assert_eq!(made, [expected]);
    });
}

// Red when: `ended` of circuit.rs asks for `permit.generation > self.generation` instead of `!=`.
#[test]
fn a_trip_and_a_close_are_two_transitions_or_none() {
    model(3, || {
        let circuit = circuit(in_row(1));
        let permit = admitted(&circuit, 0);
        let failing = start(&circuit, move |circuit| circuit.failed(permit, clock(0), &mut bits));
        let closed = circuit.close(at(0));
        let made = made([end(failing), closed]);
        let back = (BreakerState::Open, BreakerState::Closed, Cause::Manual);
        assert!(made.is_empty() || made == [TRIPPED, back], "{made:?}");
        assert_eq!(circuit.state(), BreakerState::Closed);
        assert_eq!(circuit.snapshot(at(0)).failures, 0, "close forgets, and a late failure is stale");
    });
}

// Red when: `set` of circuit.rs ends with `Some(moved)`.
#[test]
fn two_who_force_it_open_make_one_transition() {
    model(3, || {
        let circuit = circuit(in_row(1));
        let other = start(&circuit, |circuit| circuit.force_open(at(0)));
        let own = circuit.force_open(at(0));
        let forced = (BreakerState::Closed, BreakerState::ForcedOpen, Cause::Manual);
        assert_eq!(made([own, end(other)]), [forced]);
    });
}

// Red when: `too_much` of counts.rs has `>` instead of `>=` for a rate.
#[test]
fn a_rate_trips_once_however_successes_are_put_aside() {
    model(2, || {
        let circuit = putting_aside(BreakerSettings { failure_rate: Some(0.5), ..of_calls(4) });
        let permits = [(); 3].map(|()| admitted(&circuit, 0));
        let [good, bad, worse] = permits;
        let succeeding = start(&circuit, move |circuit| circuit.succeeded(good, clock(0), &mut bits));
        let failing = start(&circuit, move |circuit| circuit.failed(bad, clock(0), &mut bits));
        let own = circuit.failed(worse, clock(0), &mut bits);
        let tripped = (BreakerState::Closed, BreakerState::Open, Cause::FailureRate);
        assert_eq!(made([own, end(failing), end(succeeding)]), [tripped]);
        assert_eq!(circuit.snapshot(at(0)).opens, 1);
    });
}
