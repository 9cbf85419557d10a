//! Probes have numbers, and there are more probes than numbers.

use std::time::Duration;

use resilin::kernel::{Circuit, Moment};

// Red when: `take_back` of runtime/src/kernel/breaker/probes.rs compares the numbers alone.
#[test]
fn a_probe_that_hangs_while_all_numbers_are_used_gives_back_no_others_place() {
    let at = |seconds| Moment::EPOCH.after(Duration::from_secs(seconds));
    let settings = "failures = 1, open = 1s, probes = 1, probe_timeout = 1s".parse().expect("they are right");
    let mut circuit = Circuit::new(settings, at(0));
    let first = circuit.admit(at(0)).expect("it is closed").permit;
    circuit.failed(first, at(0), &mut || 0);
    let hangs = circuit.admit(at(2)).expect("it is open no longer").permit;
    for _ in 1..u16::MAX {
        let probe = circuit.admit(at(4)).expect("the place of the one that hangs was given up").permit;
        circuit.cancelled(probe);
    }
    let same_number = circuit.admit(at(4)).expect("there is a place").permit;
    circuit.cancelled(hangs);
    assert!(circuit.admit(at(4)).is_err(), "the only place is taken");
    circuit.cancelled(same_number);
    assert!(circuit.admit(at(4)).is_ok());
}
