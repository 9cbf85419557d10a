//! A lease for each attempt in every form of function. Its value is what the calls return: 3.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use resilin::credentials::{Credentials, Grant, KeyRing, Lease, LeaseSource, Provider, ReadyLeaseSource};
use resilin::{Attempt, Class, Fault, Rejected, resilient};

use crate::flaky::{Flaky, blocked, spawned};

/// Grants 3, and counts how often.
#[derive(Default)]
struct Login(Arc<AtomicU32>);

impl Provider for Login {
    type Secret = u32;
    type Error = io::Error;

    async fn renew(&self, _: Option<&Lease<u32>>) -> io::Result<Grant<u32>> {
        tokio::task::yield_now().await;
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(Grant::new(3))
    }
}

type Session = Credentials<Login>;

fn session() -> Session {
    Credentials::new(Login::default())
}

fn keys() -> KeyRing<u32> {
    KeyRing::new([("three", 3)]).expect("one key")
}

/// A source that is neither.
struct Three;

impl LeaseSource for Three {
    type Lease = u32;

    async fn lease(&self) -> Result<u32, Rejected> {
        tokio::task::yield_now().await;
        Ok(3)
    }

    fn failed(&self, lease: &u32, fault: &Fault, refresh: bool) {
        assert_eq!((*lease, fault.class(), refresh), (3, Class::NETWORK, false));
    }
}

impl ReadyLeaseSource for Three {
    fn lease_now(&self) -> Result<u32, Rejected> {
        Ok(3)
    }
}

static SESSION: LazyLock<Session> = LazyLock::new(session);

fn shared_session(_: u8) -> &'static Session {
    &SESSION
}

#[resilient(credentials(lease = session), backoff = none)]
async fn argument(flaky: &Flaky, session: &Session) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**lease)
}

#[resilient(credentials(lease = session), backoff = none)]
async fn owned(flaky: Arc<Flaky>, session: Session) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**lease)
}

#[resilient(credentials(lease = *SESSION), backoff = none)]
async fn lazy(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**lease)
}

#[resilient(credentials(lease = SESSION), backoff = none)]
async fn lazy_as_it_is(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**lease)
}

#[resilient(credentials(lease = shared_session(1 + 1)), backoff = none)]
async fn called(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**lease)
}

#[resilient(credentials(lease = if first { &sessions[0] } else { &sessions[1] }), backoff = none)]
async fn chosen(flaky: &Flaky, sessions: [Session; 2], first: bool) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(**lease)
}

#[resilient(credentials(lease = source), backoff = none)]
async fn generic<S: LeaseSource<Lease = u32> + Sync>(flaky: &Flaky, source: &S) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(*lease)
}

#[resilient(credentials(lease = source), backoff = none)]
async fn implied(flaky: &Flaky, source: Box<impl LeaseSource<Lease = u32> + Sync>) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(*lease)
}

#[resilient(credentials(r#type = source,), backoff = none)]
async fn raw_name(flaky: &Flaky, source: Arc<Three>) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(*r#type)
}

#[resilient(credentials(lease = session), attempt = attempt, clone(text), validate = three, classify = network, backoff = none,
    timeout = 10s, deadline = 60s, quota = "leased", retry_budget = "leased", breaker("leased/{text}", failures = 9))]
async fn with_other_keys(flaky: &Flaky, session: Session, text: String) -> io::Result<u32> {
    flaky.answer().await?;
    drop(text);
    assert_eq!(attempt.previous().map(Fault::class), Some(Class::NETWORK));
    Ok(**lease)
}

fn three(value: &u32) -> Result<(), String> {
    if *value == 3 { Ok(()) } else { Err(format!("{value}")) }
}

const fn network(_: &io::Error) -> Fault {
    Fault::new(Class::NETWORK)
}

#[resilient(credentials(lease = session), attempts = 1)]
async fn once(flaky: Arc<Flaky>, session: &Session, text: String) -> io::Result<u32> {
    drop((text, flaky.answer().await?));
    drop(flaky);
    Ok(**lease)
}

#[resilient(credentials(lease = session), backoff = none)]
fn made(flaky: Arc<Flaky>, session: Session) -> impl Future<Output = io::Result<u32>> + Send {
    let lease = lease.clone();
    let flaky = Arc::clone(&flaky);
    async move {
        flaky.answer().await?;
        Ok(*lease)
    }
}

#[resilient(credentials(lease = session), backoff = none)]
fn boxed<'f>(
    flaky: &'f Flaky,
    session: &'f Session,
) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + 'f>> {
    let lease = lease.clone();
    Box::pin(async move {
        flaky.answer().await?;
        Ok(*lease)
    })
}

third_run! {
    of_an_argument: |flaky| async move { argument(&flaky, &session()).await };
    of_an_owned_argument: |flaky| owned(flaky, session());
    of_a_static: |flaky| async move { lazy(&flaky).await };
    of_a_static_as_it_is: |flaky| async move { lazy_as_it_is(&flaky).await };
    of_a_function: |flaky| async move { called(&flaky).await };
    of_one_of_two: |flaky| async move { chosen(&flaky, [session(), session()], false).await };
    of_any_source: |flaky| async move { generic(&flaky, &Three).await };
    of_any_source_in_a_box: |flaky| async move { implied(&flaky, Box::new(Three)).await };
    by_a_raw_name: |flaky| async move { raw_name(&flaky, Arc::new(Three)).await };
    beside_all_the_other_keys: |flaky| async move { with_other_keys(&flaky, session(), String::new()).await };
    in_a_function_that_makes_a_future: |flaky| made(flaky, session());
    in_a_function_that_boxes_a_future: |flaky| async move { boxed(&flaky, &session()).await };
}

#[tokio::test(flavor = "multi_thread")]
async fn for_the_only_run() {
    let form = |flaky| async move { once(flaky, &session(), String::new()).await };
    assert_eq!(spawned(0, form).await, (Ok(3), 1));
}

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

#[resilient(credentials(key = keys), backoff = none)]
fn blocking(flaky: &Flaky, keys: &KeyRing<u32>) -> io::Result<u32> {
    flaky.run()?;
    Ok(**key)
}

#[resilient(credentials(lease = source), backoff = none, breaker = "leased-blocking/{text}")]
fn blocking_generic<S: ReadyLeaseSource<Lease = u32>>(flaky: &Flaky, source: S, text: &str) -> io::Result<u32> {
    flaky.run()?;
    if text.is_empty() {
        return Ok(*lease);
    }
    Ok(0)
}

#[resilient(credentials(key = keys), attempts = 1)]
fn blocking_once(flaky: Arc<Flaky>, keys: &KeyRing<u32>) -> io::Result<u32> {
    flaky.run()?;
    drop(flaky);
    Ok(**key)
}

third_blocking_run! {
    in_a_blocking_function: |flaky| blocking(&flaky, &keys());
    in_a_blocking_function_of_any_source: |flaky| blocking_generic(&flaky, Three, "");
    in_a_blocking_function_of_a_reference: |flaky| blocking_generic(&flaky, Arc::new(Three), "");
    in_a_blocking_method_of_a_block: |flaky| Block::new(flaky).blocking();
}

#[test]
fn for_the_only_run_of_a_blocking_function() {
    assert_eq!(blocked(0, |flaky| blocking_once(flaky, &keys())), (Ok(3), 1));
}
