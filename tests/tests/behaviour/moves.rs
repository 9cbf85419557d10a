//! A future that is moved to another runtime between two polls.

use std::future::{Future, pending};
use std::pin::{Pin, pin};

use futures_util::FutureExt as _;
use futures_util::future::poll_immediate;
use resilin::{Class, Error, Rejected, resilient};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, timeout};

use super::common::{Fail, fail, secs};

const HOUR: u64 = 3_600;

fn timed() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime")
}

/// Polls a future once, which is not its end.
fn begin_on<F: Future>(runtime: &Runtime, call: Pin<&mut F>) {
    assert!(runtime.block_on(poll_immediate(call)).is_none(), "it waits");
}

/// Begins a call on a runtime that is gone by its second poll. Gives how it ended on another one, and after how many
/// hours there; a call that does not end has a day.
fn moved<T>(call: impl Future<Output = T>) -> (T, u64) {
    let mut call = pin!(call);
    // Made first, so that its clock is not ahead of the other one's.
    let second = timed();
    let first = timed();
    begin_on(&first, call.as_mut());
    drop(first);
    end_on(&second, call)
}

fn end_on<F: Future>(runtime: &Runtime, call: Pin<&mut F>) -> (F::Output, u64) {
    runtime.block_on(async {
        let start = Instant::now();
        let outcome = timeout(secs(24 * HOUR), call).await.expect("an end within a day");
        (outcome, start.elapsed().as_secs() / HOUR)
    })
}

#[resilient(backoff = fixed(1h), jitter = none, attempts = 2)]
async fn waiting(runs: &mut usize) -> Result<(), Fail> {
    *runs += 1;
    Err(fail(Class::NETWORK, *runs))
}

// Red when: `poll` of runtime/src/timer.rs does not `follow`.
#[test]
fn a_wait_ends_on_another_runtime_than_it_began_on() {
    assert_eq!(moved(waiting(&mut 0)), (Err(fail(Class::NETWORK, 2)), 1));
}

#[resilient(timeout = 1h, attempts = 1)]
async fn limited() -> Result<(), Error<Fail>> {
    pending().await
}

#[resilient(deadline = 2h)]
async fn limited_in_all() -> Result<(), Error<Fail>> {
    pending().await
}

// Red when: as above.
#[test]
fn a_limit_holds_on_another_runtime_than_it_was_set_on() {
    let timed_out = Rejected::TimedOut { after: secs(HOUR) };
    assert_eq!(moved(limited()), (Err(Error::Rejected(timed_out)), 1));
    assert_eq!(moved(limited_in_all()), (Err(Error::Rejected(Rejected::DeadlineExceeded)), 2));
}

// Red when: as above.
#[test]
fn a_runtime_that_nobody_drives_any_more_does_not_hold_a_wait_back() {
    let mut runs = 0;
    let mut call = pin!(waiting(&mut runs));
    let (second, first) = (timed(), timed());
    begin_on(&first, call.as_mut());
    assert_eq!(end_on(&second, call), (Err(fail(Class::NETWORK, 2)), 1));
}

/// Begins a call on a runtime that is gone by its second poll, which no runtime is around for.
fn stranded<T>(call: impl Future<Output = T>) -> Option<T> {
    let mut call = pin!(call);
    let first = timed();
    begin_on(&first, call.as_mut());
    drop(first);
    call.now_or_never()
}

// Red when: `poll` of runtime/src/timer.rs polls the sleep without `catch_unwind`.
#[test]
fn a_wait_that_is_lost_half_way_ends_and_the_next_error_is_the_last() {
    assert_eq!(stranded(waiting(&mut 0)), Some(Err(fail(Class::NETWORK, 2))));
}

// Red when: `poll_limit` of runtime/src/driver/run.rs takes a lost timer for one that has ended.
#[test]
fn a_limit_that_is_lost_half_way_cuts_nothing() {
    assert_eq!(stranded(limited()), None);
}
