//! What the tests share: sites made of text, a server that answers as it is told, and a login that does.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::Poll;
use std::time::Duration;

use resilin::credentials::{Credentials, Grant, Lease, Provider};
use resilin::quota::Quota;
use resilin::{Class, Classify, Error, Fault, Rejected, RetryBudget, Site};
use tokio::time::{Instant, sleep};

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

pub(crate) fn failed<T>(fault: impl Into<Answer>) -> Outcome<T> {
    Err(Error::Failed(Failed(fault.into().0.expect("a failure"))))
}

/// What a call gets that the quota does not let through.
pub(crate) fn used_up<T>(quota: &str, resets_in: impl Into<Option<Duration>>) -> Outcome<T> {
    let quota = Cow::Owned(quota.to_owned());
    Err(Error::Rejected(Rejected::QuotaExhausted { quota, resets_in: resets_in.into() }))
}

/// What a call gets that the breaker does not let through.
pub(crate) fn refused<T>(breaker: &str, retry_after: impl Into<Option<Duration>>) -> Outcome<T> {
    let breaker = Cow::Owned(breaker.to_owned());
    Err(Error::Rejected(Rejected::CircuitOpen { breaker, retry_after: retry_after.into() }))
}

/// A site for good, as a `static` is one.
pub(crate) fn site(policy: &str) -> &'static Site {
    let policy = policy.parse().unwrap_or_else(|error| panic!("{error}"));
    Box::leak(Box::new(Site::new("gates", policy)))
}

pub(crate) fn define_quota(name: &str, settings: &str) -> Quota {
    Quota::define(name, settings).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn define_budget(name: &str, settings: &str) -> RetryBudget {
    RetryBudget::define(name, settings).unwrap_or_else(|error| panic!("{error}"))
}

/// What is in a budget, in thousandths.
pub(crate) fn thousandths(budget: &RetryBudget) -> u32 {
    budget.balance().thousandths()
}

/// A quota whose reset has just come: the next call is its probe.
pub(crate) async fn reset(quota: &Quota) {
    quota.close_for(secs(1));
    pass(secs(1)).await;
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) const fn mins(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

/// Lets virtual time pass.
pub(crate) async fn pass(time: Duration) {
    tokio::time::advance(time).await;
}

/// Lets tasks run that are ready, without moving the clock.
pub(crate) async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

/// One answer of the server's: a failure, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer(Option<Fault>);

pub(crate) const OK: Answer = Answer(None);

impl From<Class> for Answer {
    fn from(class: Class) -> Self {
        Self(Some(Fault::new(class)))
    }
}

impl From<Fault> for Answer {
    fn from(fault: Fault) -> Self {
        Self(Some(fault))
    }
}

/// A quota that is used up for so long, as the server says.
pub(crate) fn quota_for(time: Duration) -> Fault {
    Fault::new(Class::QUOTA).retry_after(time)
}

/// Answers as it is told, and notes when it was asked.
#[derive(Debug)]
pub(crate) struct Server {
    start: Instant,
    state: Mutex<Answers>,
}

#[derive(Debug)]
struct Answers {
    next: VecDeque<Answer>,
    then: Answer,
    at: Vec<Duration>,
}

impl Server {
    /// Gives these answers, one after the other, and then always this one.
    pub(crate) fn new<A: Into<Answer>>(next: impl IntoIterator<Item = A>, then: impl Into<Answer>) -> Self {
        let next = next.into_iter().map(Into::into).collect();
        Self { start: Instant::now(), state: Mutex::new(Answers { next, then: then.into(), at: Vec::new() }) }
    }

    pub(crate) fn up() -> Self {
        Self::always(OK)
    }

    pub(crate) fn always(answer: impl Into<Answer>) -> Self {
        Self::new::<Answer>([], answer)
    }

    /// These failures, and then it works.
    pub(crate) fn failing<A: Into<Answer>>(first: impl IntoIterator<Item = A>) -> Self {
        Self::new(first, OK)
    }

    /// From now on.
    pub(crate) fn answer(&self, answer: impl Into<Answer>) {
        self.state().then = answer.into();
    }

    pub(crate) fn ask(&self) -> Result<(), Failed> {
        let mut state = self.state();
        state.at.push(self.start.elapsed());
        let answer = state.next.pop_front().unwrap_or(state.then);
        answer.0.map_or(Ok(()), |fault| Err(Failed(fault)))
    }

    pub(crate) fn runs(&self) -> usize {
        self.state().at.len()
    }

    /// When it was asked, in milliseconds since it was made.
    pub(crate) fn at(&self) -> Vec<u128> {
        self.state().at.iter().map(Duration::as_millis).collect()
    }

    /// The age, in milliseconds.
    pub(crate) fn age(&self) -> u128 {
        self.start.elapsed().as_millis()
    }

    fn state(&self) -> MutexGuard<'_, Answers> {
        self.state.lock().expect("nothing panics under the lock")
    }
}

pub(crate) async fn call(site: &Site, server: &Server) -> Outcome {
    site.call(|| async { server.ask() }).await
}

pub(crate) fn call_blocking(site: &Site, server: &Server) -> Outcome {
    site.call_blocking(|| server.ask())
}

/// What renewals do, and how many there were. Clones are the same login.
#[derive(Clone, Debug, Default)]
pub(crate) struct Login(Arc<Mutex<Renewals>>);

#[derive(Debug, Default)]
struct Renewals {
    count: u64,
    takes: Duration,
    fails: bool,
    hangs: bool,
}

impl Login {
    /// Credentials and what their renewals do: they grant at once, until the login is told otherwise.
    pub(crate) fn credentials() -> (Credentials<Self>, Self) {
        let login = Self::default();
        (Credentials::new(login.clone()), login)
    }

    pub(crate) fn takes(&self, time: Duration) {
        self.state().takes = time;
    }

    pub(crate) fn fails(&self, fails: bool) {
        self.state().fails = fails;
    }

    pub(crate) fn hangs(&self) {
        self.state().hangs = true;
    }

    /// How many renewals were begun.
    pub(crate) fn renewals(&self) -> u64 {
        self.state().count
    }

    fn state(&self) -> MutexGuard<'_, Renewals> {
        self.0.lock().expect("nothing panics under the lock")
    }
}

impl Provider for Login {
    type Secret = &'static str;
    type Error = &'static str;

    async fn renew(&self, _: Option<&Lease<&'static str>>) -> Result<Grant<&'static str>, &'static str> {
        let (takes, fails, hangs) = {
            let mut state = self.state();
            state.count += 1;
            (state.takes, state.fails, state.hangs)
        };
        sleep(takes).await;
        if hangs {
            pending::<()>().await;
        }
        if fails { Err("the login is down") } else { Ok(Grant::new("s3cr3t")) }
    }
}

/// Polls so often, as the runtime wakes it, and drops it then; what it returned if it was over by then.
pub(crate) async fn dropped_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut left = polls;
    let mut future = pin!(future);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Pending if left == 0 => Poll::Ready(None),
            polled => polled.map(Some),
        }
    })
    .await
}
