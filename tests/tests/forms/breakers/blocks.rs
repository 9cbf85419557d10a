//! The breaker of a whole `impl` block, and what a method makes of it.

use std::io;
use std::sync::Arc;

use resilin::BreakerState::{Closed, Open};
use resilin::resilient;

use crate::flaky::{Flaky, spawned};

struct Service {
    flaky: Arc<Flaky>,
    region: &'static str,
}

const fn service(flaky: Arc<Flaky>, region: &'static str) -> Service {
    Service { flaky, region }
}

#[resilient(backoff = none, breaker("block", failures = 3, open = 1d))]
impl Service {
    async fn first(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    async fn second(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    /// Takes the place of the block's, settings and all.
    #[resilient(breaker("block-own/{self.region}", open = 1d))]
    async fn own(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker = "block-defaults")]
    async fn own_by_name(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient]
    fn blocking(&self) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(skip)]
    async fn skipped(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

struct Keyed(Service);

#[resilient(breaker("block-keyed/{self.0.region}", failures = 3, open = 1d), backoff = none)]
impl Keyed {
    async fn read(&self) -> io::Result<u32> {
        self.0.flaky.answer().await
    }

    #[resilient]
    fn blocking(&self) -> io::Result<u32> {
        self.0.flaky.run()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn methods_share_the_breaker_of_their_block() {
    super::trips(3, |flaky| async move { service(flaky, "").first().await }).await;
    super::assert_refused(spawned(0, |flaky| async move { service(flaky, "").second().await }).await);
    let blocking = |flaky| async move { service(flaky, "").blocking() };
    super::assert_refused(spawned(0, blocking).await);
    let skipped = |flaky| async move { service(flaky, "").skipped().await };
    assert_eq!(spawned(0, skipped).await, (Ok(1), 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_methods_own_breaker_takes_the_place_of_the_blocks() {
    let own = |flaky| async move { service(flaky, "eu").own().await };
    let (result, runs) = spawned(super::ALWAYS, own).await;
    // The block's three failures are not this one's five.
    assert_eq!((result.is_err(), runs, resilin::breaker("block-own/eu").state()), (true, 3, Closed));
    let (result, runs) = spawned(super::ALWAYS, own).await;
    assert_eq!((result.is_err(), runs, resilin::breaker("block-own/eu").state()), (true, 2, Open));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_methods_own_name_brings_no_settings_of_the_block() {
    let own = |flaky| async move { service(flaky, "").own_by_name().await };
    let (result, runs) = spawned(super::ALWAYS, own).await;
    assert_eq!((result.is_err(), runs, resilin::breaker("block-defaults").state()), (true, 3, Closed));
}

trips_apart! {
    a_key_from_self: "block-keyed/_", |flaky, region| async move {
        let keyed = Keyed(service(flaky, region));
        if region == "eu" { keyed.read().await } else { keyed.blocking() }
    };
}
