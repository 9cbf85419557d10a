//! A lease for each attempt of a method.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use resilin::credentials::Credentials;
use resilin::{Attempt, resilient};

use super::{Login, Session, Three, keys, session};
use crate::flaky::Flaky;

struct Service {
    flaky: Arc<Flaky>,
    session: Session,
    calls: u32,
}

impl Service {
    fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, session: session(), calls: 0 }
    }

    #[resilient(credentials(lease = self.session), backoff = none)]
    async fn reference(&self) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(**lease)
    }

    #[resilient(credentials(lease = self.session), backoff = none)]
    async fn mutable_reference(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(**lease)
    }

    #[resilient(credentials(lease = self.session), backoff = none)]
    async fn value(mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(**lease)
    }

    #[resilient(credentials(lease = self.session), backoff = none)]
    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(**lease)
    }

    #[resilient(credentials(lease = self.session), backoff = none)]
    async fn pinned(self: Pin<&mut Self>) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(**lease)
    }
}

third_run! {
    of_self: |flaky| async move { Service::new(flaky).reference().await };
    of_self_that_is_changed: |flaky| async move { Service::new(flaky).mutable_reference().await };
    of_self_by_value: |flaky| Service::new(flaky).value();
    of_self_in_an_arc: |flaky| Arc::new(Service::new(flaky)).arc();
    of_self_that_is_pinned: |flaky| async move { Pin::new(&mut Service::new(flaky)).pinned().await };
}

#[async_trait]
trait Boxed {
    async fn reference(&self, text: &str) -> io::Result<u32>;
}

#[async_trait]
impl Boxed for Service {
    #[resilient(credentials(lease = self.session), backoff = none)]
    async fn reference(&self, text: &str) -> io::Result<u32> {
        assert_eq!(text, "text");
        self.flaky.answer().await?;
        Ok(**lease)
    }
}

third_run! {
    in_an_async_trait: |flaky| async move { Boxed::reference(&Service::new(flaky), "text").await };
}

trait Native {
    fn flaky(&self) -> &Flaky;
    fn session(&self) -> &Session;

    #[resilient(credentials(lease = self.session()), backoff = none)]
    fn provided(&self) -> impl Future<Output = io::Result<u32>> + Send
    where
        Self: Sync,
    {
        let lease = lease.clone();
        async move {
            self.flaky().answer().await?;
            Ok(*lease)
        }
    }
}

impl Native for Service {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }

    fn session(&self) -> &Session {
        &self.session
    }
}

third_run! {
    in_a_trait_of_its_own: |flaky| async move { Service::new(flaky).provided().await };
}

/// Only what uses the lease gets one.
struct Block {
    flaky: Arc<Flaky>,
    session: Session,
    renewals: Arc<AtomicU32>,
}

#[resilient(credentials(lease = self.session), on(auth = refresh), backoff = none)]
impl Block {
    async fn leased(&self) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(**lease)
    }

    #[resilient(attempts = 9, attempt = attempt)]
    async fn refined(&self) -> io::Result<u32> {
        self.flaky.answer().await?;
        let three = |_: &Attempt| **lease;
        Ok(three(attempt))
    }

    #[resilient(credentials(own = Three))]
    async fn own(&self) -> io::Result<u32> {
        self.flaky.answer().await?;
        Ok(*own)
    }

    async fn unleased(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    async fn associated(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    #[resilient(attempts = 3, credentials(key = keys()))]
    fn blocking(&self) -> io::Result<u32> {
        self.flaky.run()?;
        Ok(**key)
    }

    #[resilient(skip)]
    async fn skipped(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

impl Block {
    fn new(flaky: Arc<Flaky>) -> Self {
        let renewals = Arc::new(AtomicU32::new(0));
        Self { flaky, session: Credentials::new(Login(Arc::clone(&renewals))), renewals }
    }

    fn renewals(&self) -> u32 {
        self.renewals.load(Ordering::Relaxed)
    }
}

third_run! {
    in_a_block: |flaky| async move { Block::new(flaky).leased().await };
    in_a_block_refined: |flaky| async move { Block::new(flaky).refined().await };
    in_a_block_of_its_own: |flaky| async move { Block::new(flaky).own().await };
    beside_it_without_one: |flaky| async move { Block::new(flaky).unleased().await };
    beside_it_without_self: |flaky| async move { Block::associated(&flaky).await };
}

#[tokio::test]
async fn what_uses_no_lease_asks_for_none() {
    let block = Block::new(Arc::new(Flaky::new(0)));
    assert_eq!((block.unleased().await.unwrap(), block.own().await.unwrap()), (1, 3));
    assert_eq!((block.skipped().await.unwrap(), block.renewals()), (3, 0));
    assert_eq!((block.leased().await.unwrap(), block.renewals()), (3, 1));
}

third_blocking_run! {
    in_a_blocking_method_of_a_block: |flaky| Block::new(flaky).blocking();
}
