//! A refusal after a wait: the caller gets the outcome of the attempt before it.

use std::io;
use std::time::Duration;

use resilin::{Rejected, resilient};
use tokio::time::sleep;

use crate::flaky::Flaky;

#[resilient(backoff = fixed(10s), jitter = none, breaker = "kept-error")]
async fn failing(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = fixed(10s), jitter = none, breaker = "kept-invalid", validate = never)]
async fn invalid(flaky: &Flaky) -> Result<u32, resilin::Error<io::Error>> {
    Ok(flaky.answer().await?)
}

fn never(run: &u32) -> Result<(), String> {
    Err(format!("run {run}"))
}

#[resilient(backoff = fixed(10s), jitter = none, timeout = 1s, breaker = "kept-timeout")]
async fn slow(flaky: &Flaky) -> Result<u32, resilin::Error<io::Error>> {
    flaky.run()?;
    std::future::pending().await
}

/// What the call returns if somebody opens the breaker while it waits for its second attempt.
async fn opened_meanwhile<T>(breaker: &str, call: impl Future<Output = T>) -> T {
    let opening = async {
        sleep(Duration::from_secs(5)).await;
        resilin::breaker(breaker).force_open();
    };
    tokio::join!(call, opening).0
}

#[tokio::test(start_paused = true)]
async fn the_error_of_the_body() {
    let flaky = Flaky::new(super::ALWAYS);
    let error = opened_meanwhile("kept-error", failing(&flaky)).await.unwrap_err();
    assert_eq!((error.kind(), flaky.runs()), (io::ErrorKind::ConnectionReset, 1));
}

#[tokio::test(start_paused = true)]
async fn an_invalid_value() {
    let flaky = Flaky::new(0);
    let error = opened_meanwhile("kept-invalid", invalid(&flaky)).await.unwrap_err();
    assert!(matches!(error, resilin::Error::Rejected(Rejected::Invalid { .. })), "{error:?}");
    assert_eq!(flaky.runs(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_timeout() {
    let flaky = Flaky::new(0);
    let error = opened_meanwhile("kept-timeout", slow(&flaky)).await.unwrap_err();
    assert!(matches!(error, resilin::Error::Rejected(Rejected::TimedOut { .. })), "{error:?}");
    assert_eq!(flaky.runs(), 1);
}
