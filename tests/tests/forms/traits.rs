//! Methods of traits: native `async fn`, `impl Future` in return position, blocking ones; provided and implemented.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

/// A caller in generic code needs no `Send` here; concrete types show it all the same.
#[allow(async_fn_in_trait)]
trait Source {
    fn flaky(&self) -> &Flaky;

    async fn required(&self, added: u32) -> io::Result<u32>;

    #[resilient(backoff = none)]
    async fn provided(&self) -> io::Result<u32> {
        self.flaky().answer().await
    }

    #[resilient(backoff = none)]
    async fn provided_generic<T: From<u32>>(&self, _text: &str) -> io::Result<T> {
        Ok(self.flaky().answer().await?.into())
    }

    #[resilient(backoff = none)]
    fn blocking(&self) -> io::Result<u32> {
        self.flaky().run()
    }

    fn future(&self, added: u32) -> impl Future<Output = io::Result<u32>> + Send;

    #[resilient(backoff = none)]
    fn provided_future(&self) -> impl Future<Output = io::Result<u32>> + Send
    where
        Self: Sync,
    {
        async { self.flaky().answer().await }
    }

    async fn refined(&self) -> io::Result<u32>;
}

/// Can be made into an object.
trait Dynamic: Sync {
    fn flaky(&self) -> &Flaky;

    #[resilient(backoff = none)]
    fn provided(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(self.flaky().answer())
    }
}

impl Dynamic for Arc<Flaky> {
    fn flaky(&self) -> &Flaky {
        self
    }
}

struct Service {
    flaky: Arc<Flaky>,
}

impl Source for Service {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }

    #[resilient(backoff = none)]
    async fn required(&self, added: u32) -> io::Result<u32> {
        Ok(self.flaky.answer().await? + added)
    }

    #[resilient(backoff = none)]
    fn future(&self, added: u32) -> impl Future<Output = io::Result<u32>> + Send {
        async move { Ok(self.flaky.answer().await? + added) }
    }

    #[resilient(backoff = none)]
    fn refined(&self) -> impl Future<Output = io::Result<u32>> {
        self.flaky.answer()
    }
}

/// The trait says `impl Future`; the implementation is an `async fn`.
struct Other(Service);

impl Source for Other {
    fn flaky(&self) -> &Flaky {
        self.0.flaky()
    }

    #[resilient(backoff = none)]
    async fn required(&self, _: u32) -> io::Result<u32> {
        self.flaky().answer().await
    }

    #[resilient(backoff = none)]
    async fn future(&self, added: u32) -> io::Result<u32> {
        Ok(self.flaky().answer().await? + added)
    }

    #[resilient(backoff = none)]
    async fn refined(&self) -> io::Result<u32> {
        self.flaky().answer().await
    }
}

/// Generic over the implementation, with lifetimes and an associated type.
trait Fetch<'k> {
    type Value;

    fn fetch(&self, key: &'k str) -> impl Future<Output = Result<(Self::Value, &'k str), io::Error>> + Send;
}

impl<'k, S: Source + Sync> Fetch<'k> for S {
    type Value = u32;

    #[resilient(backoff = none)]
    async fn fetch(&self, key: &'k str) -> Result<(Self::Value, &'k str), io::Error> {
        Ok((self.flaky().run()?, key))
    }
}

async fn in_generic_code(source: impl Source + Sync + Send) -> io::Result<u32> {
    source.provided_future().await
}

third_run! {
    implemented: |flaky| async move { Service { flaky }.required(0).await };
    implemented_with_a_wildcard: |flaky| async move { Other(Service { flaky }).required(9).await };
    provided: |flaky| async move { Service { flaky }.provided().await };
    provided_generic: |flaky| async move { Service { flaky }.provided_generic::<u64>("").await };
    future_implemented: |flaky| async move { Service { flaky }.future(0).await };
    future_implemented_by_async_fn: |flaky| async move { Other(Service { flaky }).future(0).await };
    future_provided: |flaky| async move { Service { flaky }.provided_future().await };
    boxed_future_of_an_object: |flaky| async move {
        let object: Box<dyn Dynamic + Send> = Box::new(flaky);
        object.provided().await
    };
    future_in_generic_code: |flaky| in_generic_code(Service { flaky });
    async_fn_implemented_by_a_future: |flaky| async move { Service { flaky }.refined().await };
    async_fn_implemented_twice: |flaky| async move { Other(Service { flaky }).refined().await };
    blanket_implementation: |flaky| async move { Service { flaky }.fetch("").await.map(|(run, _)| run) };
}

third_blocking_run! {
    provided_blocking: |flaky| Service { flaky }.blocking();
}
