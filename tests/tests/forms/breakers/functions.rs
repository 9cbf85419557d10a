//! `async fn`: receivers, arguments, generics, values, traits.

use std::fmt::Display;
use std::io;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

struct Service {
    flaky: Arc<Flaky>,
    calls: u32,
}

impl Service {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, calls: 0 }
    }

    #[resilient(backoff = none, breaker("by-associated", failures = 3, open = 1d))]
    async fn associated(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    #[resilient(backoff = none, breaker("by-reference", failures = 3, open = 1d))]
    async fn reference(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("by-mutable-reference", failures = 3, open = 1d))]
    async fn mutable_reference(&mut self, log: &mut Vec<u32>) -> io::Result<u32> {
        self.calls += 1;
        log.push(self.calls);
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[resilient(backoff = none, breaker("by-value", failures = 3, open = 1d))]
    async fn value(mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[resilient(backoff = none, breaker("by-arc", failures = 3, open = 1d))]
    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("by-box", failures = 3, open = 1d))]
    async fn boxed(self: Box<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("by-pin", failures = 3, open = 1d))]
    async fn pinned(mut self: Pin<&mut Self>) -> io::Result<u32> {
        self.as_mut().calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[resilient(backoff = none, breaker("borrowed", failures = 3, open = 1d))]
    async fn borrowed<'t>(&self, text: &'t str) -> io::Result<(u32, &'t str)> {
        Ok((self.flaky.answer().await?, text))
    }
}

#[resilient(backoff = none, breaker("free", failures = 3, open = 1d))]
async fn free(flaky: &Flaky) -> io::Result<u32> {
    if flaky.runs() > 50 {
        return Ok(0);
    }
    let run = flaky.answer().await?;
    Ok(run)
}

#[resilient(backoff = none, breaker("generic", failures = 3, open = 1d))]
async fn generic<T: Into<u32> + Copy + Sync, const N: usize>(flaky: &Flaky, added: [T; N]) -> io::Result<u32> {
    let run = flaky.answer().await?;
    Ok(added.iter().fold(run, |sum, &added| sum + added.into()))
}

#[resilient(backoff = none, breaker("impl-trait", failures = 3, open = 1d))]
async fn impl_trait(flaky: &Flaky, text: impl Display + Send + Sync) -> io::Result<impl Iterator<Item = u32>> {
    let run = flaky.answer().await?;
    Ok(std::iter::repeat_n(run, text.to_string().len()))
}

#[resilient(backoff = none, breaker("patterns", failures = 3, open = 1d))]
async fn patterns((flaky, mut added): (&Flaky, u32), _: u8) -> io::Result<u32> {
    added += flaky.answer().await?;
    Ok(added)
}

#[resilient(backoff = none, breaker("clones", failures = 3, open = 1d), clone(text))]
async fn clones(flaky: &Flaky, mut text: String) -> io::Result<u32> {
    text.push('!');
    drop(text);
    flaky.answer().await
}

/// The value is not `Send`; the future is.
#[resilient(backoff = none, breaker("not-send", failures = 3, open = 1d))]
async fn not_send(flaky: &Flaky) -> io::Result<Rc<u32>> {
    flaky.answer().await.map(Rc::new)
}

#[resilient(backoff = none, breaker("object", failures = 3, open = 1d))]
async fn object(flaky: &Flaky) -> io::Result<Box<dyn Fn() -> u32 + Send>> {
    let run = flaky.answer().await?;
    if run > 50 {
        return Ok(Box::new(|| 0));
    }
    Ok(Box::new(move || run))
}

/// A caller in generic code needs no `Send` here; concrete types show it all the same.
#[allow(async_fn_in_trait)]
trait Source {
    fn flaky(&self) -> &Flaky;

    async fn required(&self) -> io::Result<u32>;

    #[resilient(backoff = none, breaker("provided", failures = 3, open = 1d))]
    async fn provided(&self) -> io::Result<u32> {
        self.flaky().answer().await
    }
}

impl Source for Service {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }

    #[resilient(backoff = none, breaker("required", failures = 3, open = 1d))]
    async fn required(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

trips! {
    a_free_function: |flaky| async move { free(&flaky).await };
    an_associated_function: |flaky| async move { Service::associated(&flaky).await };
    by_reference: |flaky| async move { Service::new(flaky).reference().await };
    by_mutable_reference: |flaky| async move { Service::new(flaky).mutable_reference(&mut Vec::new()).await };
    by_value: |flaky| Service::new(flaky).value();
    by_arc: |flaky| Arc::new(Service::new(flaky)).arc();
    by_box: |flaky| Box::new(Service::new(flaky)).boxed();
    by_pinned_reference: |flaky| async move { pin!(Service::new(flaky)).pinned().await };
    a_borrowed_value: |flaky| async move { Service::new(flaky).borrowed("").await.map(|(run, _)| run) };
    a_generic_function: |flaky| async move { generic(&flaky, [0_u8; 2]).await };
    impl_trait_on_both_sides: |flaky| async move { impl_trait(&flaky, 'a').await.map(Iterator::sum) };
    patterns_as_arguments: |flaky| async move { patterns((&flaky, 0), 0).await };
    a_clone_for_each_attempt: |flaky| async move { clones(&flaky, String::new()).await };
    a_value_that_is_not_send: |flaky| async move { not_send(&flaky).await.map(|run| *run) };
    a_trait_object_as_value: |flaky| async move { object(&flaky).await.map(|run| run()) };
    a_provided_method: |flaky| async move { Service::new(flaky).provided().await };
    an_implemented_method: |flaky| async move { Service::new(flaky).required().await };
}
