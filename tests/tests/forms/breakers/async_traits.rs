//! Methods inside `#[async_trait]` blocks, where `self` and patterns have other names.

use std::io;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::resilient;

use crate::flaky::Flaky;

#[async_trait]
trait Source: Sync {
    fn flaky(&self) -> &Flaky;

    async fn fixed(&self) -> io::Result<u32>;
    async fn by_field(&self) -> io::Result<u32>;
    async fn by_field_of_mutable(&mut self) -> io::Result<u32>;
    async fn by_text(&self, region: &str) -> io::Result<u32>;
    async fn by_owned(&self, region: String) -> io::Result<u32>;
    async fn by_mutable(&self, region: String) -> io::Result<u32>;
    async fn by_pattern(&self, pair: (String, u8)) -> io::Result<u32>;
    async fn by_reference_pattern(&self, pair: &(&'static str, u8)) -> io::Result<u32>;
    async fn consumed(self, region: String) -> io::Result<u32>
    where
        Self: Sized;

    #[resilient(backoff = none, breaker("at-provided/{region}", failures = 3, open = 1d))]
    async fn provided(&self, region: &str) -> io::Result<u32> {
        self.flaky().answer().await
    }
}

struct Service {
    flaky: Arc<Flaky>,
    region: &'static str,
}

#[async_trait]
impl Source for Service {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }

    #[resilient(backoff = none, breaker("at-fixed", failures = 3, open = 1d))]
    async fn fixed(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-field/{self.region}", failures = 3, open = 1d))]
    async fn by_field(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-mutable-field/{self.region}", failures = 3, open = 1d))]
    async fn by_field_of_mutable(&mut self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-text/{region}", failures = 3, open = 1d))]
    async fn by_text(&self, region: &str) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-owned/{region}", failures = 3, open = 1d), clone(region))]
    async fn by_owned(&self, region: String) -> io::Result<u32> {
        drop(region);
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-mutable/{region}", failures = 3, open = 1d), clone(region))]
    async fn by_mutable(&self, mut region: String) -> io::Result<u32> {
        region.push('!');
        drop(region);
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-pattern/{region}", failures = 3, open = 1d))]
    async fn by_pattern(&self, (region, _): (String, u8)) -> io::Result<u32> {
        assert_eq!(region.len(), 2);
        self.flaky.answer().await
    }

    #[resilient(backoff = none, breaker("at-reference-pattern/{region}", failures = 3, open = 1d))]
    async fn by_reference_pattern(&self, &(region, _): &(&'static str, u8)) -> io::Result<u32> {
        assert_eq!(region.len(), 2);
        self.flaky.answer().await
    }

    #[resilient(attempts = 1, breaker("at-consumed/{self.region}/{region}", failures = 1, open = 1d))]
    async fn consumed(self, region: String) -> io::Result<u32> {
        drop(region);
        let Self { flaky, .. } = self;
        flaky.answer().await
    }
}

const fn service(flaky: Arc<Flaky>, region: &'static str) -> Service {
    Service { flaky, region }
}

trips! {
    a_fixed_name: |flaky| async move { service(flaky, "").fixed().await };
}

trips_apart! {
    a_field: "at-field/_", |flaky, region| async move { service(flaky, region).by_field().await };
    a_field_of_a_mutable_reference: "at-mutable-field/_", |flaky, region| async move {
        service(flaky, region).by_field_of_mutable().await
    };
    a_reference: "at-text/_", |flaky, region| async move { service(flaky, "").by_text(region).await };
    a_value: "at-owned/_", |flaky, region| async move { service(flaky, "").by_owned(region.to_owned()).await };
    a_mutable_value: "at-mutable/_", |flaky, region| async move {
        service(flaky, "").by_mutable(region.to_owned()).await
    };
    a_pattern: "at-pattern/_", |flaky, region| async move {
        service(flaky, "").by_pattern((region.to_owned(), 0)).await
    };
    a_pattern_behind_a_reference: "at-reference-pattern/_", |flaky, region| async move {
        service(flaky, "").by_reference_pattern(&(region, 0)).await
    };
    a_provided_method: "at-provided/_", |flaky, region| async move { service(flaky, "").provided(region).await };
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumed_value() {
    super::trips(1, |flaky| service(flaky, "eu").consumed("west".to_owned())).await;
    assert_eq!(resilin::breaker("at-consumed/eu/west").state(), resilin::BreakerState::Open);
}
