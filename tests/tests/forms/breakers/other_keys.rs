//! A breaker beside the other keys of the attribute.

use std::io;

use resilin::{Class, Fault, resilient};

use crate::flaky::Flaky;

#[resilient(backoff = none, timeout = 1h, breaker("beside-timeout", failures = 3, open = 1d))]
async fn timeout(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, timeout = 1h, deadline = 2h, breaker("beside-limits/{region}", failures = 3, open = 1d))]
async fn limits(flaky: &Flaky, region: &str) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, attempt = attempt, breaker("beside-attempt", failures = 3, open = 1d))]
async fn attempt(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(attempt.number())
}

#[resilient(backoff = none, attempt = attempt, validate = third, breaker("beside-all", failures = 3, open = 1d))]
async fn validated(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(attempt.number())
}

fn third(run: &u32) -> Result<(), String> {
    if *run == 3 { Ok(()) } else { Err(format!("run {run}")) }
}

#[resilient(backoff = none, classify = network, breaker("beside-classify", failures = 3, open = 1d))]
async fn classified(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await.map_err(|_| io::ErrorKind::NotFound.into())
}

const fn network(_: &io::Error) -> Fault {
    Fault::new(Class::NETWORK)
}

#[resilient(
    attempts = unlimited,
    backoff = "none",
    breaker("beside-unlimited", failures = 3, open = 1d),
    crate = crate::renamed
)]
async fn unlimited(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(
    backoff = none,
    timeout = 1h,
    attempt = attempt,
    classify = network,
    validate = third,
    clone(region),
    name = "beside everything",
    breaker("beside-everything/{region}", failures = 3, open = 1d)
)]
async fn everything(flaky: &Flaky, region: String) -> io::Result<u32> {
    drop(region);
    flaky.answer().await?;
    Ok(attempt.number())
}

trips! {
    a_timeout: |flaky| async move { timeout(&flaky).await };
    a_bound_attempt: |flaky| async move { attempt(&flaky).await };
    a_validation: |flaky| async move { validated(&flaky).await };
    a_classification: |flaky| async move { classified(&flaky).await };
    attempts_without_limit: |flaky| async move { unlimited(&flaky).await };
}

trips_apart! {
    a_timeout_and_a_deadline: "beside-limits/_", |flaky, region| async move { limits(&flaky, region).await };
    all_of_them: "beside-everything/_", |flaky, region| async move { everything(&flaky, region.to_owned()).await };
}
