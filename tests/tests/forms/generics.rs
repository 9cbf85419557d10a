//! Generic types, `Self` and associated types around a resilient method.

use std::fmt::Debug;
use std::future::Future;
use std::io;
use std::marker::PhantomData;
use std::sync::Arc;

use resilin::{Classify, resilient};

use crate::flaky::Flaky;

#[derive(Debug)]
struct Connection<P: Protocol> {
    number: u32,
    protocol: PhantomData<P>,
}

trait Protocol: Sized {
    type Error: Classify + From<io::Error> + Debug;
    type Answer;

    fn answer(number: u32) -> Self::Answer;
}

#[derive(Debug)]
struct Line;

impl Protocol for Line {
    type Error = io::Error;
    type Answer = io::Result<u32>;

    fn answer(number: u32) -> Self::Answer {
        Ok(number)
    }
}

impl<P: Protocol> Connection<P> {
    #[resilient(backoff = none)]
    async fn open(flaky: &Flaky) -> Result<Self, P::Error> {
        let number = flaky.answer().await?;
        Ok(Self { number, protocol: PhantomData })
    }

    #[resilient(backoff = none)]
    async fn answer(&mut self, flaky: &Flaky) -> Result<<P as Protocol>::Answer, P::Error>
    where
        P: Send + Sync,
    {
        self.number = flaky.answer().await?;
        Ok(P::answer(self.number))
    }

    #[resilient(backoff = none)]
    fn blocking(flaky: &Flaky) -> Result<Self, P::Error> {
        Ok(Self { number: flaky.run()?, protocol: PhantomData })
    }
}

impl Connection<Line> {
    /// The return type is a projection, which is a `Result`.
    #[resilient(backoff = none)]
    async fn projected(flaky: &Flaky) -> <Line as Protocol>::Answer {
        let number = flaky.answer().await?;
        Line::answer(number)
    }
}

struct Pool<'f, const N: usize> {
    flaky: [&'f Flaky; N],
}

impl<'f, const N: usize> Pool<'f, N> {
    const SIZE: usize = N;

    #[resilient(backoff = none)]
    async fn first(&self) -> io::Result<(&'f Flaky, u32)> {
        let run = self.flaky[Self::SIZE - 1].answer().await?;
        Ok((self.flaky[0], run))
    }
}

#[resilient(backoff = none)]
async fn higher_ranked<F>(flaky: &Flaky, text: &str, cut: F) -> io::Result<u32>
where
    F: for<'t> Fn(&'t str) -> &'t str + Send + Sync,
{
    let run = flaky.answer().await?;
    Ok(run + u32::try_from(cut(text).len()).unwrap())
}

#[resilient(backoff = none)]
async fn callback<'f, F, R>(flaky: &'f Flaky, mut ask: F) -> io::Result<u32>
where
    F: FnMut(&'f Flaky) -> R + Send + Sync,
    R: Future<Output = io::Result<u32>> + Send,
{
    ask(flaky).await
}

#[resilient(backoff = none)]
async fn without_arguments() -> io::Result<u32> {
    static FLAKY: Flaky = Flaky::new(2);
    FLAKY.answer().await
}

/// A `&mut` argument is lent to what the body calls.
#[resilient(backoff = none)]
async fn lends_on(flaky: &Flaky, log: &mut Vec<u32>) -> io::Result<usize> {
    note(flaky, log).await?;
    flaky.answer().await?;
    Ok(log.len())
}

#[resilient(backoff = none)]
async fn note(flaky: &Flaky, log: &mut Vec<u32>) -> io::Result<()> {
    log.push(flaky.runs());
    Ok(())
}

type Line1 = Connection<Line>;

third_run! {
    constructor: |flaky| async move { Line1::open(&flaky).await.map(|it| it.number) };
    associated_types: |flaky| async move {
        let mut line = Line1 { number: 0, protocol: PhantomData };
        line.answer(&flaky).await?
    };
    projection: |flaky| async move { Line1::projected(&flaky).await };
    const_generic_type: |flaky| async move { Pool { flaky: [&flaky] }.first().await.map(|(_, run)| run) };
    higher_ranked_closure: |flaky| async move { higher_ranked(&flaky, "text", |text| &text[4..]).await };
    closure_that_returns_a_future: |flaky| async move { callback(&flaky, |it: &Flaky| it.answer()).await };
    mutable_reference_lent_on: |flaky| async move { lends_on(&flaky, &mut Vec::new()).await };
}

third_blocking_run! {
    constructor_blocking: |flaky| Line1::blocking(&flaky).map(|it| it.number);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_argument() {
    let (result, _) = crate::flaky::spawned(0, |_: Arc<Flaky>| without_arguments()).await;
    assert_eq!(result, Ok(3));
}
