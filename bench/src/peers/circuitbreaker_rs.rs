//! `circuitbreaker-rs`: breakers.

use circuitbreaker_rs::{BreakerBuilder, CircuitBreaker, DefaultPolicy};

use super::{NO_COUNT_WINDOW, NO_DELAYS, NO_RETRY, OPEN};
use crate::body::{Body as _, Down, Failure, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

const PROBES: &str = "half-open, a cancelled call keeps its probe for ever";

/// Breakers alone: it has no retry.
pub(crate) fn contender() -> Contender {
    Contender::new("circuitbreaker-rs", Kind::Peer)
        .does_but(Workload::Breaker, PROBES, breaker)
        .does_but(Workload::Rejection, PROBES, rejection)
        .does_but(Workload::Keys, "a `HashMap` of its breakers", keyed)
        .lacks(Workload::Retry, NO_RETRY)
        .lacks(Workload::CountWindow, NO_COUNT_WINDOW)
        .lacks(Workload::TimeWindow, "its breaker never tells the policy that has the window of any call")
        .lacks(Workload::Delays, NO_DELAYS)
}

/// Five failures in a row, and nothing else, open it for 60 s.
fn five() -> CircuitBreaker<DefaultPolicy, Failure> {
    BreakerBuilder::new().consecutive_failures(5).min_throughput(u64::MAX).cooldown(OPEN).probe_interval(1).build()
}

fn breaker() -> Maker {
    let breaker = leak(five());
    Box::new(|| Caller::of(&Ready, || breaker.call_async(|| Ready.run())))
}

fn rejection() -> Maker {
    let (breaker, body) = (leak(five()), leak(Down::default()));
    Caller::of(body, || breaker.call_async(|| body.run())).call(5);
    Box::new(|| Caller::of(body, || breaker.call_async(|| body.run())))
}

fn keyed() -> Maker {
    let breakers = leak(keys::map(five));
    Box::new(move || {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || breakers[keys.next()].call_async(|| Ready.run()))
    })
}
