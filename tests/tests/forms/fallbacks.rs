//! A fallback in every form of function. Bodies fail twice, so a function with two attempts gives up, and its fallback
//! gives what a third run would: 3.

use std::borrow::Cow;
use std::fmt::Display;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::{Error, resilient};
use tokio::task::yield_now;

use crate::flaky::{Flaky, blocked, spawned};

/// `name: form;` is a test of that name: its body runs twice and fails, and its fallback gives 3.
macro_rules! saved {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            assert_eq!(spawned(2, $form).await, (Ok(3), 2));
        }
    )*};
}

/// Cannot say "refused", nor be made of an `io::Error` but by hand.
#[derive(Debug, PartialEq)]
struct Plain(u32);

impl From<io::Error> for Plain {
    fn from(_: io::Error) -> Self {
        Self(0)
    }
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(3))]
async fn constant(flaky: &Flaky) -> Result<u32, Plain> {
    Ok(flaky.answer().await?)
}

#[resilient(attempts = 2, backoff = none, fallback = |error| match error {
    Error::Failed(error) if error.kind() == io::ErrorKind::ConnectionReset => Ok(*value),
    error => Err(io::Error::other(error)),
})]
async fn of_an_argument(flaky: &Flaky, value: &u32) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(attempts = 2, backoff = none, fallback = move |error: Error<io::Error>| -> io::Result<u32> {
    assert!(error.rejected().is_none());
    if names.len() == 2 {
        return Ok(3);
    }
    Err(error.into_failed().expect("no policy here refuses"))
})]
async fn typed(flaky: &Flaky, names: Vec<String>) -> io::Result<u32> {
    flaky.answer().await
}

fn parsed(text: &str) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
    Ok(text.parse()?)
}

#[resilient(attempts = 2, backoff = none, fallback = |_| {
    let value = parsed(text)?;
    if value == 7 {
        return Ok(0);
    }
    Ok(value)
})]
async fn question_mark(flaky: &Flaky, text: &str) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
    Ok(flaky.answer().await?)
}

#[resilient(attempts = 2, backoff = none, fallback = async |error| {
    yield_now().await;
    let value = parsed(text)?;
    if error.rejected().is_none() {
        return Ok(value);
    }
    Err("refused")?
})]
async fn async_closure(flaky: &Flaky, text: &str) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
    Ok(flaky.answer().await?)
}

#[resilient(attempts = 2, backoff = none, fallback = |error| async move {
    yield_now().await;
    drop(error);
    text.parse().map_err(io::Error::other)
})]
async fn async_block(flaky: &Flaky, text: String) -> Result<u32, io::Error> {
    flaky.answer().await
}

#[resilient(attempts = 2, backoff = none, fallback = |_| async {
    yield_now().await;
    Ok(*value)
})]
async fn async_block_that_borrows(flaky: &Flaky, value: &u32) -> Result<u32, Plain> {
    Ok(flaky.answer().await?)
}

#[resilient(attempts = 2, backoff = none, fallback = async move |_| other(flaky).await)]
async fn another_function(flaky: &Flaky) -> Result<u32, Plain> {
    Ok(flaky.answer().await?)
}

async fn other(flaky: &Flaky) -> Result<u32, Plain> {
    yield_now().await;
    Ok(flaky.runs() + 1)
}

/// The body consumes a clone of what the fallback consumes.
#[resilient(attempts = 2, backoff = none, clone(text), fallback = |_| Ok(consumed(text)))]
async fn cloned(flaky: &Flaky, text: String) -> Result<u32, Plain> {
    drop(text);
    Ok(flaky.answer().await?)
}

