//! What every model needs: settings, moments, and threads that race.

use std::num::NonZeroU32;
use std::time::Duration;

use loom::sync::Arc;
use loom::thread;
use resilin::kernel::{Moment, Permit, SharedCircuit, Transition};
use resilin::{Backoff, BreakerSettings};

/// Tries every order in which a thread is stopped in the middle at most so often.
pub(super) fn model(preemptions: usize, run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(run);
}

pub(super) fn at(seconds: u64) -> Moment {
    Moment::EPOCH.after(Duration::from_secs(seconds))
}

/// A clock that stands.
pub(super) fn clock(seconds: u64) -> impl Fn() -> Moment {
    move || at(seconds)
}

/// A source of randomness that never surprises.
pub(super) fn bits() -> u64 {
    1 << 63
}

pub(super) const fn count(number: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(number)
}

/// So many failures in a row open it for 1 s.
pub(super) fn in_row(failures: u32) -> BreakerSettings {
    let open = Some(Backoff::Fixed(Duration::from_secs(1)));
    BreakerSettings { failures: count(failures), open, ..BreakerSettings::NONE }
}

/// Failures alone open it for 1 s: one of one call, two of two …; counted over the last calls.
pub(super) fn of_calls(calls: u32) -> BreakerSettings {
    BreakerSettings {
        failures: None,
        failure_rate: Some(1.0),
        calls: count(calls),
        min_calls: count(1),
        ..in_row(1)
    }
}

/// The same, over the last 64 s.
pub(super) fn of_time() -> BreakerSettings {
    BreakerSettings { calls: None, within: Some(Duration::from_secs(64)), ..of_calls(1) }
}

pub(super) fn circuit(settings: BreakerSettings) -> Arc<SharedCircuit> {
    Arc::new(SharedCircuit::new(settings, at(0)))
}

/// A breaker that is open until second 1.
pub(super) fn tripped(settings: BreakerSettings) -> Arc<SharedCircuit> {
    let circuit = circuit(settings);
    let permit = admitted(&circuit, 0);
    assert!(circuit.failed(permit, clock(0), &mut bits).is_some(), "one failure trips it");
    circuit
}

/// A breaker whose next successes are put aside, with one success in its window.
pub(super) fn putting_aside(settings: BreakerSettings) -> Arc<SharedCircuit> {
    let circuit = circuit(settings);
    succeed(&circuit, 0);
    circuit
}

pub(super) fn admitted(circuit: &SharedCircuit, seconds: u64) -> Permit {
    circuit.admit(clock(seconds)).expect("it is admitted").permit
}

pub(super) fn succeed(circuit: &SharedCircuit, seconds: u64) -> Option<Transition> {
    let permit = admitted(circuit, seconds);
    circuit.succeeded(permit, clock(seconds), &mut bits)
}

pub(super) fn fail(circuit: &SharedCircuit, seconds: u64) -> Option<Transition> {
    let permit = admitted(circuit, seconds);
    circuit.failed(permit, clock(seconds), &mut bits)
}

/// Something for a thread to do with the breaker.
pub(super) fn start<T: 'static>(
    circuit: &Arc<SharedCircuit>,
    work: impl FnOnce(&SharedCircuit) -> T + 'static,
) -> thread::JoinHandle<T> {
    let circuit = Arc::clone(circuit);
    thread::spawn(move || work(&circuit))
}

pub(super) fn end<T>(thread: thread::JoinHandle<T>) -> T {
    thread.join().expect("no thread panics")
}
