//! `backon` around `recloser`.

use ::backon::Retryable as _;
use ::recloser::{AsyncRecloser, Error};

use super::{backon, in_time, recloser};
use crate::body::{Body, Down, Failure, HangsOnce, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::workload::Workload;

const ROW: &str =
    "a ring of the last five calls: it has no count of failures in a row; half-open, it admits everybody";

/// Retry and breaker, and tokio's timeout.
pub(crate) fn contender() -> Contender {
    Contender::new("backon + recloser", Kind::Peer)
        .does_but(Workload::RetryBreaker, ROW, || both(&Ready))
        .does_but(Workload::RetryBreakerTimeout, ROW, || all(&Ready))
        .does(Workload::BothOverDown, || both(leak(Down::default())))
        .does(Workload::TimeoutOverHang, || all(leak(HangsOnce::default())))
}

/// A rejection ends the call.
fn was_run(error: &Error<Failure>) -> bool {
    matches!(error, Error::Inner(_))
}

fn both<B: Body>(body: &'static B) -> Maker {
    let breaker: &AsyncRecloser = leak(recloser::five());
    Box::new(move || {
        let attempt = move || breaker.call(body.run());
        Caller::of(body, move || attempt.retry(backon::backoff()).when(was_run).into_future())
    })
}

fn all<B: Body>(body: &'static B) -> Maker {
    let breaker: &AsyncRecloser = leak(recloser::five());
    Box::new(move || {
        let attempt = move || breaker.call(in_time(body));
        Caller::of(body, move || attempt.retry(backon::backoff()).when(was_run).into_future())
    })
}
