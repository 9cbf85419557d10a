//! What the tests share: sites made of text, and a server that answers as it is told.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use resilin::{Breaker, Class, Classify, Error, Fault, Rejected, Site};
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

pub(crate) type Outcome<T = ()> = Result<T, Error<Failed>>;

/// A site for good, as a `static` is one.
pub(crate) fn site(policy: &str) -> &'static Site {
    let policy = policy.parse().unwrap_or_else(|error| panic!("{error}"));
    Box::leak(Box::new(Site::new("circuits", policy)))
}

pub(crate) fn define(name: &str, settings: &str) -> Breaker {
    Breaker::define(name, settings).unwrap_or_else(|error| panic!("{error}"))
}

/// Answers as it is told, and counts how often it was asked.
#[derive(Debug)]
pub(crate) struct Server {
    answer: Mutex<Option<Class>>,
    runs: AtomicUsize,
}

impl Server {
    pub(crate) fn up() -> Self {
        Self { answer: Mutex::new(None), runs: AtomicUsize::new(0) }
    }

    pub(crate) fn down() -> Self {
        Self::failing(Class::SERVER)
    }

    pub(crate) fn failing(class: Class) -> Self {
        let server = Self::up();
        server.answer(Some(class));
        server
    }

    /// From now on: a failure of this class, or none.
    pub(crate) fn answer(&self, class: Option<Class>) {
        *self.answer.lock().expect("nothing panics under the lock") = class;
    }

    pub(crate) fn ask(&self) -> Result<(), Failed> {
        self.runs.fetch_add(1, Ordering::Relaxed);
        let answer = *self.answer.lock().expect("nothing panics under the lock");
        answer.map_or(Ok(()), |class| Err(Failed(Fault::new(class))))
    }

    pub(crate) fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }
}

pub(crate) async fn call(site: &Site, server: &Server) -> Outcome {
    site.call(|| async { server.ask() }).await
}

pub(crate) fn call_blocking(site: &Site, server: &Server) -> Outcome {
    site.call_blocking(|| server.ask())
}

/// Calls a server that is down so often.
pub(crate) async fn fail(site: &Site, times: usize) {
    let server = Server::down();
    for _ in 0..times {
        assert_eq!(call(site, &server).await, failed(Class::SERVER), "it was let through");
    }
}

pub(crate) fn failed<T>(class: Class) -> Outcome<T> {
    Err(Error::Failed(Failed(Fault::new(class))))
}

/// What a call gets that the breaker does not let through.
pub(crate) fn refused<T>(breaker: &str, retry_after: impl Into<Option<Duration>>) -> Outcome<T> {
    let breaker = Cow::Owned(breaker.to_owned());
    Err(Error::Rejected(Rejected::CircuitOpen { breaker, retry_after: retry_after.into() }))
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Lets virtual time pass.
pub(crate) async fn pass(time: Duration) {
    tokio::time::advance(time).await;
}

/// A breaker that is half-open, with no probe out: the one that was let through was cancelled.
pub(crate) async fn half_open(breaker: &Breaker) {
    breaker.open_for(secs(1));
    pass(secs(1)).await;
    drop(breaker.permit().expect("its time is over"));
}

/// Notes when it was asked, in seconds.
#[derive(Debug)]
pub(crate) struct Runs {
    start: Instant,
    at: Mutex<Vec<u64>>,
}

impl Runs {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), at: Mutex::default() }
    }

    /// Notes a run and gives its number, from 1.
    pub(crate) fn note(&self) -> usize {
        let mut at = self.at.lock().expect("nothing panics under the lock");
        at.push(self.elapsed());
        at.len()
    }

    pub(crate) fn at(&self) -> Vec<u64> {
        self.at.lock().expect("nothing panics under the lock").clone()
    }

    pub(crate) fn elapsed(&self) -> u64 {
        self.start.elapsed().as_secs()
    }
}
