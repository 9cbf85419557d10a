//! The word and its mark: nobody acts on a mark that belongs to another state.

use std::time::Duration;

use resilin::{BreakerSettings, BreakerState};

use super::common::{at, circuit, clock, end, in_row, model, of_time, start, succeed, tripped};

/// At second 1 the open time is over. From there on everybody passes; that the mark then becomes the end of a bucket,
/// which lies later, must not look like an open time.
// Red when: `mark` of shared.rs does not look at the word again; or it loads the mark with `Relaxed`; or `publish`
// stores the mark with `Relaxed`.
#[test]
fn who_looks_during_a_recovery_is_not_refused() {
    model(3, || {
        let circuit = tripped(of_time());
        let other = start(&circuit, |circuit| circuit.look(clock(1)));
        assert!(succeed(&circuit, 1).is_some(), "it recovers");
        assert_eq!(succeed(&circuit, 1), None, "and a bucket begins");
        assert_eq!(end(other), Ok(()));
        assert_eq!(circuit.snapshot(at(1)).rejected, 0);
    });
}

// Red when: `admit_slowly` of shared.rs sees `self.state()` open and does `self.open_for(Duration::ZERO, now)`
// before it takes the lock to admit.
#[test]
fn who_is_told_to_wait_is_told_a_time_of_that_opening() {
    model(3, || {
        let circuit = circuit(in_row(1));
        circuit.open_for(Duration::from_secs(100), at(0));
        let other = start(&circuit, |circuit| circuit.admit(clock(50)));
        circuit.close(at(50));
        circuit.open_for(Duration::from_secs(7), at(50));
        match end(other) {
            Ok(call) => assert!(!call.permit.is_probe(), "it came between the two"),
            Err(refusal) => assert!([50, 7].map(Duration::from_secs).map(Some).contains(&refusal.retry_after)),
        }
    });
}

/// Whoever has seen the breaker closed is not refused because of the opening before.
// Red when: `word` of shared.rs loads with `Relaxed`; or `publish` stores the word with `Relaxed`, or before the
// mark.
#[test]
fn the_mark_of_a_former_opening_refuses_nobody() {
    model(3, || {
        let circuit = circuit(in_row(1));
        circuit.open_for(Duration::from_secs(100), at(0));
        let other = start(&circuit, |circuit| {
            let is_closed = circuit.state() == BreakerState::Closed;
            (is_closed, circuit.look(clock(50)))
        });
        circuit.close(at(0));
        circuit.open_for(Duration::from_secs(1), at(0));
        let (was_closed, looked) = end(other);
        assert!(looked.is_ok() || !was_closed, "{looked:?}");
    });
}

/// The end of a bucket comes while a thread still holds the former one: a success of then opens the next bucket.
// Red when: a success is late for shared.rs only 9 s after the mark.
#[test]
fn a_bucket_takes_no_success_of_a_later_time() {
    model(3, || {
        let circuit = circuit(BreakerSettings { within: Some(Duration::from_secs(128)), ..of_time() });
        assert_eq!(succeed(&circuit, 0), None);
        let other = start(&circuit, |circuit| succeed(circuit, 3));
        assert_eq!(succeed(&circuit, 1), None);
        assert_eq!(end(other), None);
        let left = circuit.snapshot(at(129)).calls.expect("it has a window");
        assert!((1..=2).contains(&left), "{left}");
    });
}
