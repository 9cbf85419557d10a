//! The future of a call: when it builds, drops, waits and is dropped.

use std::cell::Cell;
use std::future::{Future, pending, poll_fn, ready};
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::FutureExt as _;
use resilin::{Class, Error, Site, policy, resilient};
use tokio::time::{Instant, sleep, timeout};

use super::common::{Fail, Runs, fail, failed, secs};

/// Notes when it is dropped.
struct Guard<'r>(&'r Runs);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.note();
    }
}

/// Notes when it is cloned.
struct Argument<'r>(&'r Runs);

impl Clone for Argument<'_> {
    fn clone(&self) -> Self {
        self.0.note();
        Self(self.0)
    }
}

/// Fails at once, and notes when it is dropped.
struct Failing<'r>(Guard<'r>);

impl Future for Failing<'_> {
    type Output = Result<(), Fail>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Err(fail(Class::SERVER, self.0.0.count())))
    }
}

static SECONDS: Site = Site::new("seconds", policy!("backoff = fixed(5s), jitter = none"));

#[tokio::test(start_paused = true)]
async fn the_next_attempt_is_built_after_the_wait_and_the_last_dropped_before() {
    let (built, dropped) = (Runs::new(), Runs::new());
    let outcome = SECONDS
        .call(|| {
            built.note();
            Failing(Guard(&dropped))
        })
        .await;
    assert_eq!(outcome, failed(Class::SERVER, 2));
    assert_eq!(built.at(), [0, 5_000, 10_000]);
    assert_eq!(dropped.at(), [0, 5_000, 10_000]);
}

