//! How each error type says that the breaker refused.

use std::error::Error;
use std::fmt::Debug;
use std::io;

use resilin::{Classify, Rejected, resilient};

use crate::flaky::Flaky;

#[derive(Debug, Classify, thiserror::Error)]
enum Failure {
    #[error("the connection failed")]
    #[class(delegate)]
    Io(#[from] io::Error),
    #[error("the policy refused")]
    #[class(from_rejected)]
    Rejected(#[from] Rejected),
}

#[resilient(backoff = none, breaker("own-variant", failures = 3, open = 1d))]
async fn own_variant(flaky: &Flaky) -> Result<u32, Failure> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none, breaker("error-of-resilin", failures = 3, open = 1d))]
async fn own_or_rejected(flaky: &Flaky) -> Result<u32, resilin::Error<io::Error>> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none, breaker("io-error", failures = 3, open = 1d))]
async fn io_error(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, breaker("boxed-error", failures = 3, open = 1d))]
async fn boxed(flaky: &Flaky) -> Result<u32, Box<dyn Error + Send + Sync>> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none, breaker("anyhow", failures = 3, open = 1d))]
async fn reported(flaky: &Flaky) -> anyhow::Result<u32> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none, breaker("generic-error", failures = 3, open = 1d))]
async fn generic<E: Classify + From<io::Error> + From<Rejected> + Send>(flaky: &Flaky) -> Result<u32, E> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none, breaker("blocking-error", failures = 3, open = 1d))]
fn blocking(flaky: &Flaky) -> Result<u32, Failure> {
    Ok(flaky.run()?)
}

/// Not `Send`, and kept by the thread that waits.
#[resilient(backoff = none, breaker("local-error", failures = 3, open = 1d))]
fn not_send(flaky: &Flaky) -> Result<u32, Box<dyn Error>> {
    Ok(flaky.run()?)
}

/// There is no wait that it would have to be kept across.
#[resilient(attempts = 1, breaker("local-error-once", failures = 1, open = 1d))]
async fn not_send_once(flaky: &Flaky) -> Result<u32, Box<dyn Error>> {
    Ok(flaky.answer().await?)
}

fn found<E: Debug>(rejected: Result<Rejected, E>) -> String {
    rejected.map_or_else(|other| format!("{other:?}"), |rejected| format!("{rejected:?}"))
}

trips! {
    a_variant_of_ones_own: |flaky| async move { own_variant(&flaky).await };
    error_of_resilin: |flaky| async move { own_or_rejected(&flaky).await };
    error_of_io: |flaky| async move { io_error(&flaky).await };
    error_in_a_box: |flaky| async move { boxed(&flaky).await };
    error_of_anyhow: |flaky| async move { reported(&flaky).await.map_err(|error| found(error.downcast())) };
    generic_error: |flaky| async move { generic::<Failure>(&flaky).await };
}

trips_blocking! {
    error_of_a_blocking_function: |flaky| blocking(&flaky);
    error_that_is_not_send: |flaky| not_send(&flaky);
}

#[tokio::test(flavor = "multi_thread")]
async fn error_that_is_not_send_of_a_single_run() {
    super::trips(1, |flaky| async move { not_send_once(&flaky).await.map_err(|error| format!("{error:?}")) })
        .await;
}

#[tokio::test]
async fn the_refusal_says_what_refused() {
    #[resilient(attempts = 1, breaker("says/{region}", failures = 1, open = 1d))]
    async fn call(region: &str) -> Result<(), Failure> {
        Err(io::Error::from(io::ErrorKind::ConnectionReset).into())
    }

    assert!(matches!(call("eu").await, Err(Failure::Io(_))));
    match call("eu").await {
        Err(Failure::Rejected(Rejected::CircuitOpen { breaker, retry_after })) => {
            assert_eq!(breaker, "says/eu");
            assert!(retry_after.is_some_and(|time| !time.is_zero()));
        }
        other => panic!("{other:?}"),
    }
}
