//! Arguments that the body consumes: `clone(…)`.

use std::io;

use async_trait::async_trait;
use resilin::resilient;

use crate::flaky::Flaky;

fn consume<T>(_: T) {}

#[resilient(backoff = none, clone(name))]
async fn one(flaky: &Flaky, name: String) -> io::Result<u32> {
    consume(name);
    flaky.answer().await
}

/// What an attempt did to its clone, the next one does not see.
#[resilient(backoff = none, clone(seen))]
async fn mutable(flaky: &Flaky, mut seen: Vec<u32>) -> io::Result<Vec<u32>> {
    seen.push(flaky.answer().await?);
    Ok(seen)
}

#[resilient(backoff = none, clone(first, second), attempts = 5)]
async fn several(flaky: &Flaky, first: String, second: Vec<u8>, third: &str) -> io::Result<u32> {
    consume((first, second, third));
    flaky.answer().await
}

#[resilient(backoff = none, clone(value))]
async fn generic<T: Clone + Send + Sync>(flaky: &Flaky, value: T) -> io::Result<(u32, T)> {
    Ok((flaky.answer().await?, value))
}

#[resilient(backoff = none, clone(first))]
async fn in_a_pattern(flaky: &Flaky, (first, second): (String, &str)) -> io::Result<u32> {
    consume((first, second));
    flaky.answer().await
}

#[resilient(backoff = none, clone(first, third))]
async fn mutable_in_a_pattern(
    flaky: &Flaky,
    (mut first, _second): (Vec<u32>, &str),
    Names { first: mut third, .. }: Names,
) -> io::Result<Vec<u32>> {
    third.push(String::new());
    first.push(flaky.answer().await?);
    assert_eq!(third.len(), 1);
    Ok(first)
}

#[derive(Default)]
struct Names {
    first: Vec<String>,
}

#[async_trait]
trait Ask {
    async fn ask(&self, names: Vec<u32>, pair: (Vec<u32>, &str)) -> io::Result<Vec<u32>>;
}

#[async_trait]
impl Ask for Flaky {
    #[resilient(backoff = none, clone(names, first))]
    async fn ask(&self, mut names: Vec<u32>, (mut first, _second): (Vec<u32>, &str)) -> io::Result<Vec<u32>> {
        names.push(1);
        first.push(self.answer().await?);
        assert_eq!(names.len(), 1);
        Ok(first)
    }
}

#[resilient(backoff = none, clone(value))]
async fn into_a_task(flaky: &Flaky, value: String) -> io::Result<u32> {
    let length = tokio::spawn(async move { value.len() }).await?;
    Ok(flaky.answer().await? + u32::try_from(length).unwrap())
}

#[resilient(backoff = none, clone(r#type))]
async fn raw(flaky: &Flaky, r#type: String) -> io::Result<u32> {
    consume(r#type);
    flaky.answer().await
}

#[resilient(backoff = none, clone(name))]
fn blocking(flaky: &Flaky, name: String) -> io::Result<u32> {
    consume(name);
    flaky.run()
}

#[resilient(backoff = none, clone(name, seen))]
fn blocking_mutable(flaky: &Flaky, name: String, mut seen: Vec<u32>) -> io::Result<Vec<u32>> {
    consume(name);
    seen.push(flaky.run()?);
    Ok(seen)
}

#[resilient(backoff = none, clone(name))]
fn future(flaky: &Flaky, name: String) -> impl Future<Output = io::Result<u32>> {
    async move {
        consume(name);
        flaky.answer().await
    }
}

fn only<T: Copy>(mut values: Vec<T>) -> T {
    assert_eq!(values.len(), 1);
    values.remove(0)
}

third_run! {
    one_argument: |flaky| async move { one(&flaky, String::new()).await };
    mutable_argument: |flaky| async move { mutable(&flaky, Vec::new()).await.map(only) };
    several_arguments: |flaky| async move { several(&flaky, String::new(), Vec::new(), "").await };
    generic_argument: |flaky| async move { generic(&flaky, [0; 4]).await.map(|(run, _)| run) };
    part_of_a_pattern: |flaky| async move { in_a_pattern(&flaky, (String::new(), "")).await };
    mutable_part_of_a_pattern: |flaky| async move {
        mutable_in_a_pattern(&flaky, (Vec::new(), ""), Names::default()).await.map(only)
    };
    async_trait_block: |flaky| async move { flaky.ask(Vec::new(), (Vec::new(), "")).await.map(only) };
    given_to_a_task: |flaky| async move { into_a_task(&flaky, String::new()).await };
    raw_identifier: |flaky| async move { raw(&flaky, String::new()).await };
    of_a_future: |flaky| async move { future(&flaky, String::new()).await };
}

third_blocking_run! {
    blocking_argument: |flaky| blocking(&flaky, String::new());
    blocking_mutable_argument: |flaky| blocking_mutable(&flaky, String::new(), Vec::new()).map(only);
}
