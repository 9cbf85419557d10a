//! `seatbelt`: layers of services.

use std::time::Duration;

use layered::{Execute, Service, Stack as _};
use seatbelt::breaker::{Breaker, BreakerId};
use seatbelt::retry::Retry;
use seatbelt::timeout::Timeout;
use seatbelt::{RecoveryInfo, ResilienceContext};
use tick::Clock;

use super::{NO_COUNT_WINDOW, NO_DELAYS, OPEN, TIMEOUT};
use crate::body::{Body, Down, FailsTwice, Failure, HangsOnce, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::executor::finish;
use crate::measure::keys;
use crate::workload::Workload;

type Outcome = Result<u64, Failure>;
type Context = ResilienceContext<(), Outcome>;

const ROW: &str = "99 % of at least five calls in a window of 60 s: it has no count of failures in a row";

/// Retry, breaker, timeout, and all together.
pub(crate) fn contender() -> Contender {
    Contender::new("seatbelt", Kind::Peer)
        .does(Workload::Retry, || retry(&Ready, Duration::from_millis(100)))
        .does_but(Workload::Breaker, ROW, || breaker(&Ready, 0.99, 5))
        .does_but(Workload::RetryBreaker, ROW, || both(&Ready))
        .does_but(Workload::RetryBreakerTimeout, ROW, || all(&Ready))
        .does(Workload::TwoFailures, || retry(leak(FailsTwice::default()), Duration::ZERO))
        .does_but(Workload::Rejection, ROW, rejection)
        .does(Workload::TimeWindow, || breaker(&Ready, 0.5, 100))
        .does_but(Workload::Keys, "keys of its own; 99 % of at least five calls in a window of 60 s", keyed)
        .does(Workload::BothOverDown, || both(leak(Down::default())))
        .does(Workload::TimeoutOverHang, || all(leak(HangsOnce::default())))
        .lacks(Workload::CountWindow, NO_COUNT_WINDOW)
        .lacks(Workload::Delays, NO_DELAYS)
}

fn clock() -> Clock {
    finish(async { Clock::new_tokio() })
}

fn recovery(outcome: &Outcome) -> RecoveryInfo {
    if outcome == &Err(Failure::Down) || outcome == &Err(Failure::Busy) {
        RecoveryInfo::retry()
    } else {
        RecoveryInfo::never()
    }
}

/// A breaker that opens for 60 s.
macro_rules! guard {
    ($context:expr, $rate:expr, $calls:expr) => {
        Breaker::layer("breaker", $context)
            .recovery_with(|outcome, _| recovery(outcome))
            .rejected_input_error(|_, _| Failure::Busy)
            .failure_threshold($rate)
            .min_throughput($calls)
            .sampling_duration(Duration::from_mins(1))
            .break_duration(OPEN)
    };
}

/// Three attempts.
macro_rules! attempts {
    ($context:expr, $first:expr) => {
        Retry::layer("retry", $context)
            .clone_input()
            .recovery_with(|outcome, _| recovery(outcome))
            .max_retry_attempts(2)
            .base_delay($first)
            .max_delay(Duration::from_secs(10))
            .use_jitter(true)
    };
}

/// Calls to a service that all threads share.
macro_rules! calls {
    ($stack:expr, $body:expr) => {{
        let (service, body) = (leak($stack.into_service()), $body);
        Box::new(move || Caller::of(body, || service.execute(())))
    }};
}

fn retry<B: Body>(body: &'static B, first: Duration) -> Maker {
    let context = Context::new(clock());
    calls!((attempts!(&context, first), Execute::new(|()| body.run())), body)
}

fn breaker<B: Body>(body: &'static B, rate: f32, calls: u32) -> Maker {
    let context = Context::new(clock());
    calls!((guard!(&context, rate, calls), Execute::new(|()| body.run())), body)
}

fn both<B: Body>(body: &'static B) -> Maker {
    let context = Context::new(clock());
    let first = Duration::from_millis(100);
    calls!((attempts!(&context, first), guard!(&context, 0.99, 5), Execute::new(|()| body.run())), body)
}

fn all<B: Body>(body: &'static B) -> Maker {
    let context = Context::new(clock());
    let first = Duration::from_millis(100);
    let timeout = Timeout::layer("timeout", &context).timeout_error(|_| Failure::Busy).timeout(TIMEOUT);
    calls!((attempts!(&context, first), guard!(&context, 0.99, 5), timeout, Execute::new(|()| body.run())), body)
}

fn rejection() -> Maker {
    let made = breaker(leak(Down::default()), 0.99, 5);
    made().call(5);
    made
}

fn keyed() -> Maker {
    let context = ResilienceContext::<&'static str, Outcome>::new(clock());
    let breaker = guard!(&context, 0.99, 5).breaker_id(|key| BreakerId::from(*key));
    let service = leak((breaker, Execute::new(|_| Ready.run())).into_service());
    let mut keys = keys::Keys::new();
    Caller::of(&Ready, move || service.execute(keys.next())).call(keys::count() as u64);
    Box::new(move || {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || service.execute(keys.next()))
    })
}
