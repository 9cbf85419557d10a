//! What `T` in the returned `Result<T, E>` can be.

use std::cell::Cell;
use std::convert::Infallible;
use std::fmt::{Debug, Display};
use std::io;
use std::rc::Rc;

use resilin::resilient;

use crate::flaky::{Flaky, RESET, spawned};

type Own<T> = Result<T, io::Error>;

#[resilient(backoff = none)]
async fn spelled_out(flaky: &Flaky) -> Result<u32, io::Error> {
    flaky.answer().await
}

#[allow(unused_qualifications)] // the full path is the form
#[resilient(backoff = none)]
async fn full_path(flaky: &Flaky) -> core::result::Result<u32, std::io::Error> {
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn own_alias(flaky: &Flaky) -> Own<u32> {
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn unit(flaky: &Flaky) -> io::Result<()> {
    flaky.answer().await?;
    Ok(())
}

#[resilient(backoff = none)]
async fn optional(flaky: &Flaky) -> io::Result<Option<u32>> {
    Ok(Some(flaky.answer().await?))
}

#[resilient(backoff = none)]
async fn result_in_result(flaky: &Flaky) -> io::Result<Result<u32, String>> {
    Ok(Ok(flaky.answer().await?))
}

#[resilient(backoff = none)]
async fn unsized_in_the_tail(flaky: &Flaky) -> io::Result<Box<dyn Display + Send>> {
    let run = flaky.answer().await?;
    Ok(Box::new(run))
}

#[resilient(backoff = none)]
async fn unsized_in_a_return(flaky: &Flaky) -> io::Result<Box<dyn Display + Send>> {
    let run = flaky.answer().await?;
    if run > 3 {
        return Ok(Box::new("more than three runs"));
    }
    return Ok(Box::new(run));
}

#[resilient(backoff = none)]
async fn iterator(flaky: &Flaky) -> Result<impl Iterator<Item = u32> + use<>, io::Error> {
    let run = flaky.answer().await?;
    Ok((0..=run).rev())
}

#[resilient(backoff = none)]
async fn shown(flaky: &Flaky) -> io::Result<(impl Debug + Display + use<>, Option<impl Fn(u32) -> u32 + use<>>)> {
    let run = flaky.answer().await?;
    Ok((run, Some(move |added| run + added)))
}

/// The value is not `Send`; the future is, because the value never lives across one of its waits.
#[resilient(backoff = none)]
async fn not_send(flaky: &Flaky) -> io::Result<Rc<Cell<u32>>> {
    let run = flaky.answer().await?;
    Ok(Rc::new(Cell::new(run)))
}

#[resilient(backoff = none, timeout = 10s, deadline = 20s)]
async fn not_send_under_a_deadline(flaky: &Flaky) -> io::Result<Rc<Cell<u32>>> {
    let run = flaky.answer().await?;
    Ok(Rc::new(Cell::new(run)))
}

#[resilient(backoff = none)]
async fn generic<T: From<u32>>(flaky: &Flaky) -> io::Result<T> {
    flaky.answer().await.map(T::from)
}

#[resilient(backoff = none)]
async fn collected<C: FromIterator<u32>>(flaky: &Flaky) -> io::Result<C> {
    let run = flaky.answer().await?;
    Ok((1..=run).collect())
}

#[resilient(backoff = none)]
async fn no_value(flaky: &Flaky) -> io::Result<Infallible> {
    loop {
        flaky.answer().await?;
    }
}

#[resilient(backoff = none)]
async fn function(flaky: &Flaky) -> io::Result<fn(u32) -> u32> {
    flaky.answer().await?;
    Ok(|run| run + 1)
}

fn number(text: &dyn Display) -> u32 {
    text.to_string().parse().unwrap()
}

third_run! {
    result_spelled_out: |flaky| async move { spelled_out(&flaky).await };
    result_by_its_full_path: |flaky| async move { full_path(&flaky).await };
    alias_of_ones_own: |flaky| async move { own_alias(&flaky).await };
    nothing: |flaky| async move { unit(&flaky).await.map(|()| 3) };
    option: |flaky| async move { optional(&flaky).await.map(Option::unwrap) };
    result: |flaky| async move { result_in_result(&flaky).await.map(Result::unwrap) };
    trait_object_by_the_tail: |flaky| async move { unsized_in_the_tail(&flaky).await.map(|it| number(&it)) };
    trait_object_by_a_return: |flaky| async move { unsized_in_a_return(&flaky).await.map(|it| number(&it)) };
    impl_iterator: |flaky| async move { iterator(&flaky).await.map(|mut it| it.next().unwrap()) };
    two_impl_traits: |flaky| async move { shown(&flaky).await.map(|(it, add)| add.unwrap()(number(&it)) - 3) };
    value_that_is_not_send: |flaky| async move { not_send(&flaky).await.map(|it| it.get()) };
    value_that_is_not_send_under_a_deadline: |flaky| async move {
        not_send_under_a_deadline(&flaky).await.map(|it| it.get())
    };
    generic_value: |flaky| async move { generic::<u64>(&flaky).await };
    value_inferred_at_the_call: |flaky| async move { collected(&flaky).await.map(|runs: Vec<_>| runs.len()) };
    pointer_to_a_function: |flaky| async move { function(&flaky).await.map(|add| add(2)) };
}

#[tokio::test(flavor = "multi_thread")]
async fn type_without_values() {
    let (result, runs) = spawned(u32::MAX, |flaky| async move { no_value(&flaky).await }).await;
    assert_eq!((result.unwrap_err().as_str(), runs), (RESET, 3));
}
