//! A breaker before every form of function: it lets calls through, trips, and refuses without a run of the body.
//!
//! The breakers are the process's, so each form has one of its own. They stay open for a day: no test waits for them.

use std::fmt::Debug;
use std::future::Future;
use std::sync::Arc;

use resilin::BreakerState::{Closed, Open};

use crate::flaky::{Flaky, blocked, spawned};

/// `name: form;` is a test of that name: a form with `failures = 3` that runs its body three times.
macro_rules! trips {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            $crate::breakers::trips(3, $form).await;
        }
    )*};
}

/// The same for a function that blocks its thread.
macro_rules! trips_blocking {
    ($($name:ident: $form:expr;)*) => {$(
        #[test]
        fn $name() {
            $crate::breakers::trips_blocking(3, $form);
        }
    )*};
}

/// `name: "breaker", form;` is a test of that name: the form takes a key, and `_` stands for it in the breaker's name.
macro_rules! trips_apart {
    ($($name:ident: $breaker:literal, $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            $crate::breakers::trips_apart($breaker, $form).await;
        }
    )*};
}

mod async_traits;
mod blocking;
mod blocks;
mod errors;
mod functions;
mod futures;
mod kept;
mod key_kinds;
mod keyed_forms;
mod once;
mod other_keys;
mod other_names;

/// More than anything here tries.
const ALWAYS: u32 = 100;

/// The breaker opens when so many runs in a row have failed, which one call makes; the next call does not run.
async fn trips<E, F>(runs: u32, form: impl Fn(Arc<Flaky>) -> F + Send + Sync)
where
    E: Debug + Send + 'static,
    F: Future<Output = Result<u32, E>> + Send + 'static,
{
    assert_eq!(spawned(runs - 1, &form).await, (Ok(runs), runs));
    assert_failed(spawned(ALWAYS, &form).await, runs);
    assert_refused(spawned(ALWAYS, &form).await);
}

/// The same of a form that blocks its thread.
fn trips_blocking<E: Debug>(runs: u32, form: impl Fn(Arc<Flaky>) -> Result<u32, E>) {
    assert_eq!(blocked(runs - 1, &form), (Ok(runs), runs));
    assert_failed(blocked(ALWAYS, &form), runs);
    assert_refused(blocked(ALWAYS, &form));
}

/// One key trips, another does not; their breakers have the names that the policy says.
async fn trips_apart<E, F>(name: &str, form: impl Fn(Arc<Flaky>, &'static str) -> F + Send + Sync)
where
    E: Debug + Send + 'static,
    F: Future<Output = Result<u32, E>> + Send + 'static,
{
    trips(3, |flaky| form(flaky, "eu")).await;
    assert_eq!(spawned(2, |flaky| form(flaky, "us")).await, (Ok(3), 3));
    assert_eq!(states(name), (Open, Closed));
}

/// The same of a form that blocks its thread.
fn trips_apart_blocking<E: Debug>(name: &str, form: impl Fn(Arc<Flaky>, &'static str) -> Result<u32, E>) {
    trips_blocking(3, |flaky| form(flaky, "eu"));
    assert_eq!(blocked(2, |flaky| form(flaky, "us")), (Ok(3), 3));
    assert_eq!(states(name), (Open, Closed));
}

fn states(name: &str) -> (resilin::BreakerState, resilin::BreakerState) {
    let state = |key| resilin::breaker(&name.replace('_', key)).state();
    (state("eu"), state("us"))
}

/// The body's own error came back.
#[track_caller]
fn assert_failed((result, runs): (Result<u32, String>, u32), expected: u32) {
    let error = result.unwrap_err();
    assert!(!error.contains("CircuitOpen"), "{error}");
    assert_eq!(runs, expected);
}

/// The body did not run.
#[track_caller]
fn assert_refused((result, runs): (Result<u32, String>, u32)) {
    let error = result.unwrap_err();
    assert!(error.contains("CircuitOpen"), "{error}");
    assert_eq!(runs, 0);
}
