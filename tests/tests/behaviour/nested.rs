//! A deadline is inherited by the calls inside a call.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use resilin::testing::ManualClock;
use resilin::{Class, Error, Fault, Rejected, Site, policy, resilient};
use tokio::time::sleep;

use super::common::{Fail, Runs, fail, failed, secs};

#[resilient(backoff = fixed(4s), jitter = none, attempts = 4)]
async fn inner(runs: &Runs) -> Result<(), Error<Fail>> {
    failed(Class::NETWORK, runs.note())
}

#[resilient(deadline = 10s, attempts = 1)]
async fn outer(runs: &Runs) -> Result<(), Error<Fail>> {
    inner(runs).await
}

#[tokio::test(start_paused = true)]
async fn the_inner_call_starts_no_wait_beyond_it() {
    let runs = Runs::new();
    assert_eq!(outer(&runs).await, failed(Class::NETWORK, 3));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 4_000, 8_000], 8_000));
}

#[tokio::test(start_paused = true)]
async fn the_inner_call_alone_is_not_limited() {
    let runs = Runs::new();
    assert_eq!(inner(&runs).await, failed(Class::NETWORK, 4));
    assert_eq!(runs.elapsed(), 12_000);
}

#[resilient(timeout = 60s)]
async fn hanging(runs: &Runs) -> Result<(), Error<Fail>> {
    runs.note();
    sleep(secs(600)).await;
    Ok(())
}

#[resilient(deadline = 10s, attempts = 1)]
async fn around_hanging(runs: &Runs) -> Result<(), Error<Fail>> {
    hanging(runs).await
}

#[tokio::test(start_paused = true)]
async fn the_outer_call_cuts_an_inner_attempt() {
    let runs = Runs::new();
    assert_eq!(around_hanging(&runs).await, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    assert_eq!(runs.elapsed(), 10_000);
}

#[resilient(deadline = 10s, backoff = fixed(1s), jitter = none, attempts = 4)]
async fn retrying(runs: &Runs) -> Result<(), Error<Fail>> {
    inner(runs).await
}

#[tokio::test(start_paused = true)]
async fn an_outer_call_that_retries_ends_with_the_inner_error() {
    let runs = Runs::new();
    // The second round runs at 9s; its wait of 4s would pass the deadline, and so would the outer wait of 1s.
    assert_eq!(retrying(&runs).await, failed(Class::NETWORK, 4));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 4_000, 8_000, 9_000], 9_000));
}

#[resilient(deadline = 5s, backoff = fixed(2s), jitter = none, attempts = 20)]
async fn inner_of_5s(runs: &Runs) -> Result<(), Error<Fail>> {
    failed(Class::NETWORK, runs.note())
}

#[resilient(deadline = 60s, attempts = 1)]
async fn wide(runs: &Runs) -> Result<(), Error<Fail>> {
    inner_of_5s(runs).await
}

#[resilient(deadline = 3s, attempts = 1)]
async fn narrow(runs: &Runs) -> Result<(), Error<Fail>> {
    inner_of_5s(runs).await
}

#[tokio::test(start_paused = true)]
async fn the_nearer_deadline_wins() {
    let runs = Runs::new();
    assert_eq!(wide(&runs).await, failed(Class::NETWORK, 3));
    assert_eq!(runs.at(), [0, 2_000, 4_000], "the inner one's 5s");
    let runs = Runs::new();
    assert_eq!(narrow(&runs).await, failed(Class::NETWORK, 2));
    assert_eq!(runs.at(), [0, 2_000], "the outer one's 3s");
}

#[resilient(attempts = 1)]
async fn between(runs: &Runs) -> Result<(), Error<Fail>> {
    inner(runs).await
}

#[resilient(deadline = 10s, attempts = 1)]
async fn over_two(runs: &Runs) -> Result<(), Error<Fail>> {
    between(runs).await
}

