//! Functions that return a future: `impl Future`, in traits too, a boxed one, an alias of it.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use resilin::resilient;

use crate::flaky::Flaky;

struct Service(Arc<Flaky>);

impl Service {
    #[resilient(backoff = none, breaker("captured", failures = 3, open = 1d))]
    fn captured(&self) -> impl Future<Output = io::Result<u32>> + Send {
        async move { self.0.answer().await }
    }

    #[resilient(backoff = none, breaker("boxed", failures = 3, open = 1d))]
    fn boxed<'a>(&'a self, text: &'a str) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + 'a>> {
        if !text.is_empty() {
            return Box::pin(async { Ok(0) });
        }
        Box::pin(self.0.answer())
    }

    #[resilient(backoff = none, breaker("alias", failures = 3, open = 1d))]
    fn alias(&self) -> BoxFuture<'_, io::Result<u32>> {
        Box::pin(self.0.answer())
    }
}

#[resilient(backoff = none, breaker("static", failures = 3, open = 1d), clone(flaky))]
fn owned(flaky: Arc<Flaky>) -> impl Future<Output = io::Result<u32>> + Send + 'static {
    async move { flaky.answer().await }
}

trait Source {
    fn flaky(&self) -> &Flaky;

    fn required(&self) -> impl Future<Output = io::Result<u32>> + Send;

    #[resilient(backoff = none, breaker("provided-future", failures = 3, open = 1d))]
    fn provided(&self) -> impl Future<Output = io::Result<u32>> + Send
    where
        Self: Sync,
    {
        async { self.flaky().answer().await }
    }
}

impl Source for Service {
    fn flaky(&self) -> &Flaky {
        &self.0
    }

    #[resilient(backoff = none, breaker("required-future", failures = 3, open = 1d))]
    fn required(&self) -> impl Future<Output = io::Result<u32>> + Send {
        self.0.answer()
    }
}

trips! {
    impl_future: |flaky| async move { Service(flaky).captured().await };
    impl_future_static: owned;
    impl_future_of_a_provided_method: |flaky| async move { Service(flaky).provided().await };
    impl_future_of_an_implemented_method: |flaky| async move { Service(flaky).required().await };
    boxed_future: |flaky| async move { Service(flaky).boxed("").await };
    alias_of_a_boxed_future: |flaky| async move { Service(flaky).alias().await };
}
