//! Runtimes that are not there, or that go away.

use resilin::Rejected;
use resilin::credentials::LeaseSource;
use tokio::runtime::{Builder, Runtime};

use crate::login::{Step, credentials, hours, seconds};

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
}

/// Polls a future to its end, or to where it waits, without any runtime.
fn without_runtime<T>(future: impl Future<Output = T>) -> Option<T> {
    futures_util::FutureExt::now_or_never(future)
}

/// Red when: `begin` marks the renewal as begun before it knows of a runtime.
#[test]
fn without_a_runtime_there_is_a_clear_error_and_the_next_call_works() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    for _ in 0..2 {
        let error = without_runtime(credentials.get()).expect("it does not wait").unwrap_err();
        assert_eq!(error.to_string(), "a renewal needs a tokio runtime, and none is entered");
    }
    let refused = without_runtime(credentials.lease()).unwrap().unwrap_err();
    assert!(matches!(refused, Rejected::NoCredentials { retry_after: None, .. }));
    assert_eq!(runtime().block_on(credentials.get()).unwrap().epoch(), 1);
    assert_eq!(without_runtime(credentials.get()).unwrap().unwrap().epoch(), 1, "a good lease needs no runtime");
    assert_eq!(script.calls(), 1);
}

/// Red when: `Running` does nothing when it is dropped (it never ends).
#[test]
fn a_runtime_that_goes_away_under_a_renewal_leaves_nobody_waiting() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    script.takes(seconds(10));
    let (gone, other) = (runtime(), runtime());
    gone.block_on(async {
        assert!(futures_util::poll!(Box::pin(credentials.get())).is_pending());
        tokio::task::yield_now().await;
    });
    assert_eq!(script.calls(), 1, "the renewal is under way there");
    let waits = other.spawn({
        let credentials = credentials.clone();
        async move { credentials.get().await.map(|lease| lease.epoch()) }
    });
    other.block_on(tokio::task::yield_now());
    drop(gone);
    let error = other.block_on(waits).unwrap().unwrap_err();
    assert_eq!((error.to_string().as_str(), error.retry_after()), ("the runtime of the renewal is gone", None));
    assert_eq!(other.block_on(credentials.get()).unwrap().epoch(), 1);
    assert_eq!(script.calls(), 2);
}

/// A task that never had a turn has ended too.
///
/// Red when: `Running` is made inside the task of `renewal::run`.
#[test]
fn a_runtime_that_goes_away_before_the_renewals_first_turn_leaves_nobody_waiting() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let gone = runtime();
    let mut waits = Box::pin(credentials.get());
    gone.block_on(async { assert!(futures_util::poll!(waits.as_mut()).is_pending()) });
    assert_eq!(script.calls(), 0, "no turn yet");
    drop(gone);
    assert!(without_runtime(waits).expect("it does not hang").is_err());
    assert_eq!(runtime().block_on(credentials.get()).unwrap().epoch(), 1);
}

/// A runtime that is shutting down drops what is spawned at once, on the thread that spawns it.
///
/// Red when: `ask` spawns while it holds the lock (it deadlocks).
#[test]
fn a_runtime_that_is_shutting_down_is_an_error() {
    let (credentials, _) = credentials(Step::GoodFor(hours(1)));
    let gone = runtime();
    let handle = gone.handle().clone();
    drop(gone);
    let _entered = handle.enter();
    let error = without_runtime(credentials.get()).expect("it does not hang").unwrap_err();
    assert_eq!(error.to_string(), "the runtime of the renewal is gone");
}

/// Red when: `within` fails where there is no timer.
#[test]
fn a_runtime_without_a_time_driver_can_renew() {
    let (credentials, _) = credentials(Step::GoodFor(hours(1)));
    let timeless = Builder::new_current_thread().build().unwrap();
    assert_eq!(timeless.block_on(credentials.get()).unwrap().epoch(), 1);
}
