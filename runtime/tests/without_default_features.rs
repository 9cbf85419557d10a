//! What is left without default features, as the README says: `cargo test -p resilin --no-default-features`.
#![cfg(not(feature = "tokio"))]

use std::future::Future;
use std::io::{Error, ErrorKind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Classify as _, Policy, PolicyError, Site};

fn site(policy: &str) -> Result<Site, PolicyError> {
    Ok(Site::new("site", policy.parse::<Policy>()?))
}

/// Fails until it has run `fails` times more.
fn flaky(fails: &mut u32) -> Result<&'static str, Error> {
    if *fails == 0 {
        return Ok("done");
    }
    *fails -= 1;
    Err(ErrorKind::ConnectionReset.into())
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

#[test]
fn blocking_calls_wait_and_retry() -> Result<(), PolicyError> {
    let (clock, mut fails) = (ManualClock::new(), 2);
    let _installed = clock.install();
    let outcome = site("backoff = exp(1s, 2, 60s), jitter = none")?.call_blocking(|| flaky(&mut fails));
    assert_eq!(outcome.ok(), Some("done"));
    assert_eq!(clock.sleeps(), [Duration::from_secs(1), Duration::from_secs(2)]);
    Ok(())
}

#[test]
fn async_calls_retry_at_once_where_the_delay_is_zero() -> Result<(), PolicyError> {
    let mut fails = 2;
    let site = site("backoff = none")?;
    let call = site.call(|| std::future::ready(flaky(&mut fails)));
    assert_eq!(at_once(call).ok(), Some("done"));
    Ok(())
}

#[test]
fn async_calls_that_would_wait_end_with_their_last_error() -> Result<(), PolicyError> {
    let mut fails = 2;
    let site = site("backoff = fixed(1s)")?;
    let error =
        at_once(site.call(|| std::future::ready(flaky(&mut fails)))).err().and_then(resilin::Error::into_failed);
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::ConnectionReset));
    assert_eq!(fails, 1);
    Ok(())
}

#[test]
fn errors_have_their_classes() {
    assert_eq!(Error::from(ErrorKind::TimedOut).classify().class(), Class::TIMEOUT);
}
