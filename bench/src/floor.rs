//! The floors: the call itself, and what anybody would write who needs no library.

use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use crate::body::{Body, FailsTwice, Failure, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

/// The call without anything around it.
pub(crate) fn raw() -> Contender {
    Contender::new("raw call", Kind::Floor)
        .does(Workload::Retry, bare)
        .does(Workload::Breaker, bare)
        .does(Workload::RetryBreaker, bare)
        .does(Workload::RetryBreakerTimeout, bare)
        .does_but(Workload::TwoFailures, ONCE, bare)
        .does_but(Workload::Rejection, ONCE, bare)
        .does_but(Workload::CountWindow, ONCE, bare)
        .does_but(Workload::TimeWindow, ONCE, bare)
        .does_but(Workload::Keys, ONCE, bare)
}

const ONCE: &str = "for comparison: one call that succeeds";

/// A loop, and one atomic load in the place of a breaker.
pub(crate) fn by_hand() -> Contender {
    Contender::new("floor", Kind::Floor)
        .does(Workload::Retry, || Box::new(|| Caller::of(&Ready, || attempts(&Ready))))
        .does(Workload::Breaker, gated_once)
        .does(Workload::RetryBreaker, gated)
        .does_but(Workload::RetryBreakerTimeout, "no timeout", gated)
        .does(Workload::TwoFailures, || {
            let body = leak(FailsTwice::default());
            Box::new(|| Caller::of(body, || attempts(body)))
        })
        .does_but(Workload::Rejection, "one clock read, one comparison", rejection)
        .does(Workload::Delays, || Box::new(|| Caller::plain(delays)))
        .does_but(Workload::Keys, "a `HashMap` of flags", keyed)
}

fn bare() -> Maker {
    Box::new(|| Caller::of(&Ready, || Ready.run()))
}

async fn attempts<B: Body>(body: &B) -> Result<u64, Failure> {
    let mut attempt = 1;
    loop {
        match body.run().await {
            Err(_) if attempt < 3 => attempt += 1,
            outcome => return outcome,
        }
    }
}

/// The calls that are let through, where there is anything to stop them.
const OPEN: u32 = 1;

async fn once_unless(state: &AtomicU32) -> Result<u64, Failure> {
    if state.load(Ordering::Acquire) == OPEN { Err(Failure::Down) } else { Ready.run().await }
}

fn gated_once() -> Maker {
    let state = leak(AtomicU32::new(0));
    Box::new(|| Caller::of(&Ready, || once_unless(state)))
}

async fn attempts_unless(state: &AtomicU32) -> Result<u64, Failure> {
    let mut attempt = 1;
    loop {
        match once_unless(state).await {
            Err(_) if attempt < 3 => attempt += 1,
            outcome => return outcome,
        }
    }
}

fn gated() -> Maker {
    let state = leak(AtomicU32::new(0));
    Box::new(|| Caller::of(&Ready, || attempts_unless(state)))
}

async fn unless_before(until: Instant) -> Result<u64, Failure> {
    if Instant::now() < black_box(until) { Err(Failure::Down) } else { Ready.run().await }
}

fn rejection() -> Maker {
    let until = Instant::now() + Duration::from_hours(1);
    Box::new(move || Caller::of(&Ready, move || unless_before(until)))
}

/// The delays of one call, in nanoseconds: an exponential that is capped, times a random share.
fn delays(calls: u64) -> u64 {
    let mut random = SmallRng::seed_from_u64(7);
    for _ in 0..calls {
        let mut delay = 100_000_000_u64;
        let mut longest = Duration::ZERO;
        for _ in 0..keys::DELAYS {
            longest = longest.max(Duration::from_nanos(random.random_range(0..=delay)));
            delay = delay.saturating_mul(2).min(10_000_000_000);
        }
        black_box(longest);
    }
    calls
}

fn keyed() -> Maker {
    let states = leak(keys::map(|| AtomicU32::new(0)));
    Box::new(move || {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || once_unless(&states[keys.next()]))
    })
}
