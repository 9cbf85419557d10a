//! A policy that cannot retry brings no loop, so the body may consume its arguments.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::{Class, Fault, resilient};

use crate::flaky::{Flaky, RESET, spawned};

struct Service(Arc<Flaky>);

struct Name(String);

#[resilient(attempts = 1)]
async fn consumed(flaky: Arc<Flaky>, name: String) -> io::Result<u32> {
    drop(name);
    let run = flaky.answer().await;
    drop(flaky);
    run
}

#[resilient(attempts = 1, timeout = 10s, deadline = 20s)]
async fn limited(flaky: Arc<Flaky>, mut names: Vec<String>) -> io::Result<u32> {
    names.push(String::new());
    drop(names);
    flaky.answer().await
}

#[resilient(attempts = 1, attempt = attempt)]
async fn numbered(flaky: Arc<Flaky>) -> io::Result<u32> {
    let run = flaky.answer().await?;
    drop(flaky);
    Ok(run + attempt.number())
}

#[resilient(attempts = 1, validate = fourth, classify = client)]
async fn judged(flaky: Arc<Flaky>) -> io::Result<u32> {
    let run = flaky.answer().await;
    drop(flaky);
    run
}

fn fourth(run: &u32) -> Result<(), String> {
    if *run == 4 { Ok(()) } else { Err(format!("run {run}")) }
}

const fn client(_: &io::Error) -> Fault {
    Fault::new(Class::CLIENT)
}

/// Nothing is cloned for the only run, so it need not be `Clone`.
#[resilient(attempts = 1, clone(name))]
async fn clone_of_nothing(flaky: &Flaky, mut name: Name) -> io::Result<u32> {
    name.0.push('!');
    drop(name);
    flaky.answer().await
}

#[resilient(attempts = 1)]
async fn called_back(flaky: &Flaky, finish: impl FnOnce(u32) -> u32 + Send) -> io::Result<u32> {
    let run = flaky.answer().await?;
    Ok(finish(run))
}

/// A `&mut` can be lent out, because nothing runs twice.
#[resilient(attempts = 1)]
async fn lent<'a>(flaky: &Flaky, names: &'a mut Vec<u32>) -> io::Result<&'a mut u32> {
    names.push(flaky.answer().await?);
    Ok(&mut names[0])
}

/// By value, `Send` and not `Sync`.
#[resilient(attempts = 1)]
async fn not_sync(flaky: &Flaky, cell: std::cell::Cell<u32>) -> io::Result<u32> {
    let run = flaky.answer().await?;
    cell.set(run);
    Ok(cell.into_inner())
}

#[resilient(attempts = 1)]
fn future(flaky: Arc<Flaky>) -> impl Future<Output = io::Result<u32>> + Send {
    async move { flaky.answer().await }
}

#[resilient(attempts = 1)]
fn boxed(flaky: Arc<Flaky>) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send>> {
    Box::pin(async move { flaky.answer().await })
}

impl Service {
    #[resilient(attempts = 1)]
    async fn value(self) -> io::Result<u32> {
        let Self(flaky) = self;
        flaky.answer().await
    }
}

#[async_trait]
trait Ask {
    async fn ask(self, name: String) -> io::Result<u32>;
}

#[async_trait]
impl Ask for Service {
    #[resilient(attempts = 1)]
    async fn ask(self, name: String) -> io::Result<u32> {
        let Self(flaky) = self;
        drop(name);
        flaky.answer().await
    }
}

macro_rules! one_run {
    ($($name:ident: $form:expr;)*) => {$(
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn succeeds() {
                assert_eq!(spawned(0, $form).await, (Ok(1), 1));
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn fails_at_once() {
                assert_eq!(spawned(2, $form).await, (Err(RESET.to_owned()), 1));
            }
        }
    )*};
}

one_run! {
    consumes_its_arguments: |flaky| consumed(flaky, String::new());
    consumes_under_limits: |flaky| limited(flaky, Vec::new());
    consumes_beside_attempt: |flaky| async move { numbered(flaky).await.map(|run| run - 1) };
    consumes_a_closure: |flaky| async move { called_back(&flaky, |run| run).await };
    consumes_beside_clone: |flaky| async move { clone_of_nothing(&flaky, Name(String::new())).await };
    consumes_in_a_future: future;
    consumes_in_a_boxed_future: boxed;
    consumes_itself: |flaky| Service(flaky).value();
    consumes_in_async_trait: |flaky| Service(flaky).ask(String::new());
    lends_an_argument_out: |flaky| async move { lent(&flaky, &mut Vec::new()).await.copied() };
    takes_what_is_not_sync: |flaky| async move { not_sync(&flaky, 0.into()).await };
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_value_is_refused() {
    let (result, runs) = spawned(0, judged).await;
    assert_eq!((result.unwrap_err().contains("run 1"), runs), (true, 1));
}
