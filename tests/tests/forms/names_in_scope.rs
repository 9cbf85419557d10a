//! Names that the attribute binds, beside expressions of the attribute that use the same names; and what a fallback is
//! left.

use std::future::Future;
use std::io;
use std::sync::Arc;

use resilin::credentials::KeyRing;
use resilin::resilient;

use crate::flaky::{Flaky, spawned};

/// The body's `keys` is the lease.
#[resilient(credentials(keys = keys), backoff = none)]
async fn lease_named_as_its_source(flaky: &Flaky, keys: KeyRing<u32>) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**keys)
}

#[resilient(credentials(keys = keys), backoff = none)]
fn lease_named_as_its_source_that_blocks(flaky: &Flaky, keys: &KeyRing<u32>) -> io::Result<u32> {
    flaky.run()?;
    Ok(**keys)
}

/// The body consumes a clone of the source.
#[resilient(credentials(key = keys), clone(keys), backoff = none)]
async fn cloned_source(flaky: &Flaky, keys: KeyRing<u32>) -> io::Result<u32> {
    drop(keys);
    flaky.answer().await?;
    Ok(**key)
}

#[resilient(credentials(key = attempt), attempt = attempt, backoff = none)]
async fn attempt_named_as_the_source(flaky: &Flaky, attempt: &KeyRing<u32>) -> io::Result<u32> {
    flaky.answer().await?;
    assert_eq!(attempt.number(), **key);
    Ok(**key)
}

fn keys() -> KeyRing<u32> {
    KeyRing::new([("three", 3)]).expect("one key")
}

third_run! {
    of_a_lease_and_its_source: |flaky| async move { lease_named_as_its_source(&flaky, keys()).await };
    of_a_source_that_is_cloned: |flaky| async move { cloned_source(&flaky, keys()).await };
    of_an_attempt_and_a_source: |flaky| async move { attempt_named_as_the_source(&flaky, &keys()).await };
}

third_blocking_run! {
    of_a_lease_and_its_source_that_blocks: |flaky| lease_named_as_its_source_that_blocks(&flaky, &keys());
}

#[allow(clippy::needless_pass_by_value, reason = "it consumes it")]
fn consumed(text: String) -> u32 {
    text.parse().unwrap_or_default()
}

/// The only run consumes a clone, and the fallback what was cloned.
#[resilient(attempts = 1, clone(text), fallback = |_| Ok(consumed(text)))]
async fn cloned_for_the_only_run(flaky: &Flaky, mut text: String) -> io::Result<u32> {
    text.push('!');
    drop(text);
    flaky.answer().await
}

#[resilient(attempts = 1, clone(text), fallback = |_| Ok(consumed(text)))]
fn cloned_for_the_only_run_that_blocks(flaky: &Flaky, mut text: String) -> io::Result<u32> {
    text.push('!');
    drop(text);
    flaky.run()
}

#[tokio::test]
async fn a_fallback_is_left_what_is_cloned_for_the_only_run() {
    let form = |flaky: Arc<Flaky>| async move { cloned_for_the_only_run(&flaky, "3".to_owned()).await };
    assert_eq!(spawned(1, form).await, (Ok(3), 1));
    assert_eq!(cloned_for_the_only_run_that_blocks(&Flaky::new(1), "3".to_owned()).unwrap(), 3);
}

/// An error that many others become, so that only the signature says which one it is.
#[derive(Debug, PartialEq)]
struct Plain;

impl From<io::Error> for Plain {
    fn from(_: io::Error) -> Self {
        Self
    }
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(3))]
fn made(flaky: Arc<Flaky>) -> impl Future<Output = Result<u32, Plain>> + Send {
    let flaky = Arc::clone(&flaky);
    async move { Ok(flaky.answer().await?) }
}

#[resilient(attempts = 2, backoff = none, breaker = "names-made", fallback = async |_| Ok(flaky.runs() + 1))]
fn made_with_an_async_one(flaky: Arc<Flaky>) -> impl Future<Output = Result<u32, Plain>> + Send {
    let flaky = Arc::clone(&flaky);
    async move { Ok(flaky.answer().await?) }
}

#[tokio::test]
async fn a_fallback_where_a_future_is_made_knows_the_error_by_the_signature() {
    assert_eq!(spawned(2, made).await, (Ok(3), 2));
    assert_eq!(spawned(2, made_with_an_async_one).await, (Ok(3), 2));
}

/// What a macro by example has taken for an expression.
macro_rules! saved {
    ($name:ident, $fallback:expr) => {
        #[resilient(attempts = 2, backoff = none, fallback = $fallback)]
        async fn $name(flaky: &Flaky) -> Result<u32, Plain> {
            Ok(flaky.answer().await?)
        }
    };
}

saved!(by_a_fragment, |_| Ok(3));

#[tokio::test]
async fn a_fallback_may_come_as_a_fragment() {
    assert_eq!(spawned(2, |flaky| async move { by_a_fragment(&flaky).await }).await, (Ok(3), 2));
}

struct Block(KeyRing<u32>);

#[resilient(credentials(key = self.0), attempt = this, backoff = none)]
impl Block {
    async fn shown(&self) -> io::Result<String> {
        Ok(format!("{key:?}"))
    }

    async fn shown_attempt(&self) -> io::Result<String> {
        Ok(format!("attempt {this:?}"))
    }
}

#[tokio::test]
async fn a_lease_may_be_used_in_a_format_string_only() {
    let block = Block(keys());
    assert_eq!(block.shown().await.unwrap(), r#"KeyLease { key: "three", .. }"#);
    assert!(block.shown_attempt().await.unwrap().contains("number: 1"));
}
