//! `self` in the keys that hold code, in methods of `#[async_trait]` blocks that change or consume it.

use std::io;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::BreakerState::Open;
use resilin::credentials::KeyRing;
use resilin::{Registry, resilient};

use crate::flaky::{Flaky, spawned};

struct Service {
    flaky: Arc<Flaky>,
    keys: KeyRing<u32>,
    registry: Registry,
    calls: u32,
}

impl Service {
    fn new(flaky: Arc<Flaky>) -> Self {
        let keys = KeyRing::new([("three", 3)]).expect("one key");
        Self { flaky, keys, registry: Registry::new(), calls: 0 }
    }

    fn into_calls(self) -> u32 {
        self.calls
    }
}

#[async_trait]
trait Boxed {
    async fn leased(&mut self) -> io::Result<u32>;
    async fn leased_value(self) -> io::Result<u32>;
    async fn leased_arc(self: Arc<Self>) -> io::Result<u32>;
    async fn saved(&mut self) -> io::Result<u32>;
    async fn saved_later(&mut self) -> io::Result<u32>;
    async fn saved_value(self) -> io::Result<u32>;
    async fn apart(&mut self) -> io::Result<u32>;
    async fn apart_value(self) -> io::Result<u32>;
}

#[async_trait]
impl Boxed for Service {
    #[resilient(credentials(key = self.keys), backoff = none)]
    async fn leased(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(**key)
    }

    #[resilient(credentials(key = self.keys), backoff = none)]
    async fn leased_value(self) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(**key)
    }

    #[resilient(credentials(key = self.keys), backoff = none)]
    async fn leased_arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(**key)
    }

    #[resilient(attempts = 2, backoff = none, fallback = |_| {
        self.calls += 1;
        Ok(self.calls)
    })]
    async fn saved(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await
    }

    #[resilient(attempts = 2, backoff = none, fallback = async |_| {
        tokio::task::yield_now().await;
        self.calls += 1;
        Ok(self.calls)
    })]
    async fn saved_later(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await
    }

    #[resilient(attempts = 2, backoff = none, fallback = |_| Ok(self.into_calls() + 1))]
    async fn saved_value(mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await
    }

    #[resilient(breaker("async-trait-keys", failures = 3), registry = self.registry, backoff = none)]
    async fn apart(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await
    }

    #[resilient(breaker("async-trait-keys", failures = 3), registry = self.registry, backoff = none)]
    async fn apart_value(self) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

third_run! {
    credentials_of_self_that_is_changed: |flaky| async move { Service::new(flaky).leased().await };
    credentials_of_self_by_value: |flaky| Service::new(flaky).leased_value();
    credentials_of_self_in_an_arc: |flaky| Arc::new(Service::new(flaky)).leased_arc();
}

// Red when: `self` in a fallback stays what it was before `#[async_trait]` moved it (it does not compile).
#[tokio::test]
async fn fallbacks_over_self_that_is_changed_or_consumed() {
    let changed = |flaky| async move { Service::new(flaky).saved().await };
    let later = |flaky| async move { Service::new(flaky).saved_later().await };
    let consumed = |flaky| Service::new(flaky).saved_value();
    assert_eq!(spawned(2, changed).await, (Ok(3), 2));
    assert_eq!(spawned(2, later).await, (Ok(3), 2));
    assert_eq!(spawned(2, consumed).await, (Ok(3), 2));
}

#[tokio::test]
async fn registries_of_self_that_is_changed_or_consumed() {
    for by_value in [false, true] {
        let mut service = Service::new(Arc::new(Flaky::new(9)));
        let registry = service.registry.clone();
        let outcome = if by_value { service.apart_value().await } else { service.apart().await };
        assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
        assert_eq!(registry.breaker("async-trait-keys").state(), Open);
    }
}
