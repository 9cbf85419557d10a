//! `tower`: retries with a budget, by a policy that its users write.

use std::future::{Ready as Done, ready};
use std::sync::Arc;
use std::time::Duration;

use tower::retry::backoff::{Backoff as _, ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff as _};
use tower::retry::budget::{Budget as _, TpsBudget};
use tower::retry::{Policy, Retry};
use tower::util::rng::HasherRng;
use tower::{Service, ServiceExt as _, service_fn};

use super::{NO_BREAKER, NO_DELAYS};
use crate::body::{Body as _, FailsTwice, Failure, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::workload::Workload;

const JITTER: &str = "with a budget for retries; its jitter only adds to a delay, and each call starts from a copy of one generator";

/// Retries alone: it has no breaker.
pub(crate) fn contender() -> Contender {
    Contender::new("tower", Kind::Peer)
        .does_but(Workload::Retry, JITTER, retry)
        .does_but(
            Workload::TwoFailures,
            "with a budget for retries; the policy waits on a ready future",
            two_failures,
        )
        .lacks(Workload::Breaker, NO_BREAKER)
        .lacks(Workload::Delays, NO_DELAYS)
}

/// Three attempts, as long as the budget lasts.
#[derive(Clone)]
struct Attempts<W> {
    left: u32,
    budget: Arc<TpsBudget>,
    wait: W,
}

/// How a policy waits.
trait Wait {
    type Future: Future<Output = ()>;
    fn next(&mut self) -> Self::Future;
}

impl Wait for ExponentialBackoff {
    type Future = tokio::time::Sleep;

    fn next(&mut self) -> Self::Future {
        self.next_backoff()
    }
}

/// Not at all.
#[derive(Clone)]
struct AtOnce;

impl Wait for AtOnce {
    type Future = Done<()>;

    fn next(&mut self) -> Self::Future {
        ready(())
    }
}

impl<W: Wait> Policy<(), u64, Failure> for Attempts<W> {
    type Future = W::Future;

    fn retry(&mut self, (): &mut (), result: &mut Result<u64, Failure>) -> Option<Self::Future> {
        if result.is_ok() {
            self.budget.deposit();
            return None;
        }
        if self.left == 0 || !self.budget.withdraw() {
            return None;
        }
        self.left -= 1;
        Some(self.wait.next())
    }

    fn clone_request(&mut self, (): &()) -> Option<()> {
        Some(())
    }
}

fn attempts<W>(wait: W, at_least: u32) -> Attempts<W> {
    let budget = TpsBudget::new(Duration::from_secs(10), at_least, 0.2);
    Attempts { left: 2, budget: Arc::new(budget), wait }
}

fn backoff() -> ExponentialBackoff {
    let (first, cap) = (Duration::from_millis(100), Duration::from_secs(10));
    ExponentialBackoffMaker::new(first, cap, 0.99, HasherRng::default())
        .expect("the settings are right: nothing in them comes from outside")
        .make_backoff()
}

fn retry() -> Maker {
    let policy = attempts(backoff(), 10);
    Box::new(move || {
        let mut service = Retry::new(policy.clone(), service_fn(|()| Ready.run()));
        Caller::of(&Ready, async move || service.ready().await?.call(()).await)
    })
}

fn two_failures() -> Maker {
    let body = leak(FailsTwice::default());
    // Two of three attempts are retries: a budget that is to let them all through must be large.
    let policy = attempts(AtOnce, 100_000_000);
    Box::new(move || {
        let mut service = Retry::new(policy.clone(), service_fn(|()| body.run()));
        Caller::of(body, async move || service.ready().await?.call(()).await)
    })
}