#[tokio::test(start_paused = true)]
async fn it_reaches_through_a_call_that_has_none() {
    let runs = Runs::new();
    assert_eq!(over_two(&runs).await, failed(Class::NETWORK, 3));
}

#[resilient(deadline = 10s, attempts = 1)]
async fn spawning(runs: &Arc<Runs>) -> Result<(), Error<Fail>> {
    let runs = Arc::clone(runs);
    tokio::spawn(async move { inner(&runs).await }).await.expect("the task does not panic")
}

#[tokio::test(start_paused = true)]
async fn spawned_tasks_do_not_inherit_it() {
    let runs = Arc::new(Runs::new());
    assert_eq!(spawning(&runs).await, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    sleep(secs(60)).await;
    assert_eq!(runs.at(), [0, 4_000, 8_000, 12_000]);
}

#[resilient(deadline = 1s, attempts = 1)]
async fn panicking() -> Result<(), Error<Fail>> {
    sleep(secs(0)).await;
    panic!("the body's own")
}

#[tokio::test(start_paused = true)]
async fn a_panic_leaves_nothing_of_it_behind() {
    let panic = AssertUnwindSafe(panicking()).catch_unwind().await.expect_err("it passes through");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the body's own"));
    let runs = Runs::new();
    assert_eq!(inner(&runs).await, failed(Class::NETWORK, 4));
}

#[tokio::test(start_paused = true)]
async fn a_call_beside_it_on_the_same_thread_is_not_under_it() {
    let (under, beside) = (Runs::new(), Runs::new());
    let (first, second) = tokio::join!(outer(&under), inner(&beside));
    assert_eq!((first, second), (failed(Class::NETWORK, 3), failed(Class::NETWORK, 4)));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_leaves_nothing_of_it_behind() {
    let runs = Runs::new();
    assert!(tokio::time::timeout(secs(1), outer(&runs)).await.is_err());
    let runs = Runs::new();
    assert_eq!(inner(&runs).await, failed(Class::NETWORK, 4));
}

static INNER: Site = Site::new("inner", policy!("backoff = fixed(4s), jitter = none, attempts = 9"));
static OUTER: Site = Site::new("outer", policy!("deadline = 10s, attempts = 1"));

#[tokio::test(start_paused = true)]
async fn a_blocking_call_inside_an_async_one_inherits_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let blocking = || INNER.call_blocking(|| Err::<(), _>(fail(Class::NETWORK, 0)));
    let outcome = OUTER.call(|| async { blocking() }).await;
    assert_eq!(outcome, Err(Error::Failed(Error::Failed(fail(Class::NETWORK, 0)))));
    assert_eq!(clock.sleeps(), [secs(4); 2]);
}

#[test]
fn a_blocking_call_inside_a_blocking_one_inherits_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let blocking = || INNER.call_blocking(|| Err::<(), _>(fail(Class::NETWORK, 0)));
    assert!(OUTER.call_blocking(blocking).is_err());
    assert_eq!(clock.sleeps(), [secs(4); 2]);
    assert!(INNER.call_blocking(|| Err::<(), _>(fail(Class::NETWORK, 0))).is_err());
    assert_eq!(clock.sleeps().len(), 10, "and the next call has the whole of its own waits");
}

#[tokio::test(start_paused = true)]
async fn a_hint_beyond_it_ends_the_inner_call_at_once() {
    static ASKING: Site = Site::new("asking", policy!("jitter = none"));
    let runs = Runs::new();
    let fault = Fault::new(Class::OVERLOAD).retry_after(secs(11));
    let outcome = OUTER
        .call(|| {
            ASKING.call(|| {
                let number = runs.note();
                async move { Err::<(), _>(Fail { fault, number }) }
            })
        })
        .await;
    assert_eq!(outcome, Err(Error::Failed(Error::Failed(Fail { fault, number: 1 }))));
    assert_eq!(runs.elapsed(), 0);
}
