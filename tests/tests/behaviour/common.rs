//! What the tests share: a body that notes when it runs, and an error that is any fault.

use std::sync::Mutex;
use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Classify, Error, Fault, Site};
use tokio::time::Instant;

/// Notes when it was asked, on tokio's clock.
#[derive(Debug)]
pub(crate) struct Runs {
    start: Instant,
    at: Mutex<Vec<Duration>>,
}

impl Runs {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), at: Mutex::default() }
    }

    /// Notes a run and gives its number, from 1.
    pub(crate) fn note(&self) -> usize {
        let mut at = self.at.lock().expect("no test panics while it notes");
        at.push(self.start.elapsed());
        at.len()
    }

    /// Milliseconds from the start to each run.
    pub(crate) fn at(&self) -> Vec<u128> {
        self.at.lock().expect("no test panics while it notes").iter().map(Duration::as_millis).collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.at().len()
    }

    /// Milliseconds since the start.
    pub(crate) fn elapsed(&self) -> u128 {
        self.start.elapsed().as_millis()
    }
}

/// An error that is the fault it holds, told apart by a number.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("failure {number}")]
pub(crate) struct Fail {
    pub(crate) fault: Fault,
    pub(crate) number: usize,
}

impl Classify for Fail {
    fn classify(&self) -> Fault {
        self.fault
    }
}

pub(crate) fn fail(class: Class, number: usize) -> Fail {
    Fail { fault: Fault::new(class), number }
}

pub(crate) fn failed<T>(class: Class, number: usize) -> Result<T, Error<Fail>> {
    Err(Error::Failed(fail(class, number)))
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// When the runs of a body take place that always fails so, in milliseconds.
pub(crate) async fn runs_of(site: &Site, fault: Fault) -> Vec<u128> {
    let runs = Runs::new();
    let outcome = site
        .call(|| {
            let number = runs.note();
            async move { Err::<(), _>(Fail { fault, number }) }
        })
        .await;
    assert_eq!(outcome, Err(Error::Failed(Fail { fault, number: runs.count() })), "the last attempt's own error");
    runs.at()
}

/// What a blocking call sleeps, in milliseconds, where the body always fails so.
pub(crate) fn sleeps_of(site: &Site, fault: Fault) -> Vec<u128> {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let outcome = site.call_blocking(|| Err::<(), _>(Fail { fault, number: 0 }));
    assert_eq!(outcome, Err(Error::Failed(Fail { fault, number: 0 })));
    clock.sleeps().iter().map(Duration::as_millis).collect()
}
