//! What arguments can be, where the body does not consume them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

struct Request {
    flaky: Arc<Flaky>,
    weight: u32,
}

#[resilient(backoff = none)]
async fn owned(flaky: &Flaky, name: String) -> io::Result<u32> {
    flaky.answer().await.map(|run| run + length(&name))
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap()
}

#[resilient(backoff = none)]
async fn mutable_owned(flaky: &Flaky, mut seen: Vec<u32>) -> io::Result<usize> {
    seen.push(flaky.runs());
    flaky.answer().await?;
    Ok(seen.len())
}

#[resilient(backoff = none)]
async fn tuple((flaky, added): (&Flaky, u32)) -> io::Result<u32> {
    Ok(flaky.answer().await? + added)
}

#[resilient(backoff = none)]
async fn structure(Request { flaky, weight }: Request) -> io::Result<u32> {
    Ok(flaky.answer().await? * weight)
}

#[resilient(backoff = none)]
async fn nested((Request { flaky, .. }, [first, .., last]): (&Request, [u32; 3])) -> io::Result<u32> {
    Ok(flaky.answer().await? + first + last)
}

#[resilient(backoff = none)]
async fn mutable_pattern(flaky: &Flaky, (mut runs, step): (u32, u32)) -> io::Result<u32> {
    runs += step;
    flaky.answer().await?;
    Ok(runs)
}

