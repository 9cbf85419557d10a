//! What every model needs: a clock that stands, sites, keys, and threads that race.

use loom::thread;
use resilin::__private::ScopedBlockingCall;
use resilin::testing::ManualClock;
use resilin::{Breaker, BreakerState, Class, Classify, Error, Fault, Registry, Site};

/// Tries every order in which a thread is stopped in the middle at most so often. loom's threads are all one thread of
/// the system's, and have the same clock.
pub(super) fn model(preemptions: usize, run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(move || {
        let _stands = ManualClock::new().install();
        run();
    });
}

/// What a body fails with.
#[derive(Debug)]
pub(super) struct Broken;

impl Classify for Broken {
    fn classify(&self) -> Fault {
        Fault::new(Class::SERVER)
    }
}

pub(super) fn site(policy: &str) -> Site {
    Site::new("the site", policy.parse().expect("it is a policy"))
}

/// A call that fails; how often its body ran.
pub(super) fn failing(
    call: impl FnOnce(&mut dyn FnMut() -> Result<(), Broken>) -> Result<(), Error<Broken>>,
) -> u32 {
    let mut runs = 0;
    let outcome = call(&mut || {
        runs += 1;
        Err(Broken)
    });
    assert!(outcome.is_err());
    runs
}

/// One attempt under a breaker that fails.
pub(super) fn fail(breaker: &Breaker) {
    breaker.permit().expect("it is closed").failed();
}

/// A call at a site whose breaker has keys, from its begin to the end of its one attempt, which fails.
pub(super) fn fail_with_key(site: &Site, registry: &Registry, key: &str) {
    let mut call = ScopedBlockingCall::begin(site, registry, Some(format_args!("{key}")));
    call.ready().expect("it is closed");
    assert!(call.gives_up(Some(Broken.classify()), &Broken), "it has one attempt");
}

pub(super) fn open(registry: &Registry) -> Vec<String> {
    let open = registry.breakers().filter(|breaker| breaker.state() == BreakerState::Open);
    open.map(|breaker| breaker.name().to_owned()).collect()
}

/// How many failures in a row it takes until it opens.
pub(super) fn failures_to_open(breaker: &Breaker) -> u32 {
    let mut failures = 0;
    while breaker.state() == BreakerState::Closed {
        fail(breaker);
        failures += 1;
    }
    failures
}

/// Something for a thread to do with the registry.
pub(super) fn start<T: 'static>(
    registry: &Registry,
    work: impl FnOnce(&Registry) -> T + 'static,
) -> thread::JoinHandle<T> {
    let registry = registry.clone();
    thread::spawn(move || work(&registry))
}

pub(super) fn end<T>(thread: thread::JoinHandle<T>) -> T {
    thread.join().expect("no thread panics")
}
