//! A lease for each attempt in every form of function, and of methods. Its value is what the calls return: 3.

mod methods;

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use resilin::credentials::{Credentials, Grant, KeyRing, Lease, LeaseSource, Provider, ReadyLeaseSource};
use resilin::{Class, Fault, Rejected, resilient};

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
}

#[test]
fn for_the_only_run_of_a_blocking_function() {
    assert_eq!(blocked(0, |flaky| blocking_once(flaky, &keys())), (Ok(3), 1));
}
