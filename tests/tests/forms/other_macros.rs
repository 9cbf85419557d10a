//! Other attribute macros on the same function.

use std::io;

use async_trait::async_trait;
use resilin::resilient;

use crate::flaky::{Flaky, RESET, spawned};

#[resilient(backoff = none)]
#[tracing::instrument(skip_all)]
async fn instrumented(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none)]
#[tracing::instrument(skip_all, err(Debug))]
async fn instrumented_with_errors(flaky: &Flaky) -> io::Result<u32> {
    let answer = flaky.answer().await?;
    Ok(answer)
}

#[resilient(backoff = none)]
#[tracing::instrument(skip_all)]
fn instrumented_blocking(flaky: &Flaky) -> io::Result<u32> {
    flaky.run()
}

#[async_trait]
trait Ask {
    async fn ask(&self, added: u32) -> io::Result<u32>;
}

#[async_trait]
impl Ask for Flaky {
    #[resilient(backoff = none, attempt = this)]
    #[tracing::instrument(skip_all)]
    async fn ask(&self, added: u32) -> io::Result<u32> {
        self.answer().await?;
        Ok(this.number() + added)
    }
}

#[resilient(backoff = none)]
async fn bails(flaky: &Flaky) -> anyhow::Result<u32> {
    anyhow::bail!(flaky.run().unwrap_err())
}

#[resilient(backoff = none)]
async fn ensures(flaky: &Flaky) -> anyhow::Result<u32> {
    let answer = flaky.answer().await;
    anyhow::ensure!(answer.is_ok(), "no answer");
    Ok(answer?)
}

third_run! {
    above_instrument: |flaky| async move { instrumented(&flaky).await };
    above_instrument_with_errors: |flaky| async move { instrumented_with_errors(&flaky).await };
    above_instrument_in_async_trait: |flaky| async move { flaky.ask(0).await };
    ensure: |flaky| async move { ensures(&flaky).await };
}

third_blocking_run! {
    above_instrument_blocking: |flaky| instrumented_blocking(&flaky);
}

#[tokio::test(flavor = "multi_thread")]
async fn bail() {
    let (result, runs) =
        spawned(
            u32::MAX,
            |flaky| async move { bails(&flaky).await.map_err(anyhow::Error::downcast::<io::Error>) },
        )
        .await;
    assert_eq!((result.unwrap_err(), runs), (format!("Ok({RESET})"), 3));
}

/// The test itself is repeated: its runtime is made within each attempt.
#[tokio::test(flavor = "multi_thread")]
#[resilient(backoff = none)]
async fn below_a_test() -> io::Result<()> {
    static FLAKY: Flaky = Flaky::new(2);
    let answer = FLAKY.answer().await?;
    assert_eq!((answer, FLAKY.runs()), (3, 3));
    Ok(())
}

#[resilient(backoff = none)]
#[tokio::test(flavor = "multi_thread")]
async fn above_a_test() -> io::Result<()> {
    static FLAKY: Flaky = Flaky::new(2);
    let answer = FLAKY.answer().await?;
    assert_eq!((answer, FLAKY.runs()), (3, 3));
    Ok(())
}
