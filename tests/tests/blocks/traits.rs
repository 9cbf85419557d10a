//! Blocks that implement a trait.

use std::future::Future;
use std::io;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::resilient;

use crate::flaky::{Flaky, blocked};

trait Native {
    type Error;
    const NAME: &'static str;

    fn read(&self) -> impl Future<Output = Result<u32, Self::Error>> + Send;
    fn future(&self) -> impl Future<Output = Result<u32, Self::Error>> + Send;
    fn future_left_alone(&self) -> impl Future<Output = Result<u32, Self::Error>> + Send;
    fn blocking(&self) -> Result<u32, Self::Error>;
}

struct Client(Arc<Flaky>);

#[resilient(backoff = none)]
impl Native for Client {
    type Error = io::Error;
    const NAME: &'static str = "client";

    async fn read(&self) -> Result<u32, Self::Error> {
        self.0.answer().await
    }

    #[resilient(attempts = 4)]
    fn future(&self) -> impl Future<Output = io::Result<u32>> + Send {
        self.0.answer()
    }

    fn future_left_alone(&self) -> impl Future<Output = io::Result<u32>> + Send {
        self.0.answer()
    }

    #[resilient]
    fn blocking(&self) -> io::Result<u32> {
        self.0.run()
    }
}

#[async_trait]
trait Boxed {
    async fn read(&self, added: u32) -> io::Result<u32>;
    async fn skipped(&self) -> io::Result<u32>;
    async fn number(&self) -> u32;
    async fn own(&self, text: String) -> io::Result<u32>;
    fn blocking(&self) -> io::Result<u32>;
}

struct Above(Arc<Flaky>);
struct Below(Arc<Flaky>);

macro_rules! methods {
    () => {
        0
    };
}

#[async_trait]
#[resilient(backoff = none)]
impl Boxed for Above {
    async fn read(&self, added: u32) -> io::Result<u32> {
        Ok(self.0.answer().await? + added + methods!())
    }

    #[resilient(skip)]
    async fn skipped(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    async fn number(&self) -> u32 {
        self.0.runs()
    }

    #[resilient(clone(text), attempt = this)]
    async fn own(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.0.answer().await.map(|_| this.number())
    }

    fn blocking(&self) -> io::Result<u32> {
        self.0.run()
    }
}

#[resilient(backoff = none)]
#[async_trait]
impl Boxed for Below {
    async fn read(&self, added: u32) -> io::Result<u32> {
        Ok(self.0.answer().await? + added)
    }

    #[resilient(skip)]
    async fn skipped(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    async fn number(&self) -> u32 {
        self.0.runs()
    }

    #[resilient(clone(text), attempt = this)]
    async fn own(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.0.answer().await.map(|_| this.number())
    }

    #[resilient]
    fn blocking(&self) -> io::Result<u32> {
        self.0.run()
    }
}

third_run! {
    native: |flaky| async move { Client(flaky).read().await };
    future: |flaky| async move { Client(flaky).future().await };
    async_trait_above: |flaky| async move { Above(flaky).read(0).await };
    async_trait_above_own: |flaky| async move { Above(flaky).own(String::new()).await };
    async_trait_below: |flaky| async move { Below(flaky).read(0).await };
    async_trait_below_own: |flaky| async move { Below(flaky).own(String::new()).await };
}

only_run! {
    future_left_alone: |flaky| async move { Client(flaky).future_left_alone().await };
    async_trait_above_skipped: |flaky| async move { Above(flaky).skipped().await };
    async_trait_below_skipped: |flaky| async move { Below(flaky).skipped().await };
    async_trait_above_blocking: |flaky| async move { Above(flaky).blocking() };
}

#[tokio::test]
async fn beside_them() {
    assert_eq!(blocked(2, |flaky| Client(flaky).blocking()), (Ok(3), 3));
    assert_eq!(blocked(2, |flaky| Below(flaky).blocking()), (Ok(3), 3));
    let flaky = Arc::new(Flaky::new(2));
    assert_eq!((Above(Arc::clone(&flaky)).number().await, Below(flaky).number().await), (0, 0));
    assert_eq!(Client::NAME, "client");
}
