//! What the tests share: sites made of text, and a body that fails as it is told.

use std::sync::Mutex;
use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Classify, Error, Fault, Site};
use tokio::time::Instant;

/// An error that is its fault, told apart by the number of the run.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("run {number}: {:?}", fault.class())]
pub(crate) struct Failed {
    pub(crate) fault: Fault,
    pub(crate) number: usize,
}

impl Classify for Failed {
    fn classify(&self) -> Fault {
        self.fault
    }
}

pub(crate) type Outcome = Result<usize, Error<Failed>>;

/// A site for good, as a `static` is one.
pub(crate) fn site(policy: &str) -> &'static Site {
    let policy = policy.parse().unwrap_or_else(|error| panic!("{error}"));
    Box::leak(Box::new(Site::new("tables", policy)))
}

pub(crate) fn define(table: &str, rules: &str) {
    resilin::define_table(table, rules).unwrap_or_else(|error| panic!("{error}"));
}

pub(crate) const CONFLICT: Class = Class::custom("conflict");

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// One failure after the other; after the last the body works.
pub(crate) fn each(classes: &[Class]) -> Vec<Fault> {
    classes.iter().map(|&class| Fault::new(class)).collect()
}

/// More failures than any call here has runs.
pub(crate) fn always(fault: impl Into<Always>) -> Vec<Fault> {
    vec![fault.into().0; 100]
}

/// A class is a fault of which nothing else is known.
pub(crate) struct Always(Fault);

impl From<Class> for Always {
    fn from(class: Class) -> Self {
        Self(Fault::new(class))
    }
}

impl From<Fault> for Always {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

/// Fails by these faults, one after the other, and notes when it ran.
#[derive(Debug)]
pub(crate) struct Body<'f> {
    faults: &'f [Fault],
    start: Instant,
    at: Mutex<Vec<Duration>>,
}

impl<'f> Body<'f> {
    pub(crate) fn new(faults: &'f [Fault]) -> Self {
        Self { faults, start: Instant::now(), at: Mutex::default() }
    }

    pub(crate) fn run(&self) -> Result<usize, Failed> {
        let mut at = self.at.lock().expect("nothing panics under the lock");
        at.push(self.start.elapsed());
        let number = at.len();
        match self.faults.get(number - 1) {
            Some(&fault) => Err(Failed { fault, number }),
            None => Ok(number),
        }
    }

    /// The time since it was made.
    pub(crate) fn age(&self) -> Duration {
        self.start.elapsed()
    }

    pub(crate) fn runs(&self) -> usize {
        self.at.lock().expect("nothing panics under the lock").len()
    }

    /// Milliseconds between the runs.
    pub(crate) fn waits(&self) -> Vec<u128> {
        let at = self.at.lock().expect("nothing panics under the lock");
        at.windows(2).map(|two| two[1].as_millis() - two[0].as_millis()).collect()
    }

    /// What the caller gets: the outcome of the last run, unchanged.
    pub(crate) fn outcome(&self) -> Outcome {
        let number = self.runs();
        match self.faults.get(number - 1) {
            Some(&fault) => Err(Error::Failed(Failed { fault, number })),
            None => Ok(number),
        }
    }
}

/// The milliseconds between the runs of an async call; the caller gets what the last run gave, at that time.
pub(crate) async fn waits_async(site: &Site, faults: &[Fault]) -> Vec<u128> {
    let body = Body::new(faults);
    let outcome = site.call(|| async { body.run() }).await;
    assert_eq!(outcome, body.outcome());
    let waits = body.waits();
    assert_eq!(body.age().as_millis(), waits.iter().sum(), "nothing is waited for after the last run");
    waits
}

/// What a blocking call sleeps between its runs, in milliseconds; zero is not slept.
pub(crate) fn sleeps(site: &Site, faults: &[Fault]) -> (usize, Vec<u128>) {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let body = Body::new(faults);
    let outcome = site.call_blocking(|| body.run());
    assert_eq!(outcome, body.outcome());
    (body.runs(), clock.sleeps().iter().map(Duration::as_millis).collect())
}

/// The milliseconds between the runs of a call, async or blocking: where nothing is random they are the same.
pub(crate) async fn waits(site: &Site, faults: &[Fault]) -> Vec<u128> {
    let waits = waits_async(site, faults).await;
    let slept: Vec<u128> = waits.iter().copied().filter(|wait| *wait > 0).collect();
    assert_eq!(sleeps(site, faults), (waits.len() + 1, slept), "blocking as async");
    waits
}
