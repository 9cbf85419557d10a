//! `resilin`, as its users write it.

use resilin::{Breaker, Error, Policy, resilient};

use crate::body::{Body, Down, FailsTwice, Failure, HangsOnce, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

type Outcome = Result<u64, Error<Failure>>;

/// Everything.
pub(crate) fn contender() -> Contender {
    Contender::new("resilin", Kind::Ours)
        .does(Workload::Retry, || Box::new(|| Caller::of(&Ready, || retried(&Ready))))
        .does(Workload::Breaker, || calling(&["bench-guarded"], || guarded(&Ready)))
        .does(Workload::RetryBreaker, || calling(&["bench-both"], || both(&Ready)))
        .does(Workload::RetryBreakerTimeout, || calling(&["bench-all"], || all(&Ready)))
        .does(Workload::TwoFailures, two_failures)
        .does(Workload::Rejection, rejection)
        .does(Workload::Delays, || Box::new(|| Caller::plain(delays)))
        .does(Workload::CountWindow, || calling(&["bench-calls"], || over_calls(&Ready)))
        .does(Workload::TimeWindow, || calling(&["bench-time"], || over_time(&Ready)))
        .does(Workload::Keys, keyed)
        .does(Workload::BothOverDown, both_over_down)
        .does(Workload::TimeoutOverHang, timeout_over_hang)
}

#[resilient(backoff = exp(100ms, 2, 10s), attempts = 3)]
async fn retried<B: Body>(body: &B) -> Result<u64, Failure> {
    body.run().await
}

#[resilient(backoff = none, attempts = 3)]
async fn retried_at_once<B: Body>(body: &B) -> Result<u64, Failure> {
    body.run().await
}

#[resilient(attempts = 1, breaker("bench-guarded", failures = 5, open = 60s))]
async fn guarded<B: Body>(body: &B) -> Outcome {
    Ok(body.run().await?)
}

#[resilient(backoff = exp(100ms, 2, 10s), attempts = 3, breaker("bench-both", failures = 5, open = 60s))]
async fn both<B: Body>(body: &B) -> Outcome {
    Ok(body.run().await?)
}

#[resilient(backoff = exp(100ms, 2, 10s), attempts = 3, breaker("bench-all", failures = 5, open = 60s), timeout = 250ms)]
async fn all<B: Body>(body: &B) -> Outcome {
    Ok(body.run().await?)
}

#[resilient(attempts = 1, breaker("bench-tripped", failures = 5, open = 60s))]
async fn tripped<B: Body>(body: &B) -> Outcome {
    Ok(body.run().await?)
}

#[resilient(attempts = 1, breaker("bench-calls", failure_rate = 50%, calls = 100, open = 60s))]
async fn over_calls<B: Body>(body: &B) -> Outcome {
    Ok(body.run().await?)
}

#[resilient(attempts = 1, breaker("bench-time", failure_rate = 50%, within = 60s, min_calls = 100, open = 60s))]
async fn over_time<B: Body>(body: &B) -> Outcome {
    Ok(body.run().await?)
}

#[resilient(attempts = 1, breaker("bench-keyed/{host}", failures = 5, open = 60s, keys = 200_000))]
async fn of_host<B: Body>(host: &str, body: &B) -> Outcome {
    Ok(body.run().await?)
}

/// Breakers are the process's own: what an earlier check left open is closed first.
fn calling<F: Future<Output = Outcome> + 'static>(breakers: &[&str], call: fn() -> F) -> Maker {
    for name in breakers {
        resilin::breaker(name).close();
    }
    Box::new(move || Caller::of(&Ready, call))
}

fn two_failures() -> Maker {
    let body = leak(FailsTwice::default());
    Box::new(|| Caller::of(body, || retried_at_once(body)))
}

/// Five failures, through the front door.
fn rejection() -> Maker {
    let breaker: Breaker = resilin::breaker("bench-tripped");
    breaker.close();
    let body = leak(Down::default());
    Caller::of(body, || tripped(body)).call(5);
    Box::new(|| Caller::of(body, || tripped(body)))
}

fn delays(calls: u64) -> u64 {
    let policy: Policy = "backoff = exp(100ms, 2, 10s), jitter = full, attempts = 4294967295"
        .parse()
        .expect("the policy is right: nothing in it comes from outside");
    let longest = || resilin::delays(&policy).take(keys::DELAYS).max().unwrap_or_default();
    (0..calls).map(|_| u64::from(!longest().is_zero())).sum()
}

fn keyed() -> Maker {
    let mut keys = keys::Keys::new();
    Caller::of(&Ready, move || of_host(keys.next(), &Ready)).call(keys::count() as u64);
    Box::new(|| {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || of_host(keys.next(), &Ready))
    })
}

fn both_over_down() -> Maker {
    let body = leak(Down::default());
    resilin::breaker("bench-both").close();
    Box::new(|| Caller::of(body, || both(body)))
}

fn timeout_over_hang() -> Maker {
    let body = leak(HangsOnce::default());
    resilin::breaker("bench-all").close();
    Box::new(|| Caller::of(body, || all(body)))
}
