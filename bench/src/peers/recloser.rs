//! `recloser`: breakers over a ring of the last calls.

use recloser::{AsyncRecloser, Recloser};

use super::{ADMITS_ALL, NO_DELAYS, NO_RETRY, NO_TIME_WINDOW, OPEN};
use crate::body::{Body as _, Down, Ready};
use crate::contender::{Caller, Contender, Kind, Maker, leak};
use crate::measure::keys;
use crate::workload::Workload;

const ROW: &str =
    "a ring of the last five calls: it has no count of failures in a row; half-open, it admits everybody";

/// Breakers alone: it has no retry.
pub(crate) fn contender() -> Contender {
    Contender::new("recloser", Kind::Peer)
        .does_but(Workload::Breaker, ROW, || over(five()))
        .does_but(Workload::Rejection, ROW, rejection)
        .does_but(Workload::CountWindow, ADMITS_ALL, || over(of_calls(100, 0.5)))
        .does_but(Workload::Keys, "a `HashMap` of its breakers; a ring of the last five calls", keyed)
        .lacks(Workload::Retry, NO_RETRY)
        .lacks(Workload::TimeWindow, NO_TIME_WINDOW)
        .lacks(Workload::Delays, NO_DELAYS)
}

/// Five failures of five calls, then open for 60 s.
pub(super) fn five() -> AsyncRecloser {
    of_calls(5, 1.0)
}

fn of_calls(calls: usize, rate: f32) -> AsyncRecloser {
    let breaker = Recloser::custom().error_rate(rate).closed_len(calls).half_open_len(1).open_wait(OPEN);
    AsyncRecloser::from(breaker.build())
}

fn over(breaker: AsyncRecloser) -> Maker {
    let breaker = leak(breaker);
    Box::new(|| Caller::of(&Ready, || breaker.call(Ready.run())))
}

fn rejection() -> Maker {
    let (breaker, body) = (leak(five()), leak(Down::default()));
    Caller::of(body, || breaker.call(body.run())).call(6);
    Box::new(|| Caller::of(body, || breaker.call(body.run())))
}

fn keyed() -> Maker {
    let breakers = leak(keys::map(five));
    Box::new(move || {
        let mut keys = keys::Keys::new();
        Caller::of(&Ready, move || breakers[keys.next()].call(Ready.run()))
    })
}
