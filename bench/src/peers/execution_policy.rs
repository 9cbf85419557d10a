//! `execution-policy`: policies over closures.

use std::time::Duration;

use execution_policy::{CircuitBreaker, DefaultCore, ExecutionPolicy, ExecutionPolicyBuilder, Jitter, Retry};

use super::{NO_COUNT_WINDOW, NO_DELAYS, OPEN, TIMEOUT, TIMER};
use crate::body::{Body, Down, FailsTwice, Failure, HangsOnce, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

type Builder = ExecutionPolicyBuilder<u64, Failure>;
type Built = ExecutionPolicy<DefaultCore, u64, Failure>;

const A_CALL: &str =
    "its breaker judges a call, not an attempt; half-open, a cancelled call keeps its place for ever";
const PLACE: &str = "half-open, a cancelled call keeps its place for ever";

/// Retry, breaker, timeout, and all together.
pub(crate) fn contender() -> Contender {
    Contender::new("execution-policy", Kind::Peer)
        .does(Workload::Retry, || over(&Ready, retrying()))
        .does_but(Workload::Breaker, PLACE, || over(&Ready, guarded()))
        .does_but(Workload::RetryBreaker, A_CALL, || over(&Ready, both()))
        .does_but(Workload::RetryBreakerTimeout, A_CALL, || over(&Ready, both().attempt_timeout(TIMEOUT)))
        .does_but(Workload::TwoFailures, TIMER, || {
            over(leak(FailsTwice::default()), Builder::new().retry(Retry::fixed(Duration::ZERO)))
        })
        .does_but(Workload::Rejection, PLACE, rejection)
        .does_but(Workload::TimeWindow, PLACE, || over(&Ready, over_time()))
        .does_but(Workload::Keys, "a `HashMap` of its policies", keyed)
        .does(Workload::BothOverDown, || over(leak(Down::default()), both()))
        .does(Workload::TimeoutOverHang, || over(leak(HangsOnce::default()), both().attempt_timeout(TIMEOUT)))
        .lacks(Workload::CountWindow, NO_COUNT_WINDOW)
        .lacks(Workload::Delays, NO_DELAYS)
}

/// Three attempts, from 100 ms, doubled up to 10 s.
fn retry() -> Retry<u64, Failure> {
    Retry::exponential().jitter(Jitter::Full)
}

fn retrying() -> Builder {
    Builder::new().retry(retry())
}

fn five() -> CircuitBreaker<Failure> {
    CircuitBreaker::consecutive_failures(5).open_for(OPEN)
}

fn guarded() -> Builder {
    Builder::new().retry(Retry::none()).circuit_breaker(five())
}

fn both() -> Builder {
    retrying().circuit_breaker(five())
}

fn over_time() -> Builder {
    let window = CircuitBreaker::failure_ratio().ratio(0.5).minimum_throughput(100);
    let window = window.sampling_window(Duration::from_mins(1)).open_for(OPEN);
    Builder::new().retry(Retry::none()).circuit_breaker(window)
}

fn over<B: Body>(body: &'static B, policy: Builder) -> Maker {
    let policy: &Built = leak(policy.build());
    Box::new(|| Caller::of(body, || policy.run(|| body.run())))
}

fn rejection() -> Maker {
    let made = over(leak(Down::default()), guarded());
    made().call(5);
    made
}

fn keyed() -> Maker {
    let policies = leak(keys::map(|| guarded().build()));
    Box::new(move || {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || policies[keys.next()].run(|| Ready.run()))
    })
}
