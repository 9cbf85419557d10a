//! `tokio-retry2`: retries.

use std::time::Duration;

use tokio_retry2::strategy::{ExponentialFactorBackoff, FixedInterval, jitter_with_bounds};
use tokio_retry2::{Retry, RetryError};

use super::{NO_BREAKER, TIMER};
use crate::body::{Body, FailsTwice, Failure, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

/// Retries alone: it has no breaker.
pub(crate) fn contender() -> Contender {
    Contender::new("tokio-retry2", Kind::Peer)
        .does(Workload::Retry, retry)
        .does_but(Workload::TwoFailures, TIMER, two_failures)
        .does(Workload::Delays, || Box::new(|| Caller::plain(delays)))
        .lacks(Workload::Breaker, NO_BREAKER)
}

/// From 100 ms, doubled up to 10 s, full jitter.
fn backoff() -> impl Iterator<Item = Duration> {
    ExponentialFactorBackoff::from_millis(100, 2.0).max_delay_millis(10_000).map(jitter_with_bounds(0.0, 1.0))
}

async fn attempt<B: Body>(body: &B) -> Result<u64, RetryError<Failure>> {
    body.run().await.map_err(RetryError::transient)
}

fn retry() -> Maker {
    Box::new(|| Caller::of(&Ready, || Retry::spawn(backoff().take(2), || attempt(&Ready))))
}

fn two_failures() -> Maker {
    let body = leak(FailsTwice::default());
    Box::new(|| Caller::of(body, || Retry::spawn(FixedInterval::from_millis(0).take(2), || attempt(body))))
}

fn delays(calls: u64) -> u64 {
    (0..calls).map(|_| u64::from(backoff().take(keys::DELAYS).max() > Some(Duration::ZERO))).sum()
}
