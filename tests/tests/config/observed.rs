//! Calls that tell what they went by.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Classify, Error, Fault, Policy, Site};

use crate::common::leaked;

/// A site for good, listed, as a `static` is one.
pub(crate) fn site(name: &str, policy: &str) -> &'static Site {
    let policy: Policy = policy.parse().unwrap_or_else(|error| panic!("{error}"));
    let site: &'static Site = Box::leak(Box::new(Site::new(leaked(name), policy)));
    site.list();
    site
}

/// The policy that new calls at the site go by.
pub(crate) fn policy_of(site: &Site) -> String {
    site.current().policy().to_string()
}

/// An error that is its class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Failed(pub(crate) Class);

impl Classify for Failed {
    fn classify(&self) -> Fault {
        Fault::new(self.0)
    }
}

pub(crate) type Outcome = Result<(), Error<Failed>>;

/// A call whose attempts fail with these classes, then with the last of them: how many attempts there were, and what was
/// waited between them. On a clock of its own.
pub(crate) fn call(site: &Site, classes: &[Class]) -> (usize, Vec<Duration>) {
    call_and(site, classes, |_| ())
}

/// The same; `before` is called before each attempt with how many there were.
pub(crate) fn call_and(site: &Site, classes: &[Class], before: impl Fn(usize)) -> (usize, Vec<Duration>) {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let mut attempts = 0;
    let outcome: Outcome = site.call_blocking(|| {
        before(attempts);
        let class = classes.get(attempts).or(classes.last()).expect("a class");
        attempts += 1;
        Err(Failed(*class))
    });
    assert!(outcome.is_err());
    (attempts, clock.sleeps())
}

pub(crate) fn attempts(site: &Site) -> usize {
    call(site, &[Class::SERVER]).0
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
