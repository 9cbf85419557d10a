//! What the tests share: sites made of text, errors that are their fault, and calls that are watched.

use std::cell::RefCell;
use std::time::Duration;

use resilin::{Class, Classify, Error, Fault, RetryBudget, Site};
use tokio::time::Instant;

/// An error that is its fault.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{:?}", self.0.class())]
pub(crate) struct Failed(pub(crate) Fault);

impl Classify for Failed {
    fn classify(&self) -> Fault {
        self.0
    }
}

pub(crate) fn failed<T>(class: Class) -> Result<T, Failed> {
    Err(Failed(Fault::new(class)))
}

/// A site for good, as a `static` is one.
pub(crate) fn site(policy: &str) -> &'static Site {
    let parsed = policy.parse().unwrap_or_else(|error| panic!("{policy}: {error}"));
    Box::leak(Box::new(Site::new("conformance", parsed)))
}

pub(crate) fn define_budget(name: &str, settings: &str) -> RetryBudget {
    RetryBudget::define(name, settings).unwrap_or_else(|error| panic!("{settings}: {error}"))
}

/// What is in a budget, in thousandths.
pub(crate) fn thousandths_in(budget: &RetryBudget) -> u32 {
    budget.balance().thousandths()
}

/// A call as its body has seen it.
#[derive(Debug)]
pub(crate) struct Watched<E> {
    /// When each run began, counted from the first.
    pub(crate) began: Vec<Duration>,
    pub(crate) outcome: Result<(), Error<E>>,
}

impl<E> Watched<E> {
    pub(crate) fn runs(&self) -> usize {
        self.began.len()
    }

    /// The waits between the runs, which take no time.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.began.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect()
    }
}

/// A call whose runs end as `answer` says, which is told the number of the run, from 0.
pub(crate) async fn watch<E: Classify>(site: &Site, mut answer: impl FnMut(usize) -> Result<(), E>) -> Watched<E> {
    let (start, began) = (Instant::now(), RefCell::new(Vec::new()));
    let outcome = site
        .call(|| {
            began.borrow_mut().push(start.elapsed());
            std::future::ready(answer(began.borrow().len() - 1))
        })
        .await;
    Watched { began: began.into_inner(), outcome }
}

/// Runs it on a clock of its own, which stands still but for the waits.
pub(crate) fn in_virtual_time<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(test)
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