#[allow(clippy::needless_pass_by_value, reason = "it consumes it")]
fn consumed(text: String) -> u32 {
    text.parse().unwrap_or_default()
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(first + second.1))]
async fn patterns(flaky: &Flaky, (first, _): (u32, u8), second: (u8, u32), mut more: u32) -> Result<u32, Plain> {
    more += 1;
    Ok(flaky.answer().await? + more)
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(T::from(3)))]
async fn generic<T: From<u8> + Send + Sync>(flaky: &Flaky, _: &T) -> Result<T, Plain> {
    flaky.answer().await?;
    Ok(T::from(0))
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(vec![3_u32].into_iter()))]
async fn some_iterator(flaky: &Flaky) -> Result<impl Iterator<Item = u32> + Send + use<>, Plain> {
    flaky.answer().await?;
    Ok(vec![0].into_iter())
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(Box::new(3)))]
async fn unsized_value(flaky: &Flaky) -> Result<Box<dyn Display + Send>, Plain> {
    flaky.answer().await?;
    Ok(Box::new("text"))
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(text[..1].into()))]
async fn borrowing<'t>(flaky: &Flaky, text: &'t str) -> Result<Cow<'t, str>, Plain> {
    flaky.answer().await?;
    Ok(text.into())
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(flaky.runs() + 1))]
fn boxed(flaky: &Flaky) -> Pin<Box<dyn Future<Output = Result<u32, Plain>> + Send + '_>> {
    Box::pin(async move { Ok(flaky.answer().await?) })
}

saved! {
    a_constant: |flaky| async move { constant(&flaky).await };
    over_an_argument: |flaky| async move { of_an_argument(&flaky, &3).await };
    with_its_types_written: |flaky| async move { typed(&flaky, vec![String::new(); 2]).await };
    with_a_question_mark_and_a_return: |flaky| async move { question_mark(&flaky, "3").await };
    as_an_async_closure: |flaky| async move { async_closure(&flaky, "3").await };
    as_an_async_block: |flaky| async move { async_block(&flaky, "3".to_owned()).await };
    as_an_async_block_that_borrows: |flaky| async move { async_block_that_borrows(&flaky, &3).await };
    that_calls_another_function: |flaky| async move { another_function(&flaky).await };
    that_consumes_what_is_cloned: |flaky| async move { cloned(&flaky, "3".to_owned()).await };
    over_patterns: |flaky| async move { patterns(&flaky, (1, 0), (0, 2), 9).await };
    of_a_generic_function: |flaky| async move { generic::<u32>(&flaky, &9).await };
    for_some_type: |flaky| async move { some_iterator(&flaky).await.map(Iterator::sum::<u32>) };
    for_an_unsized_value: |flaky| async move { unsized_value(&flaky).await.map(|value| value.to_string().len() + 2) };
    for_a_value_that_borrows: |flaky| async move { borrowing(&flaky, "345").await.map(|text| text.len() + 2) };
    where_a_future_is_boxed: |flaky| async move { boxed(&flaky).await };
}

struct Service {
    flaky: Arc<Flaky>,
    cached: u32,
}

impl Service {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, cached: 3 }
    }

    #[resilient(attempts = 2, backoff = none, fallback = |_| Ok(self.cached))]
    async fn reference(&self) -> Result<u32, Plain> {
        Ok(self.flaky.answer().await?)
    }

    #[resilient(attempts = 2, backoff = none, fallback = |_| {
        self.cached += 1;
        Ok(self.cached)
    })]
    async fn mutable_reference(&mut self) -> Result<u32, Plain> {
        self.cached = 2;
        Ok(self.flaky.answer().await?)
    }

    #[resilient(attempts = 2, backoff = none, fallback = async |_| self.stale().await)]
    async fn changed_by_an_async_one(&mut self) -> Result<u32, Plain> {
        self.cached = 2;
        Ok(self.flaky.answer().await?)
    }

    async fn stale(&mut self) -> Result<u32, Plain> {
        yield_now().await;
        self.cached += 1;
        Ok(self.cached)
    }

    #[resilient(attempts = 2, backoff = none, fallback = |_| Ok(self.into_cached()))]
    async fn value(self) -> Result<u32, Plain> {
        Ok(self.flaky.answer().await?)
    }

    fn into_cached(self) -> u32 {
        self.cached
    }

    #[resilient(attempts = 2, backoff = none, fallback = |_| Ok(self.cached))]
    async fn arc(self: Arc<Self>) -> Result<u32, Plain> {
        Ok(self.flaky.answer().await?)
    }
}

saved! {
    over_self: |flaky| async move { Service::new(flaky).reference().await };
    over_self_that_it_changes: |flaky| async move { Service::new(flaky).mutable_reference().await };
    over_self_that_an_async_one_changes: |flaky| async move { Service::new(flaky).changed_by_an_async_one().await };
    over_self_that_it_consumes: |flaky| Service::new(flaky).value();
    over_self_in_an_arc: |flaky| Arc::new(Service::new(flaky)).arc();
}

