//! `tower-resilience`: layers of tower's services.

use std::time::Duration;

use tower::{Layer as _, Service, ServiceExt as _, service_fn};
use tower_resilience::circuitbreaker::{CircuitBreakerConfigBuilder, CircuitBreakerLayer, SlidingWindowType};
use tower_resilience::retry::{ExponentialRandomBackoff, RetryLayer};
use tower_resilience::timelimiter::TimeLimiterLayer;

use super::{NO_DELAYS, OPEN, TIMEOUT, TIMER};
use crate::body::{Body, Down, FailsTwice, HangsOnce, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

const JITTER: &str = "its jitter is added to the delay, up to as much again, and goes beyond the cap";
const COUNT: &str = "its count of calls does not slide: it is forgotten at a transition only";
const TIME: &str =
    "it keeps a record of every call and counts all of them at each: there would be hundreds of millions in 60 s";

/// Retry, breaker, timeout, and all together.
pub(crate) fn contender() -> Contender {
    Contender::new("tower-resilience", Kind::Peer)
        .does_but(Workload::Retry, JITTER, || retry(&Ready))
        .does(Workload::Breaker, || breaker(&Ready, five()))
        .does_but(Workload::RetryBreaker, JITTER, || both(&Ready))
        .does_but(Workload::RetryBreakerTimeout, JITTER, || all(&Ready))
        .does_but(Workload::TwoFailures, TIMER, two_failures)
        .does(Workload::Rejection, rejection)
        .does_but(Workload::CountWindow, COUNT, || breaker(&Ready, of_calls()))
        .does_but(Workload::Keys, "a `HashMap` of its services", keyed)
        .does(Workload::BothOverDown, || both(leak(Down::default())))
        .does(Workload::TimeoutOverHang, || all(leak(HangsOnce::default())))
        .lacks(Workload::TimeWindow, TIME)
        .lacks(Workload::Delays, NO_DELAYS)
}

type Settings = CircuitBreakerConfigBuilder;

fn five() -> Settings {
    CircuitBreakerLayer::builder().consecutive_failures(5).wait_duration_in_open(OPEN)
}

fn of_calls() -> Settings {
    let window = CircuitBreakerLayer::builder().sliding_window_type(SlidingWindowType::CountBased);
    window.sliding_window_size(100).failure_rate_threshold(0.5).wait_duration_in_open(OPEN)
}

/// Three attempts, from 100 ms, doubled up to 10 s.
macro_rules! attempts {
    () => {{
        let backoff = ExponentialRandomBackoff::new(Duration::from_millis(100), 1.0)
            .expect("the settings are right: nothing in them comes from outside")
            .max_interval(Duration::from_secs(10));
        RetryLayer::builder().max_attempts(3).backoff(backoff).build()
    }};
}

/// Calls to clones of a service: one for each thread, over one breaker.
macro_rules! calls {
    ($service:expr, $body:expr) => {{
        let (service, body) = ($service, $body);
        Box::new(move || {
            let mut service = service.clone();
            Caller::of(body, async move || service.ready().await?.call(()).await)
        })
    }};
}

fn retry<B: Body>(body: &'static B) -> Maker {
    calls!(attempts!().layer(service_fn(|()| body.run())), body)
}

fn breaker<B: Body>(body: &'static B, settings: Settings) -> Maker {
    let layer = settings.build().expect("the settings are right: nothing in them comes from outside");
    calls!(layer.layer(service_fn(|()| body.run())), body)
}

fn both<B: Body>(body: &'static B) -> Maker {
    let layer = five().build().expect("the settings are right: nothing in them comes from outside");
    calls!(attempts!().layer(layer.layer(service_fn(|()| body.run()))), body)
}

fn all<B: Body>(body: &'static B) -> Maker {
    let layer = five().build().expect("the settings are right: nothing in them comes from outside");
    let limit = TimeLimiterLayer::builder().timeout_duration(TIMEOUT).build();
    calls!(attempts!().layer(layer.layer(limit.layer(service_fn(|()| body.run())))), body)
}

fn two_failures() -> Maker {
    let body = leak(FailsTwice::default());
    let layer = RetryLayer::builder().max_attempts(3).fixed_backoff(Duration::ZERO).build();
    calls!(layer.layer(service_fn(|()| body.run())), body)
}

fn rejection() -> Maker {
    let made = breaker(leak(Down::default()), five());
    made().call(5);
    made
}

fn keyed() -> Maker {
    let layer = || five().build().expect("the settings are right: nothing in them comes from outside");
    let services = keys::map(|| layer().layer(service_fn(|()| Ready.run())));
    Box::new(move || {
        let (mut services, mut keys) = (services.clone(), keys::Keys::new());
        Caller::of(&Ready, async move || {
            let service = services.get_mut(keys.next()).expect("there is one for each key");
            service.ready().await?.call(()).await
        })
    })
}
