//! Which calls are inside a call: those of its own task, not those of tasks that its body only drives.

use std::future::pending;
use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use resilin::{Class, Error, Rejected, Site, policy, resilient};
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;
use tokio::time::sleep;

use super::common::{Fail, Runs, failed, secs};

const MINUTE: u64 = 60;

/// Runs at 0, 40, 80 and 120 minutes: three times under the deadline of the calls around it.
#[resilient(backoff = fixed(40m), jitter = none, attempts = 4)]
async fn inner(runs: &Runs) -> Result<(), Error<Fail>> {
    failed(Class::NETWORK, runs.note())
}

static OUTER: Site = Site::new("outer", policy!("deadline = 100m, attempts = 1"));

/// A call's own layer of error taken off.
fn unwrapped<T>(outcome: Result<T, Error<Error<Fail>>>) -> Result<T, Error<Fail>> {
    outcome.map_err(|error| match error {
        Error::Failed(own) => own,
        Error::Rejected(rejected) => Error::Rejected(rejected),
        other => panic!("{other:?}"),
    })
}

async fn under<T>(body: impl AsyncFn() -> Result<T, Error<Fail>>) -> Result<T, Error<Fail>> {
    unwrapped(OUTER.call(|| body()).await)
}

fn timed() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime")
}

/// Runs a future to its end on a runtime that a blocking body drives.
fn driven_by_blocking_body(future: impl Future<Output = Result<(), Error<Fail>>>) -> Result<(), Error<Fail>> {
    let runtime = timed();
    let mut future = Some(future);
    unwrapped(OUTER.call_blocking(|| runtime.block_on(future.take().expect("one attempt"))))
}

// Red when: `of_this_task` of runtime/src/outer.rs does not compare the task.
#[test]
fn a_task_that_a_blocking_body_drives_does_not_inherit_the_deadline() {
    let spawned = async {
        let runs = Runs::new();
        tokio::spawn(async move { inner(&runs).await }).await.expect("no panic there")
    };
    assert_eq!(driven_by_blocking_body(spawned), failed(Class::NETWORK, 4));
}

// Red when: `of_this_task` of runtime/src/outer.rs always answers `NOTHING`.
#[test]
fn a_future_that_a_blocking_body_waits_for_inherits_it() {
    let own = async { inner(&Runs::new()).await };
    assert_eq!(driven_by_blocking_body(own), failed(Class::NETWORK, 3));
}

// Red when: `of_this_task` of runtime/src/outer.rs does not compare the task.
#[tokio::test(start_paused = true)]
async fn a_task_of_a_local_set_that_an_async_body_drives_does_not_inherit_it() {
    let (local, runs) = (LocalSet::new(), Arc::new(Runs::new()));
    let task = local.spawn_local({
        let runs = Arc::clone(&runs);
        async move { inner(&runs).await }
    });
    let outcome = under(async || local.run_until(pending::<Result<(), _>>()).await).await;
    assert_eq!(outcome, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    assert_eq!((runs.count(), runs.elapsed()), (3, 6_000_000));
    local.await;
    assert_eq!(task.await.expect("no panic there"), failed(Class::NETWORK, 4), "it went on");
}

// Red when: `of_this_task` of runtime/src/outer.rs always answers `NOTHING`.
#[tokio::test(start_paused = true)]
async fn a_future_that_a_local_set_runs_for_the_body_inherits_it() {
    let (local, runs) = (LocalSet::new(), Runs::new());
    assert_eq!(under(async || local.run_until(inner(&runs)).await).await, failed(Class::NETWORK, 3));
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn calls_joined_in_the_body_inherit_it() {
    let (one, other) = (Runs::new(), Runs::new());
    let joined = under(async || Ok(tokio::join!(inner(&one), inner(&other)))).await;
    assert_eq!(joined, Ok((failed(Class::NETWORK, 3), failed(Class::NETWORK, 3))));
    let (one, other) = (Runs::new(), Runs::new());
    let joined = under(async || Ok(futures_util::join!(inner(&one), inner(&other)))).await;
    assert_eq!(joined, Ok((failed(Class::NETWORK, 3), failed(Class::NETWORK, 3))));
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn calls_raced_in_the_body_inherit_it() {
    let runs = Runs::new();
    let raced = under(async || {
        tokio::select! {
            outcome = inner(&runs) => outcome,
            () = sleep(secs(90 * MINUTE)) => Ok(()),
        }
    });
    assert_eq!(raced.await, failed(Class::NETWORK, 3));
    assert_eq!(runs.elapsed(), 4_800_000);
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn calls_in_a_set_of_futures_inherit_it() {
    let runs = [(); 3].map(|()| Runs::new());
    let all = under(async || {
        let set: FuturesUnordered<_> = runs.iter().map(inner).collect();
        Ok(set.collect::<Vec<_>>().await)
    });
    assert_eq!(all.await, Ok(vec![failed(Class::NETWORK, 3); 3]));
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn in_a_task_of_its_own_a_call_is_as_anywhere() {
    let task = tokio::spawn(async {
        let runs = Runs::new();
        unwrapped(OUTER.call(|| inner(&runs)).await)
    });
    assert_eq!(task.await.expect("no panic there"), failed(Class::NETWORK, 3));
}
