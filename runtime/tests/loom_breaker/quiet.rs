//! Invariant 5: where failures in a row are counted, a success ends without the lock, and still ends a row.

use resilin::BreakerState;
use resilin::kernel::{Moment, SharedCircuit};

use super::common::{admitted, at, bits, circuit, clock, end, fail, in_row, model, start, succeed};

fn never() -> Moment {
    unreachable!("a success that changes nothing reads no clock")
}

fn quiet_success(circuit: &SharedCircuit) {
    let permit = circuit.admit(never).expect("it is closed").permit;
    assert_eq!(circuit.succeeded(permit, never, &mut || unreachable!("nor draws bits")), None);
}

// Red when: `takes_success_of` of shared.rs compares with `Mode::HalfOpen` instead of `Mode::Quiet`.
#[test]
fn successes_read_no_clock_while_nothing_fails() {
    model(3, || {
        let circuit = circuit(in_row(1));
        let other = start(&circuit, quiet_success);
        quiet_success(&circuit);
        end(other);
    });
}

/// Before the failure or after it; and whoever comes after both ends what there is of a row.
// Red when: `next_success` of counts.rs does not ask for `self.in_row > 0`.
#[test]
fn a_success_beside_a_failure_comes_before_it_or_after_it() {
    model(3, || {
        let circuit = circuit(in_row(2));
        let other = start(&circuit, |circuit| fail(circuit, 0));
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(end(other), None);
        assert!(circuit.snapshot(at(0)).failures <= 1);
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!(circuit.snapshot(at(0)).failures, 0);
        assert_eq!((fail(&circuit, 0), fail(&circuit, 0).is_some()), (None, true));
    });
}

// Red when: `failed` of shared.rs stores the word that it has read.
#[test]
fn a_success_after_a_failure_ends_the_row_on_whatever_thread() {
    model(3, || {
        let circuit = circuit(in_row(3));
        let permit = admitted(&circuit, 0);
        let other = start(&circuit, |circuit| fail(circuit, 0));
        assert_eq!(fail(&circuit, 0), None);
        assert_eq!(circuit.succeeded(permit, clock(0), &mut bits), None);
        assert_eq!(end(other), None);
        assert!(circuit.snapshot(at(0)).failures <= 1, "at most the other's came after the success");
        assert_eq!(succeed(&circuit, 0), None);
        assert_eq!((fail(&circuit, 0), circuit.state()), (None, BreakerState::Closed));
        assert_eq!(circuit.snapshot(at(0)).failures, 1);
    });
}
