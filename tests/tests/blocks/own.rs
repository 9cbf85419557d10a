//! Methods that refine their block's attribute: key by key, their own wins.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use resilin::{Class, Fault, resilient};
use tokio::time::Instant;

use crate::flaky::{Flaky, spawned};

struct Client(Arc<Flaky>);

const fn wrong(_: &io::Error) -> Fault {
    Fault::new(Class::CLIENT)
}

const fn network(_: &io::Error) -> Fault {
    Fault::new(Class::NETWORK)
}

const fn above_three(run: &u32) -> Result<(), &'static str> {
    if *run > 3 { Ok(()) } else { Err("too low") }
}

#[resilient(attempts = 5, backoff = exp(1s, 2, 60s), jitter = none, timeout = 10s, classify = wrong)]
impl Client {
    async fn as_the_block(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(classify = network)]
    async fn classified(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(classify = network, attempts = 2)]
    async fn fewer(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(classify = network, backoff = fixed(7s))]
    async fn slower(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(classify = network, backoff = none)]
    async fn at_once(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(attempts = 1)]
    async fn once(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(timeout = 2s)]
    async fn impatient(&self) -> io::Result<u32> {
        tokio::time::sleep(Duration::from_secs(5)).await;
        self.0.answer().await
    }

    async fn patient(&self) -> io::Result<u32> {
        tokio::time::sleep(Duration::from_secs(5)).await;
        self.0.answer().await
    }

    #[resilient(validate = above_three, classify = network)]
    async fn valid(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(attempt = this, classify = network)]
    async fn numbered(&self) -> io::Result<u32> {
        self.0.answer().await.map(|_| this.number() * 10)
    }

    #[resilient(clone(text), classify = network)]
    async fn consuming(&self, text: String) -> io::Result<String> {
        let consumed = text;
        self.0.answer().await.map(|_| consumed)
    }

    #[resilient(idempotent = false, classify = network)]
    async fn careful(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(crate = crate::renamed, classify = network, deadline = 1m)]
    async fn by_another_name(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    /// The block's timeout is none of its business.
    #[resilient(classify = network, backoff = none)]
    fn blocking(&self) -> io::Result<u32> {
        self.0.run()
    }
}

/// The runs, and the seconds that they took.
async fn seen<T: Send + 'static>(
    fails: u32,
    form: impl AsyncFnOnce(Client) -> io::Result<T>,
) -> (Option<T>, u32, u64) {
    let flaky = Arc::new(Flaky::new(fails));
    let start = Instant::now();
    let result = form(Client(Arc::clone(&flaky))).await;
    (result.ok(), flaky.runs(), start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn settings() {
    assert_eq!(seen(2, async |client| client.as_the_block().await).await, (None, 1, 0));
    assert_eq!(seen(2, async |client| client.classified().await).await, (Some(3), 3, 3));
    assert_eq!(seen(2, async |client| client.fewer().await).await, (None, 2, 1));
    assert_eq!(seen(2, async |client| client.slower().await).await, (Some(3), 3, 14));
    assert_eq!(seen(2, async |client| client.at_once().await).await, (Some(3), 3, 0));
    assert_eq!(seen(2, async |client| client.once().await).await, (None, 1, 0));
    assert_eq!(seen(2, async |client| client.careful().await).await, (None, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn timeouts() {
    // Five attempts of two seconds each, and the delays 1s, 2s, 4s, 8s.
    assert_eq!(seen(0, async |client| client.impatient().await).await, (None, 0, 25));
    assert_eq!(seen(0, async |client| client.patient().await).await, (Some(1), 1, 5));
}

#[tokio::test(start_paused = true)]
async fn keys_for_code() {
    assert_eq!(seen(2, async |client| client.valid().await).await, (Some(4), 4, 7));
    assert_eq!(seen(2, async |client| client.numbered().await).await, (Some(30), 3, 3));
    let text = seen(2, async |client| client.consuming("text".to_owned()).await).await;
    assert_eq!(text, (Some("text".to_owned()), 3, 3));
    assert_eq!(seen(2, async |client| client.by_another_name().await).await, (Some(3), 3, 3));
}

#[test]
fn blocking() {
    assert_eq!(crate::flaky::blocked(2, |flaky| Client(flaky).blocking()), (Ok(3), 3));
}

struct Bound(Arc<Flaky>);

#[resilient(backoff = none, attempt = this, crate = crate::renamed)]
impl Bound {
    async fn number(&self) -> io::Result<u32> {
        self.0.answer().await.map(|_| this.number())
    }

    async fn no_number(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilient(attempt = own)]
    async fn own_number(&self) -> io::Result<u32> {
        self.0.answer().await.map(|_| own.number())
    }
}

#[tokio::test]
async fn the_attempt() {
    assert_eq!(spawned(2, |flaky| async move { Bound(flaky).number().await }).await, (Ok(3), 3));
    assert_eq!(spawned(2, |flaky| async move { Bound(flaky).no_number().await }).await, (Ok(3), 3));
    assert_eq!(spawned(2, |flaky| async move { Bound(flaky).own_number().await }).await, (Ok(3), 3));
}
