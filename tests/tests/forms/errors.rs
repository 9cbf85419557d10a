//! What `E` in the returned `Result<T, E>` can be.

use std::error::Error;
use std::io;

use resilin::{Class, Classify, Fault, Rejected, resilient};

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

/// Knows nothing of resilin; its source tells.
#[derive(Debug, thiserror::Error)]
#[error("with a source")]
struct Wrapped(#[from] io::Error);

#[resilient(backoff = none)]
async fn derived(flaky: &Flaky) -> Result<u32, Failure> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none)]
async fn wrapped(flaky: &Flaky) -> Result<u32, Wrapped> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none)]
async fn reported(flaky: &Flaky) -> anyhow::Result<u32> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none)]
async fn boxed(flaky: &Flaky) -> Result<u32, Box<dyn Error + Send + Sync>> {
    if flaky.runs() == 0 {
        flaky.run().ok();
        return Err("the first run".into());
    }
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none, timeout = 10s)]
async fn own_or_rejected(flaky: &Flaky) -> Result<u32, resilin::Error<io::Error>> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none)]
async fn text(flaky: &Flaky) -> Result<u32, String> {
    flaky.answer().await.map_err(|error| error.to_string())
}

#[resilient(backoff = none)]
async fn borrowed_text(flaky: &Flaky) -> Result<u32, &'static str> {
    flaky.answer().await.map_err(|_| "failed")
}

#[resilient(backoff = none)]
async fn unit(flaky: &Flaky) -> Result<u32, ()> {
    flaky.answer().await.map_err(drop)
}

#[resilient(backoff = none)]
async fn refused(flaky: &Flaky) -> Result<u32, Rejected> {
    flaky.answer().await.map_err(|_| Rejected::DeadlineExceeded)
}

#[resilient(backoff = none)]
async fn generic_classify<E: Classify + From<io::Error>>(flaky: &Flaky) -> Result<u32, E> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none)]
async fn generic_error<E: Error + From<io::Error>>(flaky: &Flaky) -> Result<u32, E> {
    Ok(flaky.answer().await?)
}

#[resilient(backoff = none)]
async fn generic_anything<E>(flaky: &Flaky, wrap: fn(io::Error) -> E) -> Result<u32, E> {
    flaky.answer().await.map_err(wrap)
}

#[resilient(backoff = none, timeout = 10s, deadline = 20s)]
async fn generic_refusal<E: Classify + From<io::Error> + From<Rejected> + Send>(flaky: &Flaky) -> Result<u32, E> {
    Ok(flaky.answer().await?)
}

const fn as_network(_: &io::Error) -> Fault {
    Fault::new(Class::NETWORK)
}

#[resilient(backoff = none, classify = as_network)]
async fn by_function(flaky: &Flaky) -> Result<u32, io::Error> {
    flaky.answer().await.map_err(|_| io::ErrorKind::NotFound.into())
}

/// Not `Send`, and never across a wait: the future is `Send` all the same.
#[resilient(backoff = none)]
async fn not_send(flaky: &Flaky) -> Result<u32, Box<dyn Error>> {
    Ok(flaky.answer().await?)
}

third_run! {
    derived_class: |flaky| async move { derived(&flaky).await };
    error_with_a_source: |flaky| async move { wrapped(&flaky).await };
    anyhow: |flaky| async move { reported(&flaky).await };
    boxed_error: |flaky| async move { boxed(&flaky).await };
    error_of_resilin: |flaky| async move { own_or_rejected(&flaky).await };
    string: |flaky| async move { text(&flaky).await };
    static_text: |flaky| async move { borrowed_text(&flaky).await };
    nothing: |flaky| async move { unit(&flaky).await };
    rejected: |flaky| async move { refused(&flaky).await };
    generic_that_is_classify: |flaky| async move { generic_classify::<Failure>(&flaky).await };
    generic_that_is_an_error: |flaky| async move { generic_error::<Wrapped>(&flaky).await };
    generic_without_bounds: |flaky| async move { generic_anything(&flaky, drop).await };
    generic_that_can_be_refused: |flaky| async move { generic_refusal::<Failure>(&flaky).await };
    classified_by_a_function: |flaky| async move { by_function(&flaky).await };
    error_that_is_not_send: |flaky| async move { not_send(&flaky).await.map_err(|error| error.to_string()) };
}
