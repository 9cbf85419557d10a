//! `backon`: retries.

use std::future::{Ready as Done, ready};
use std::time::Duration;

use backon::{BackoffBuilder as _, ConstantBuilder, ExponentialBackoff, ExponentialBuilder, Retryable as _};

use crate::body::{Body as _, FailsTwice, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

const JITTER: &str = "its jitter is added to the delay, up to as much again, and goes beyond the cap";

/// Retries alone: it has no breaker.
pub(crate) fn contender() -> Contender {
    Contender::new("backon", Kind::Peer)
        .does(Workload::Retry, retry)
        .does_but(Workload::TwoFailures, "its sleeper is replaced by one that is ready at once", two_failures)
        .does_but(Workload::Delays, JITTER, || Box::new(|| Caller::plain(delays)))
}

/// Three attempts; exponential, 100 ms, doubled up to 10 s, with jitter.
pub(super) fn backoff() -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(100))
        .with_factor(2.0)
        .with_max_delay(Duration::from_secs(10))
        .with_max_times(2)
        .with_jitter()
}

fn retry() -> Maker {
    Box::new(|| Caller::of(&Ready, || (|| Ready.run()).retry(backoff()).into_future()))
}

fn at_once(_: Duration) -> Done<()> {
    ready(())
}

fn two_failures() -> Maker {
    let body = leak(FailsTwice::default());
    let none = ConstantBuilder::default().with_delay(Duration::ZERO).with_max_times(2);
    Box::new(move || Caller::of(body, move || (|| body.run()).retry(none).sleep(at_once).into_future()))
}

fn delays(calls: u64) -> u64 {
    (0..calls).map(|_| u64::from(longest(backoff().without_max_times().build()) > Duration::ZERO)).sum()
}

fn longest(delays: ExponentialBackoff) -> Duration {
    delays.take(keys::DELAYS).max().unwrap_or_default()
}