#[resilient(backoff = none)]
async fn ignored(flaky: &Flaky, _: String, _unused: Vec<u8>) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn mutable_reference(flaky: &Flaky, log: &mut Vec<u32>) -> io::Result<u32> {
    log.push(flaky.runs());
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn optional_reference(flaky: &Flaky, mut count: Option<&mut u32>) -> io::Result<u32> {
    if let Some(count) = count.as_deref_mut() {
        *count += 1;
    }
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn slices(flaky: &Flaky, from: &[u32], to: &mut [u32]) -> io::Result<u32> {
    to.copy_from_slice(from);
    Ok(flaky.answer().await? + to[0])
}

#[resilient(backoff = none)]
async fn elided(flaky: &Flaky, text: &str, other: &str) -> io::Result<u32> {
    Ok(flaky.answer().await? + length(text) + length(other))
}

#[resilient(backoff = none)]
async fn lifetimes<'long, 'short: 'long>(flaky: &'long Flaky, text: &'short str) -> io::Result<(u32, &'long str)> {
    Ok((flaky.answer().await?, text))
}

#[resilient(backoff = none)]
async fn forever(flaky: Arc<Flaky>, text: &'static str) -> io::Result<u32> {
    Ok(flaky.answer().await? + length(text))
}

#[resilient(backoff = none)]
async fn generic<F: AsRef<Flaky> + Sync, T>(flaky: &F, added: T) -> io::Result<u32>
where
    T: Into<u32> + Copy + Sync,
{
    Ok(flaky.as_ref().answer().await? + added.into())
}

#[resilient(backoff = none)]
async fn constant<const N: usize>(flaky: &Flaky, weights: [u32; N]) -> io::Result<u32> {
    Ok(flaky.answer().await? + weights.iter().sum::<u32>())
}

#[resilient(backoff = none)]
async fn impl_trait(
    flaky: &Flaky,
    text: impl Display + Send + Sync,
    name: &(impl AsRef<str> + Sync),
) -> io::Result<String> {
    let run = flaky.answer().await?;
    Ok(format!("{text}{}{run}", name.as_ref()))
}

#[resilient(backoff = none)]
async fn object(flaky: &Flaky, text: &(dyn Display + Sync)) -> io::Result<String> {
    let run = flaky.answer().await?;
    Ok(format!("{text}{run}"))
}

#[resilient(backoff = none)]
async fn closure<F: FnMut(u32) -> u32>(flaky: &Flaky, count: &mut F) -> io::Result<u32> {
    let counted = count(1);
    flaky.answer().await?;
    Ok(counted)
}

#[resilient(backoff = none)]
async fn boxed_closure(flaky: &Flaky, mut count: Box<dyn FnMut() -> u32 + Send + Sync + '_>) -> io::Result<u32> {
    let counted = count();
    flaky.answer().await?;
    Ok(counted)
}

#[allow(clippy::future_not_send)] // no bound can ask it of an async closure's future
#[resilient(backoff = none)]
async fn async_closure<F: AsyncFn(&Flaky) -> io::Result<u32>>(flaky: &Flaky, ask: F) -> io::Result<u32> {
    ask(flaky).await
}

#[resilient(backoff = none)]
async fn function_pointer(flaky: &Flaky, run: fn(&Flaky) -> io::Result<u32>) -> io::Result<u32> {
    run(flaky)
}

#[resilient(backoff = none)]
async fn cow(flaky: &Flaky, text: Cow<'_, str>) -> io::Result<u32> {
    Ok(flaky.answer().await? + length(&text))
}

#[resilient(backoff = none)]
async fn map(flaky: &Flaky, weights: &HashMap<&str, u32>) -> io::Result<u32> {
    Ok(flaky.answer().await? * weights["one"])
}

#[resilient(backoff = none)]
async fn iterator(flaky: &Flaky, mut numbers: impl Iterator<Item = u32> + Send + Sync) -> io::Result<Option<u32>> {
    let number = numbers.next();
    flaky.answer().await?;
    Ok(number)
}

impl AsRef<Self> for Flaky {
    fn as_ref(&self) -> &Self {
        self
    }
}

third_run! {
    by_value: |flaky| async move { owned(&flaky, String::new()).await };
    mutable_by_value: |flaky| async move { mutable_owned(&flaky, Vec::new()).await };
    tuple_pattern: |flaky| async move { tuple((&flaky, 0)).await };
    struct_pattern: |flaky| structure(Request { flaky, weight: 1 });
    nested_pattern: |flaky| async move { nested((&Request { flaky, weight: 1 }, [0, 7, 0])).await };
    mutable_in_a_pattern: |flaky| async move { mutable_pattern(&flaky, (0, 1)).await };
    wildcard: |flaky| async move { ignored(&flaky, String::new(), Vec::new()).await };
    slice_references: |flaky| async move { slices(&flaky, &[0], &mut [1]).await };
    elided_lifetimes: |flaky| async move { elided(&flaky, "", "").await };
    named_lifetimes: |flaky| async move { lifetimes(&flaky, "").await.map(|(run, _)| run) };
    static_lifetime: |flaky| forever(flaky, "");
    generic_with_bounds: |flaky| async move { generic(&flaky, 0_u16).await };
    const_generic: |flaky| async move { constant(&flaky, [0; 4]).await };
    closure_by_mutable_reference: |flaky| async move {
        let mut total = 0;
        closure(&flaky, &mut |added| { total += added; total }).await
    };
    closure_in_a_box: |flaky| async move {
        let mut total = 0;
        boxed_closure(&flaky, Box::new(|| { total += 1; total })).await
    };
    pointer_to_a_function: |flaky| async move { function_pointer(&flaky, Flaky::run).await };
    clone_on_write: |flaky| async move { cow(&flaky, "".into()).await };
    map_reference: |flaky| async move { map(&flaky, &HashMap::from([("one", 1)])).await };
    iterator_by_value: |flaky| async move { iterator(&flaky, 1..9).await.map(Option::unwrap) };
    closure_that_is_async: |flaky| async move { async_closure(&flaky, Flaky::answer).await };
    reference_that_the_caller_keeps: |flaky| async move {
        let mut log = Vec::new();
        let run = mutable_reference(&flaky, &mut log).await;
        assert_eq!(log, [0, 1, 2]);
        run
    };
    optional_mutable_reference: |flaky| async move {
        let mut count = 0;
        let _: u32 = optional_reference(&flaky, Some(&mut count)).await?;
        io::Result::Ok(count)
    };
    impl_trait_argument: |flaky| async move {
        impl_trait(&flaky, 'a', &"b").await.map(|text| text.strip_prefix("ab").unwrap().parse::<u32>().unwrap())
    };
    trait_object_argument: |flaky| async move {
        object(&flaky, &'a').await.map(|text| text.strip_prefix('a').unwrap().parse::<u32>().unwrap())
    };
}
