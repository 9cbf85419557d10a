//! Calls that end with the body's own error: after the last attempt, or at once.

use std::future::Future;
use std::io;
use std::pin::Pin;

use async_trait::async_trait;
use resilin::resilient;

use crate::flaky::{Flaky, RESET, blocked, spawned};

#[resilient(backoff = none, attempts = 4)]
async fn plain(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, attempts = 4, timeout = 10s)]
async fn limited(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, attempts = 4, deadline = 60s)]
async fn under_a_deadline(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, attempts = 4)]
fn future(flaky: &Flaky) -> impl Future<Output = io::Result<u32>> + Send {
    flaky.answer()
}

#[resilient(backoff = none, attempts = 4)]
fn boxed(flaky: &Flaky) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
    Box::pin(flaky.answer())
}

#[resilient(backoff = none, attempts = 4)]
fn blocking(flaky: &Flaky) -> io::Result<u32> {
    flaky.run()
}

#[resilient(backoff = none, attempts = 4)]
async fn not_to_be_retried(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await.map_err(|_| io::ErrorKind::NotFound.into())
}

#[resilient(backoff = none, attempts = 4, idempotent = false)]
async fn perhaps_processed(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[async_trait]
trait Ask {
    async fn ask(&self) -> io::Result<u32>;
}

#[async_trait]
impl Ask for Flaky {
    #[resilient(backoff = none, attempts = 4)]
    async fn ask(&self) -> io::Result<u32> {
        self.answer().await
    }
}

macro_rules! ends {
    ($($name:ident: $form:expr => ($error:expr, $runs:expr);)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            let (result, runs) = spawned(u32::MAX, $form).await;
            assert_eq!((result, runs), (Err($error.to_owned()), $runs));
        }
    )*};
}

ends! {
    async_fn: |flaky| async move { plain(&flaky).await } => (RESET, 4);
    async_fn_with_a_timeout: |flaky| async move { limited(&flaky).await } => (RESET, 4);
    async_fn_with_a_deadline: |flaky| async move { under_a_deadline(&flaky).await } => (RESET, 4);
    impl_future: |flaky| async move { future(&flaky).await } => (RESET, 4);
    boxed_future: |flaky| async move { boxed(&flaky).await } => (RESET, 4);
    async_trait_block: |flaky| async move { flaky.ask().await } => (RESET, 4);
    error_that_is_not_retried: |flaky| async move { not_to_be_retried(&flaky).await } => ("Kind(NotFound)", 1);
    fault_perhaps_processed: |flaky| async move { perhaps_processed(&flaky).await } => (RESET, 1);
}

#[test]
fn blocking_fn() {
    assert_eq!(blocked(u32::MAX, |flaky| blocking(&flaky)), (Err(RESET.to_owned()), 4));
}
