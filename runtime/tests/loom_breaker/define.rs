//! Other settings while calls run: the state stays, and no result is lost or counted twice.

use resilin::{BreakerSettings, BreakerState};

use super::common::{
    at, circuit, count, end, fail, in_row, model, of_calls, of_time, putting_aside, start, succeed,
};

// Red when: `word` of shared.rs loads with `Relaxed`.
#[test]
fn from_failures_in_a_row_to_a_window() {
    model(3, || {
        let circuit = circuit(in_row(2));
        let other = start(&circuit, |circuit| succeed(circuit, 0));
        circuit.define(of_calls(9));
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(end(other), None);
        let calls = circuit.snapshot(at(0)).calls.expect("it has a window now");
        assert!((1..=2).contains(&calls), "the own, and the other's if it came after the change: {calls}");
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(circuit.snapshot(at(0)).calls, Some(calls + 1));
    });
}

// Red when: `next_success` of counts.rs does not ask for `self.in_row > 0`.
#[test]
fn to_a_window_and_back() {
    model(3, || {
        let circuit = circuit(in_row(2));
        let other = start(&circuit, |circuit| {
            succeed(circuit, 0);
            fail(circuit, 0)
        });
        circuit.define(BreakerSettings { min_calls: count(9), ..of_calls(9) });
        circuit.define(in_row(2));
        assert_eq!(end(other), None);
        let failures = circuit.snapshot(at(0)).failures;
        assert!(failures <= 1 && circuit.snapshot(at(0)).calls.is_none());
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(fail(&circuit, 0), None, "a success has ended the row");
        assert!(fail(&circuit, 0).is_some(), "two in a row");
    });
}

// Red when: `adapted` of counts.rs keeps the window over calls.
#[test]
fn from_a_window_over_calls_to_one_over_time() {
    model(3, || {
        let circuit = putting_aside(of_calls(9));
        let other = start(&circuit, |circuit| succeed(circuit, 0));
        circuit.define(of_time());
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(end(other), None);
        let calls = circuit.snapshot(at(0)).calls.expect("it has a window still");
        assert!((1..=2).contains(&calls), "{calls}");
    });
}

/// A full window of good calls stays as it is, whatever number of good ones come; one that has grown counts each. Which
/// of the two a thread found when it began must not matter: here the one call of the other thread fits into both.
// Red when: `put` of aside.rs stores `held + 1` instead of exchanging; `replace` there loads and stores instead of
// swapping.
#[test]
fn a_window_that_grows_loses_no_call() {
    model(3, || {
        let circuit = putting_aside(of_calls(4));
        assert_eq!(succeed(&circuit, 0), None);
        // Threads share the places where successes are put aside: the third one has that of the first again.
        end(start(&circuit, |circuit| succeed(circuit, 0)));
        assert_eq!(circuit.snapshot(at(0)).calls, Some(3));
        let other = start(&circuit, |circuit| succeed(circuit, 0));
        circuit.define(of_calls(9));
        for _ in 0..4 {
            assert_eq!(succeed(&circuit, 0), None);
        }
        assert_eq!(end(other), None);
        assert_eq!(circuit.snapshot(at(0)).calls, Some(8));
    });
}

/// The same, but the successes come while the window grows, and a failure is the first to leave it. With k of the five
/// before the change there are 8 calls and the failure for k = 0 and 1, and 9 - k calls without it from there on.
// Red when: `put` of aside.rs stores `held + 1` instead of exchanging, or holds no more than the window that was
// published last.
#[test]
fn a_window_that_grows_meanwhile_loses_no_call() {
    model(2, || {
        // Threads share the places where successes are put aside: after these two, the third one has that of the first.
        let before = putting_aside(of_calls(4));
        assert_eq!((succeed(&before, 0), end(start(&before, |before| succeed(before, 0)))), (None, None));

        let circuit = circuit(BreakerSettings { min_calls: count(2), ..of_calls(4) });
        assert_eq!((fail(&circuit, 0), succeed(&circuit, 0), succeed(&circuit, 0)), (None, None, None));
        assert_eq!(circuit.snapshot(at(0)).calls, Some(3));
        let many = start(&circuit, |circuit| [(); 4].map(|()| succeed(circuit, 0)));
        let growing = start(&circuit, |circuit| {
            circuit.define(BreakerSettings { min_calls: count(2), ..of_calls(9) });
        });
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(end(many), [None; 4]);
        end(growing);
        let snapshot = circuit.snapshot(at(0));
        let seen = (snapshot.calls.expect("it has a window still"), snapshot.failures);
        assert!([(8, 1), (7, 0), (6, 0), (5, 0), (4, 0)].contains(&seen), "{seen:?}");
    });
}

/// The failure trips by the old settings or by the new ones, once.
// Red when: `failed` of shared.rs gives up where `self.circuit.try_lock()` does.
#[test]
fn while_a_failure_is_judged() {
    model(3, || {
        let circuit = circuit(in_row(1));
        let other = start(&circuit, |circuit| fail(circuit, 0));
        circuit.define(in_row(2));
        let tripped = end(other).is_some();
        assert_eq!(circuit.state() == BreakerState::Open, tripped);
        assert_eq!(circuit.snapshot(at(0)).failures, u64::from(!tripped));
    });
}