#[resilient(timeout = 2s, backoff = fixed(5s), jitter = none)]
async fn hanging(dropped: &Runs) -> Result<(), Error<Fail>> {
    let _guard = Guard(dropped);
    pending().await
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_cut_is_dropped_before_the_wait() {
    let dropped = Runs::new();
    assert!(hanging(&dropped).await.is_err());
    assert_eq!(dropped.at(), [2_000, 9_000, 16_000]);
}

fn consume<T>(_: T) {}

#[resilient(clone(argument), backoff = fixed(5s), jitter = none)]
async fn consuming(argument: Argument<'_>) -> Result<(), Fail> {
    consume(argument);
    Err(fail(Class::SERVER, 0))
}

#[tokio::test(start_paused = true)]
async fn arguments_are_cloned_after_the_wait() {
    let cloned = Runs::new();
    assert!(consuming(Argument(&cloned)).await.is_err());
    assert_eq!(cloned.at(), [0, 5_000, 10_000]);
}

#[resilient(backoff = none, attempts = 1000)]
async fn at_once(runs: &Runs) -> Result<(), Fail> {
    Err(fail(Class::SERVER, runs.note()))
}

#[resilient(backoff = fixed(0s), attempts = 1000, timeout = 1s)]
async fn at_once_and_limited(runs: &Runs) -> Result<(), Error<Fail>> {
    failed(Class::SERVER, runs.note())
}

#[tokio::test(start_paused = true)]
async fn a_zero_delay_is_not_slept() {
    let runs = Runs::new();
    assert_eq!(at_once(&runs).now_or_never(), Some(Err(fail(Class::SERVER, 1_000))), "it all takes one poll");
    assert_eq!(at_once_and_limited(&runs).now_or_never(), Some(failed(Class::SERVER, 2_000)));
    assert_eq!(runs.elapsed(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_pending_body_is_polled_no_more_often_than_it_is_woken() {
    let polls = AtomicUsize::new(0);
    let body = || {
        poll_fn(|_| {
            polls.fetch_add(1, Ordering::Relaxed);
            Poll::<Result<(), Fail>>::Pending
        })
    };
    let limited = Site::new("limited", policy!("timeout = 7s, attempts = 1"));
    assert!(limited.call(body).await.is_err());
    // Once at the start, once when the timer ends the attempt.
    assert!(polls.load(Ordering::Relaxed) <= 2, "{polls:?}");
}

#[resilient(backoff = fixed(1s), timeout = 2s, deadline = 20s)]
async fn sends(text: &str) -> Result<Rc<str>, Error<Fail>> {
    ready(()).await;
    Ok(text.into())
}

fn is_send<T: Send>(value: T) -> T {
    value
}

#[tokio::test(start_paused = true)]
async fn futures_are_send_even_if_the_value_is_not() {
    assert_eq!(is_send(sends("text")).await.as_deref(), Ok("text"));
    let site = SECONDS.call(|| async { Ok::<_, Fail>(1) });
    assert_eq!(is_send(site).await, Ok(1));
}

#[resilient]
async fn fails_unsendably() -> Result<(), Box<dyn std::error::Error>> {
    ready(()).await;
    Err("text".into())
}

#[tokio::test(start_paused = true)]
async fn futures_are_send_even_if_the_error_is_not_where_nothing_can_refuse() {
    assert!(is_send(fails_unsendably()).await.is_err());
}

#[resilient(backoff = fixed(5s), jitter = none)]
async fn waiting(runs: &Runs, dropped: &Runs) -> Result<(), Fail> {
    let _guard = Guard(dropped);
    let number = runs.note();
    sleep(secs(1)).await;
    Err(fail(Class::SERVER, number))
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_its_body_drops_the_body() {
    let (runs, dropped) = (Runs::new(), Runs::new());
    assert!(timeout(Duration::from_millis(500), waiting(&runs, &dropped)).await.is_err());
    assert_eq!((runs.count(), dropped.at()), (1, vec![500]));
    sleep(secs(60)).await;
    assert_eq!(runs.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_its_wait_runs_no_more() {
    let (runs, dropped) = (Runs::new(), Runs::new());
    assert!(timeout(secs(3), waiting(&runs, &dropped)).await.is_err());
    assert_eq!((runs.count(), dropped.at()), (1, vec![1_000]));
    sleep(secs(60)).await;
    assert_eq!(runs.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_never_polled_never_runs() {
    let (runs, dropped) = (Runs::new(), Runs::new());
    drop(waiting(&runs, &dropped));
    assert_eq!((runs.count(), dropped.count()), (0, 0));
}

#[resilient(timeout = 5s, deadline = 60s)]
async fn panicking(runs: &Runs) -> Result<(), Error<Fail>> {
    runs.note();
    sleep(secs(1)).await;
    panic!("own")
}

#[resilient]
fn panicking_while_blocking(runs: &Runs) -> Result<(), Fail> {
    runs.note();
    panic!("own")
}

#[tokio::test(start_paused = true)]
async fn a_panic_passes_through_and_is_not_retried() {
    let runs = Runs::new();
    let panic = AssertUnwindSafe(panicking(&runs)).catch_unwind().await.expect_err("it panics");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"own"));
    let blocking = std::panic::catch_unwind(AssertUnwindSafe(|| panicking_while_blocking(&runs)));
    assert_eq!(blocking.expect_err("it panics").downcast_ref::<&str>(), Some(&"own"));
    assert_eq!(runs.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_future_that_is_not_send_may_be_used_at_a_site() {
    let value = Rc::new(Cell::new(0));
    let outcome = SECONDS
        .call(|| {
            let value = Rc::clone(&value);
            async move {
                value.set(value.get() + 1);
                if value.get() < 3 { Err(fail(Class::NETWORK, 0)) } else { Ok(value) }
            }
        })
        .await;
    assert_eq!(outcome.map(|value| value.get()), Ok(3));
}

#[tokio::test(start_paused = true)]
async fn a_pending_body_without_limits_is_left_alone() {
    let start = Instant::now();
    let slow = SECONDS.call(|| async {
        sleep(secs(86_400)).await;
        Ok::<_, Fail>(())
    });
    assert_eq!(slow.await, Ok(()));
    assert_eq!(start.elapsed(), secs(86_400));
}
