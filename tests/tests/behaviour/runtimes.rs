//! Calls where nothing can wait: no tokio runtime, or one whose time driver is off.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use resilin::{Class, Error, Site, policy, resilient};
use tokio::runtime::Builder;

use super::common::{Fail, fail, failed};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// An executor of ten lines, which no timer knows of.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

/// A runtime without `enable_time`.
fn block_on_timeless<T>(future: impl Future<Output = T>) -> T {
    Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

/// Pending so often before it is ready, waking itself.
async fn turns(mut left: u32) {
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[resilient(backoff = fixed(1s))]
async fn waiting(runs: &mut usize) -> Result<(), Fail> {
    *runs += 1;
    turns(3).await;
    Err(fail(Class::NETWORK, *runs))
}

#[test]
fn a_wait_that_nothing_can_wait_for_ends_the_call_with_its_last_error() {
    assert_eq!(block_on(waiting(&mut 0)), Err(fail(Class::NETWORK, 1)));
    assert_eq!(block_on_timeless(waiting(&mut 0)), Err(fail(Class::NETWORK, 1)));
    assert_eq!(block_on_timeless(waiting(&mut 0)), Err(fail(Class::NETWORK, 1)), "and the next one does, too");
}

static KEPT: Site = Site::new("kept", policy!("backoff = fixed(1s), deadline = 1h, timeout = 1m"));

async fn kept() -> Result<(), Error<Fail>> {
    let mut runs = 0;
    let body = || {
        runs += 1;
        let number = runs;
        async move {
            turns(2).await;
            Err::<(), _>(fail(Class::NETWORK, number))
        }
    };
    KEPT.call(body).await
}

#[test]
fn at_a_site_with_limits_too() {
    assert_eq!(block_on(kept()), failed(Class::NETWORK, 1));
    assert_eq!(block_on_timeless(kept()), failed(Class::NETWORK, 1));
}

#[resilient(backoff = none, attempts = 9)]
async fn at_once(runs: &mut usize, good: usize) -> Result<usize, Fail> {
    *runs += 1;
    turns(2).await;
    if *runs == good { Ok(good) } else { Err(fail(Class::NETWORK, *runs)) }
}

#[test]
fn retries_that_do_not_wait_work_all_the_same() {
    assert_eq!(block_on(at_once(&mut 0, 7)), Ok(7));
    assert_eq!(block_on_timeless(at_once(&mut 0, 7)), Ok(7));
    assert_eq!(block_on(at_once(&mut 0, 10)), Err(fail(Class::NETWORK, 9)));
}

#[resilient(timeout = 1ms, backoff = none)]
async fn limited(runs: &mut usize) -> Result<&'static str, Error<Fail>> {
    *runs += 1;
    turns(50).await;
    Ok("ran on")
}

#[resilient(timeout = 1s, deadline = 1h, attempts = 1)]
async fn limited_twice() -> Result<&'static str, Error<Fail>> {
    turns(50).await;
    Ok("ran on")
}

#[test]
fn a_timeout_that_nothing_can_time_lets_the_body_run_on() {
    assert_eq!(block_on(limited(&mut 0)), Ok("ran on"));
    assert_eq!(block_on_timeless(limited(&mut 0)), Ok("ran on"));
    assert_eq!(block_on(limited_twice()), Ok("ran on"));
    assert_eq!(block_on_timeless(limited_twice()), Ok("ran on"));
}

#[test]
fn a_call_may_move_to_a_runtime_that_can_wait() {
    assert_eq!(block_on_timeless(waiting(&mut 0)), Err(fail(Class::NETWORK, 1)));
    let timed = Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
    assert_eq!(timed.block_on(waiting(&mut 0)), Err(fail(Class::NETWORK, 3)));
}
