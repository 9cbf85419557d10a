//! Successes that are put aside: the window holds every completed call of its generation, no more and no less.

use resilin::kernel::SharedCircuit;
use resilin::{BreakerSettings, BreakerState};

use super::common::{
    admitted, at, bits, clock, end, fail, model, of_calls, of_time, putting_aside, start, succeed,
};

fn both_windows() -> [BreakerSettings; 2] {
    [of_calls(9), of_time()]
}

fn calls_and_failures(circuit: &SharedCircuit) -> (u64, u64) {
    let snapshot = circuit.snapshot(at(0));
    (snapshot.calls.expect("it has a window"), snapshot.failures)
}

// Red when: `put` of aside.rs stores `held + 1` instead of exchanging.
#[test]
fn successes_of_three_threads_are_all_counted() {
    for settings in both_windows() {
        model(2, move || {
            let circuit = putting_aside(settings);
            let others = [(); 2].map(|()| start(&circuit, |circuit| succeed(circuit, 0)));
            assert_eq!(succeed(&circuit, 0), None);
            assert_eq!(others.map(end), [None; 2]);
            assert_eq!(calls_and_failures(&circuit), (4, 0));
        });
    }
}

/// A failure takes what was put aside; it must not lose what comes at the same time.
// Red when: `replace` of aside.rs loads and stores instead of swapping.
#[test]
fn successes_beside_a_failure_are_all_counted() {
    for settings in both_windows() {
        model(3, move || {
            let circuit = putting_aside(settings);
            let other = start(&circuit, |circuit| {
                succeed(circuit, 0);
                succeed(circuit, 0)
            });
            assert_eq!(fail(&circuit, 0), None);
            assert_eq!(succeed(&circuit, 0), None);
            assert_eq!(end(other), None);
            assert_eq!(calls_and_failures(&circuit), (5, 1));
        });
    }
}

/// Looking does not disturb, and sees what happened before it.
// Red when: `replace` of aside.rs loads and stores instead of swapping.
#[test]
fn a_look_at_the_counts_loses_none() {
    model(3, || {
        let circuit = putting_aside(of_calls(9));
        let other = start(&circuit, |circuit| calls_and_failures(circuit).0);
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(succeed(&circuit, 0), None);
        assert!((1..=3).contains(&end(other)));
        assert_eq!(calls_and_failures(&circuit), (3, 0));
    });
}

/// The permit says which generation a call belonged to: two permits of one generation are printed alike.
// Red when: `put` of aside.rs does a `fetch_add`; or `word` of shared.rs loads with `Relaxed`.
#[test]
fn after_a_close_exactly_the_calls_of_the_new_generation_count() {
    for settings in both_windows() {
        model(3, move || {
            let circuit = putting_aside(settings);
            let other = start(&circuit, |circuit| {
                let permit = admitted(circuit, 0);
                let of = format!("{permit:?}");
                assert_eq!(circuit.succeeded(permit, clock(0), &mut bits), None);
                of
            });
            assert_eq!(circuit.close(at(0)), None);
            assert_eq!(succeed(&circuit, 0), None);
            let counted = end(other) == format!("{:?}", admitted(&circuit, 0));
            assert_eq!(calls_and_failures(&circuit), (1 + u64::from(counted), 0));
        });
    }
}

/// Two closes, so that the first generation's slots are met by results of the third.
// Red when: `put` of aside.rs does a `fetch_add`.
#[test]
fn a_success_that_two_closes_overtake_counts_for_nothing() {
    model(3, || {
        let circuit = putting_aside(of_calls(9));
        let permit = admitted(&circuit, 0);
        let other = start(&circuit, move |circuit| circuit.succeeded(permit, clock(0), &mut bits));
        for _ in 0..2 {
            assert_eq!(circuit.close(at(0)), None);
            assert_eq!(succeed(&circuit, 0), None);
        }
        assert_eq!(end(other), None);
        assert_eq!(calls_and_failures(&circuit), (1, 0));
    });
}

/// The bucket is over at second 1: whoever comes then opens the next one, and the first leaves at second 64.
// Red when: `replace` of aside.rs loads and stores instead of swapping.
#[test]
fn successes_around_the_end_of_a_bucket_are_all_counted() {
    model(3, || {
        let circuit = putting_aside(of_time());
        let other = start(&circuit, |circuit| succeed(circuit, 1));
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(end(other), None);
        assert_eq!(circuit.snapshot(at(1)).calls, Some(3));
        let left = circuit.snapshot(at(64)).calls.expect("it has a window");
        assert!((1..=2).contains(&left), "the second's call, and at most the one that came late");
        assert_eq!(circuit.snapshot(at(65)).calls, Some(0));
    });
}

// Red when: `too_much` of counts.rs has `>` instead of `>=` for a rate.
#[test]
fn a_rate_is_judged_on_all_that_were_put_aside_before() {
    model(3, || {
        let circuit = putting_aside(BreakerSettings { failure_rate: Some(0.5), ..of_calls(4) });
        let other = start(&circuit, |circuit| succeed(circuit, 0));
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(end(other), None);
        assert_eq!((fail(&circuit, 0), circuit.state()), (None, BreakerState::Closed), "one of four");
        assert!(fail(&circuit, 0).is_some(), "two of four");
    });
}
