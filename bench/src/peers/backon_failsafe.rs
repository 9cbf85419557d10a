//! `backon` around `failsafe`.

use ::backon::Retryable as _;
use ::failsafe::Error;
use ::failsafe::futures::CircuitBreaker as _;

use super::{ADMITS_ALL, backon, failsafe, in_time};
use crate::body::{Body, Down, Failure, HangsOnce, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::workload::Workload;

/// Retry and breaker, and tokio's timeout.
pub(crate) fn contender() -> Contender {
    Contender::new("backon + failsafe", Kind::Peer)
        .does_but(Workload::RetryBreaker, ADMITS_ALL, || both(&Ready))
        .does_but(Workload::RetryBreakerTimeout, ADMITS_ALL, || all(&Ready))
        .does(Workload::BothOverDown, || both(leak(Down::default())))
        .does(Workload::TimeoutOverHang, || all(leak(HangsOnce::default())))
}

/// A rejection ends the call.
fn was_run(error: &Error<Failure>) -> bool {
    matches!(error, Error::Inner(_))
}

fn both<B: Body>(body: &'static B) -> Maker {
    let breaker: &failsafe::Breaker = leak(failsafe::five());
    Box::new(move || {
        let attempt = move || breaker.call(body.run());
        Caller::of(body, move || attempt.retry(backon::backoff()).when(was_run).into_future())
    })
}

fn all<B: Body>(body: &'static B) -> Maker {
    let breaker: &failsafe::Breaker = leak(failsafe::five());
    Box::new(move || {
        let attempt = move || breaker.call(in_time(body));
        Caller::of(body, move || attempt.retry(backon::backoff()).when(was_run).into_future())
    })
}