#[async_trait]
trait Boxed {
    async fn reference(&self, text: &str) -> Result<u32, Plain>;
    async fn asynchronous(&self) -> Result<u32, Plain>;
}

#[async_trait]
impl Boxed for Service {
    #[resilient(attempts = 2, backoff = none, fallback = |_| Ok(self.cached + consumed(text.to_owned())))]
    async fn reference(&self, text: &str) -> Result<u32, Plain> {
        Ok(self.flaky.answer().await?)
    }

    #[resilient(attempts = 2, backoff = none, fallback = async |_| other(&self.flaky).await)]
    async fn asynchronous(&self) -> Result<u32, Plain> {
        Ok(self.flaky.answer().await?)
    }
}

saved! {
    in_an_async_trait: |flaky| async move { Boxed::reference(&Service::new(flaky), "0").await };
    in_an_async_trait_and_async: |flaky| async move { Boxed::asynchronous(&Service::new(flaky)).await };
}

struct Block(Arc<Flaky>);

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(self.0.runs() + 1))]
impl Block {
    async fn by_the_block(&self) -> Result<u32, Plain> {
        Ok(self.0.answer().await?)
    }

    #[resilient(fallback = async |_| other(&self.0).await, breaker = "fallbacks-block")]
    async fn refined(&self) -> Result<u32, Plain> {
        Ok(self.0.answer().await?)
    }

    #[resilient(attempts = 2)]
    fn blocking(&self) -> Result<u32, Plain> {
        Ok(self.0.run()?)
    }
}

saved! {
    in_a_block: |flaky| async move { Block(flaky).by_the_block().await };
    in_a_block_refined: |flaky| async move { Block(flaky).refined().await };
}

#[resilient(attempts = 2, backoff = none, breaker = "fallbacks", quota = "fallbacks", timeout = 10s, deadline = 60s,
    validate = positive, fallback = |_| Ok(3))]
async fn that_can_refuse(flaky: &Flaky) -> Result<u32, Plain> {
    Ok(flaky.answer().await?)
}

const fn positive(value: &u32) -> Result<(), &'static str> {
    if *value > 0 { Ok(()) } else { Err("zero") }
}

#[resilient(attempts = 1, breaker = "fallbacks-once/{name}", timeout = 10s, fallback = |_| Ok(name.len()))]
async fn that_can_refuse_once(flaky: &Flaky, name: &str) -> Result<usize, Plain> {
    flaky.answer().await?;
    Ok(0)
}

saved! {
    where_the_error_cannot_say_refused: |flaky| async move { that_can_refuse(&flaky).await };
}

#[tokio::test]
async fn where_the_error_of_the_only_run_cannot_say_refused() {
    let form = |flaky: Arc<Flaky>| async move { that_can_refuse_once(&flaky, "abc").await };
    assert_eq!(spawned(1, form).await, (Ok(3), 1));
}

#[resilient(attempts = 2, backoff = none, fallback = |error| {
    drop::<Error<Plain>>(error);
    Ok(*value + u32::try_from(text.len())?)
})]
fn blocking(flaky: &Flaky, value: &u32, text: &str) -> Result<u32, Plain> {
    Ok(flaky.run()?)
}

impl From<std::num::TryFromIntError> for Plain {
    fn from(_: std::num::TryFromIntError) -> Self {
        Self(1)
    }
}

#[resilient(attempts = 2, backoff = none, breaker = "fallbacks-blocking", deadline = 60s, fallback = |_| Ok(Box::new([3].into_iter())))]
fn blocking_that_can_refuse(flaky: &Flaky) -> Result<Box<dyn Iterator<Item = u32>>, Plain> {
    flaky.run()?;
    Ok(Box::new(std::iter::empty()))
}

#[test]
fn where_it_blocks() {
    assert_eq!(blocked(2, |flaky| blocking(&flaky, &1, "12")), (Ok(3), 2));
    assert_eq!(blocked(2, |flaky| blocking_that_can_refuse(&flaky).map(Iterator::sum::<u32>)), (Ok(3), 2));
    assert_eq!(blocked(2, |flaky| Block(flaky).blocking()), (Ok(3), 2));
}
