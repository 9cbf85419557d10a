//! `failsafe`: breakers behind a lock.

use std::iter::Repeat;
use std::time::Duration;

use failsafe::failure_policy::{
    ConsecutiveFailures, SuccessRateOverTimeWindow, consecutive_failures, success_rate_over_time_window,
};
use failsafe::futures::CircuitBreaker as _;
use failsafe::{Config, StateMachine, backoff};

use super::{ADMITS_ALL, NO_COUNT_WINDOW, NO_RETRY, OPEN};
use crate::body::{Body as _, Down, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

/// Five failures in a row.
pub(super) type Breaker = StateMachine<ConsecutiveFailures<Repeat<Duration>>, ()>;
type OverTime = StateMachine<SuccessRateOverTimeWindow<Repeat<Duration>>, ()>;

/// Breakers and their backoff: it has no retry.
pub(crate) fn contender() -> Contender {
    Contender::new("failsafe", Kind::Peer)
        .does_but(Workload::Breaker, ADMITS_ALL, breaker)
        .does_but(Workload::Rejection, ADMITS_ALL, rejection)
        .does_but(
            Workload::TimeWindow,
            "a moving average, and a count in slots; half-open, it admits everybody",
            over_time,
        )
        .does_but(Workload::Delays, "in whole seconds, from one second on", || Box::new(|| Caller::plain(delays)))
        .does_but(Workload::Keys, "a `HashMap` of its breakers", keyed)
        .lacks(Workload::Retry, NO_RETRY)
        .lacks(Workload::CountWindow, NO_COUNT_WINDOW)
}

/// Five failures in a row, then open for 60 s.
pub(super) fn five() -> Breaker {
    Config::new().failure_policy(consecutive_failures(5, backoff::constant(OPEN))).build()
}

fn breaker() -> Maker {
    let breaker = leak(five());
    Box::new(|| Caller::of(&Ready, || breaker.call(Ready.run())))
}

fn rejection() -> Maker {
    let (breaker, body) = (leak(five()), leak(Down::default()));
    Caller::of(body, || breaker.call(body.run())).call(5);
    Box::new(|| Caller::of(body, || breaker.call(body.run())))
}

fn over_time() -> Maker {
    let window = success_rate_over_time_window(0.5, 100, Duration::from_mins(1), backoff::constant(OPEN));
    let breaker: &OverTime = leak(Config::new().failure_policy(window).build());
    Box::new(|| Caller::of(&Ready, || breaker.call(Ready.run())))
}

fn delays(calls: u64) -> u64 {
    let backoff = || backoff::full_jittered(Duration::from_secs(1), Duration::from_secs(10));
    (0..calls).map(|_| u64::from(backoff().take(keys::DELAYS).max() > Some(Duration::ZERO))).sum()
}

fn keyed() -> Maker {
    let breakers = leak(keys::map(five));
    Box::new(move || {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || breakers[keys.next()].call(Ready.run()))
    })
}
