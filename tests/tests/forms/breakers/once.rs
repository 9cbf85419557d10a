//! A single run, refused or not, may consume its arguments, and the key is made of them before.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::{Flaky, spawned};

struct Service {
    flaky: Arc<Flaky>,
    region: String,
}

impl Service {
    #[resilient(attempts = 1, breaker("once-self/{self.region}", failures = 1, open = 1d))]
    async fn value(self) -> io::Result<u32> {
        let Self { flaky, region } = self;
        drop(region);
        flaky.answer().await
    }
}

/// `Send` and not `Sync`: it may move from thread to thread, a reference to it may not.
struct Region(Cell<&'static str>);

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get())
    }
}

#[resilient(attempts = 1, breaker("once", failures = 1, open = 1d))]
async fn consumed(flaky: Arc<Flaky>, name: String) -> io::Result<u32> {
    drop(name);
    flaky.answer().await
}

#[resilient(attempts = 1, timeout = 10s, deadline = 20s, breaker("once-limited", failures = 1, open = 1d))]
async fn limited(flaky: Arc<Flaky>, mut names: Vec<String>) -> io::Result<u32> {
    names.push(String::new());
    drop(names);
    flaky.answer().await
}

#[resilient(attempts = 1, attempt = attempt, breaker("once-attempt", failures = 1, open = 1d))]
async fn numbered(flaky: Arc<Flaky>) -> io::Result<u32> {
    let run = flaky.answer().await?;
    drop(flaky);
    Ok(run + attempt.number() - 1)
}

#[resilient(attempts = 1, breaker("once-key/{region}", failures = 1, open = 1d))]
async fn by_argument(flaky: Arc<Flaky>, region: String) -> io::Result<u32> {
    drop(region);
    flaky.answer().await
}

#[resilient(attempts = 1, breaker("once-not-sync/{region}", failures = 1, open = 1d))]
async fn not_sync(flaky: Arc<Flaky>, region: Region) -> io::Result<u32> {
    let run = flaky.answer().await?;
    assert_eq!(region.0.into_inner().len(), 2);
    Ok(run)
}

#[resilient(attempts = 1, breaker("once-future/{region}", failures = 1, open = 1d))]
fn future(flaky: Arc<Flaky>, region: String) -> impl Future<Output = io::Result<u32>> + Send {
    drop(region);
    async move { flaky.answer().await }
}

#[resilient(attempts = 1, breaker("once-boxed/{region}", failures = 1, open = 1d))]
fn boxed(flaky: Arc<Flaky>, region: String) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send>> {
    drop(region);
    Box::pin(async move { flaky.answer().await })
}

/// A `&mut` can be lent out, because nothing runs twice.
#[resilient(attempts = 1, breaker("once-lent", failures = 1, open = 1d))]
async fn lent<'a>(flaky: &Flaky, names: &'a mut Vec<u32>) -> io::Result<&'a mut u32> {
    names.push(flaky.answer().await?);
    Ok(&mut names[0])
}

macro_rules! once {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            super::trips(1, $form).await;
        }
    )*};
}

once! {
    consumes_its_arguments: |flaky| consumed(flaky, String::new());
    consumes_under_limits: |flaky| limited(flaky, Vec::new());
    consumes_beside_attempt: numbered;
    lends_an_argument_out: |flaky| async move { lent(&flaky, &mut Vec::new()).await.copied() };
}

/// `name: form;` where the form takes a key.
macro_rules! once_apart {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            super::trips(1, |flaky| $form(flaky, "eu")).await;
            assert_eq!(spawned(0, |flaky| $form(flaky, "us")).await, (Ok(1), 1));
        }
    )*};
}

once_apart! {
    consumes_itself_with_its_key: |flaky, region: &str| Service { flaky, region: region.to_owned() }.value();
    consumes_its_key: |flaky, region: &str| by_argument(flaky, region.to_owned());
    consumes_a_key_that_is_not_sync: |flaky, region| not_sync(flaky, Region(Cell::new(region)));
    consumes_its_key_in_a_future: |flaky, region: &str| future(flaky, region.to_owned());
    consumes_its_key_in_a_boxed_future: |flaky, region: &str| boxed(flaky, region.to_owned());
}
