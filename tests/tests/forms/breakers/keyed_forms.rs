//! Keys in every form of function.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use resilin::resilient;

use crate::flaky::Flaky;

struct Service {
    flaky: Arc<Flaky>,
    region: String,
}

impl Service {
    fn new(flaky: Arc<Flaky>, region: &str) -> Self {
        Self { flaky, region: region.to_owned() }
    }

    #[resilient(backoff = none, breaker("kf-reference/{self.region}", failures = 3, open = 1d))]
    async fn reference(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("kf-mutable/{self.region}", failures = 3, open = 1d))]
    async fn mutable_reference(&mut self) -> io::Result<u32> {
        let answer = self.flaky.answer().await;
        // What the body makes of it is too late for this call.
        self.region.clear();
        answer
    }

    #[resilient(backoff = none, breaker("kf-value/{self.region}", failures = 3, open = 1d))]
    async fn value(mut self) -> io::Result<u32> {
        self.region.clear();
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("kf-arc/{self.region}", failures = 3, open = 1d))]
    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("kf-box/{self.region}", failures = 3, open = 1d))]
    async fn boxed_self(self: Box<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("kf-pin/{self.region}", failures = 3, open = 1d))]
    async fn pinned(mut self: Pin<&mut Self>) -> io::Result<u32> {
        self.as_mut().region.clear();
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("kf-future/{self.region}/{zone}", failures = 3, open = 1d))]
    fn future(&self, zone: u8) -> impl Future<Output = io::Result<u32>> + Send {
        async move { self.flaky.answer().await }
    }

    #[resilient(backoff = none, breaker("kf-boxed/{self.region}", failures = 3, open = 1d))]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(self.flaky.answer())
    }

    #[resilient(backoff = none, breaker("kf-alias/{region}", failures = 3, open = 1d))]
    fn alias<'a>(&'a self, region: &'a str) -> BoxFuture<'a, io::Result<u32>> {
        Box::pin(self.flaky.answer())
    }
}

/// A caller in generic code needs no `Send` here; concrete types show it all the same.
#[allow(async_fn_in_trait)]
trait Source {
    fn flaky(&self) -> &Flaky;

    async fn required(&self, region: &str) -> io::Result<u32>;

    #[resilient(backoff = none, breaker("kf-provided/{region}", failures = 3, open = 1d))]
    async fn provided(&self, region: &str) -> io::Result<u32> {
        self.flaky().answer().await
    }

    #[resilient(backoff = none, breaker("kf-provided-future/{region}", failures = 3, open = 1d))]
    fn provided_future(&self, region: &str) -> impl Future<Output = io::Result<u32>> + Send
    where
        Self: Sync,
    {
        async { self.flaky().answer().await }
    }
}

impl Source for Service {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }

    #[resilient(backoff = none, breaker("kf-required/{self.region}/{region}", failures = 3, open = 1d))]
    async fn required(&self, region: &str) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

trips_apart! {
    by_reference: "kf-reference/_", |flaky, region| async move { Service::new(flaky, region).reference().await };
    by_mutable_reference: "kf-mutable/_", |flaky, region| async move {
        Service::new(flaky, region).mutable_reference().await
    };
    by_value: "kf-value/_", |flaky, region| Service::new(flaky, region).value();
    by_arc: "kf-arc/_", |flaky, region| Arc::new(Service::new(flaky, region)).arc();
    by_box: "kf-box/_", |flaky, region| Box::new(Service::new(flaky, region)).boxed_self();
    by_pinned_reference: "kf-pin/_", |flaky, region| async move { pin!(Service::new(flaky, region)).pinned().await };
    impl_future: "kf-future/_/7", |flaky, region| async move { Service::new(flaky, region).future(7).await };
    boxed_future: "kf-boxed/_", |flaky, region| async move { Service::new(flaky, region).boxed().await };
    alias_of_a_boxed_future: "kf-alias/_", |flaky, region| async move { Service::new(flaky, "").alias(region).await };
    a_provided_method: "kf-provided/_", |flaky, region| async move {
        Service::new(flaky, "").provided(region).await
    };
    a_provided_future: "kf-provided-future/_", |flaky, region| async move {
        Service::new(flaky, "").provided_future(region).await
    };
    an_implemented_method: "kf-required/west/_", |flaky, region| async move {
        Service::new(flaky, "west").required(region).await
    };
}
