//! A call that always fails so, on a manual clock.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Classify, Error, Fault, Policy, Site};

/// An error that is its fault.
#[derive(Debug, PartialEq)]
pub(super) struct Failed(pub(super) Fault);

impl Classify for Failed {
    fn classify(&self) -> Fault {
        self.0
    }
}

pub(super) fn server() -> Fault {
    Fault::new(Class::SERVER)
}

pub(super) fn policy(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

pub(super) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What such a call sleeps, where every attempt takes so long.
pub(super) fn sleeps_of(site: &Site, fault: Fault, takes: Duration) -> Vec<Duration> {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let outcome = site.call_blocking(|| {
        clock.advance(takes);
        Err::<(), _>(Failed(fault))
    });
    assert_eq!(outcome, Err(Error::Failed(Failed(fault))), "the attempt's own error");
    clock.sleeps()
}

pub(super) fn sleeps(text: &str, fault: Fault) -> Vec<Duration> {
    sleeps_of(&Site::new("trap", policy(text)), fault, Duration::ZERO)
}
