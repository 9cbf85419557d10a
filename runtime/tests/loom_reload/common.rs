//! What every model needs: a clock that says what was slept, sites, overrides, and threads.

use std::time::Duration;

use loom::thread;
use resilin::config::{Changes, Overrides};
use resilin::testing::ManualClock;
use resilin::{Class, Fault, Site};

/// Tries every order in which a thread is stopped in the middle at most so often. loom's threads are all one thread of
/// the system's, and have the same clock: what is slept on it is that of the one thread that calls.
pub(super) fn model(preemptions: usize, run: impl Fn(&ManualClock) + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(move || {
        let clock = ManualClock::new();
        let _installed = clock.install();
        run(&clock);
    });
}

pub(super) fn site(name: &'static str, policy: &str) -> Site {
    Site::new(name, policy.parse().expect("it is a policy"))
}

/// A call whose attempts all fail: what it slept between them, in seconds.
pub(super) fn call(site: &Site, clock: &ManualClock) -> Vec<u64> {
    let before = clock.sleeps().len();
    let outcome = site.call_blocking_with(|()| Fault::new(Class::SERVER), || Err::<(), _>(()));
    assert!(outcome.is_err());
    clock.sleeps()[before..].iter().map(Duration::as_secs).collect()
}

/// How many attempts new calls have.
pub(super) fn attempts(site: &Site) -> u32 {
    let attempts = site.current().policy().to_string();
    let attempts = attempts.split_once("attempts = ").and_then(|(_, attempts)| attempts.split(',').next());
    attempts.and_then(|attempts| attempts.parse().ok()).expect("they are in the policy")
}

pub(super) fn apply(text: &str) -> Changes {
    Overrides::new().text("ops.toml", text).apply().expect("they are sound")
}

pub(super) fn start<T: 'static>(work: impl FnOnce() -> T + 'static) -> thread::JoinHandle<T> {
    thread::spawn(work)
}

pub(super) fn end<T>(thread: thread::JoinHandle<T>) -> T {
    thread.join().expect("no thread panics")
}
