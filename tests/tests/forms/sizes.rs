//! How much larger a resilient function's future is than the plain one's.
//!
//! Besides the call's state it holds references to the arguments, because the body borrows them for each attempt.

#![cfg(target_pointer_width = "64")]

use std::fmt::{self, Display};
use std::io;

use resilin::credentials::{Credentials, Grant, KeyLease, KeyRing, Lease, Provider};
use resilin::{Registry, resilient};

use crate::flaky::Flaky;

async fn plain(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(flaky.runs())
}

async fn plain_of_two(flaky: &Flaky, text: &str) -> io::Result<bool> {
    flaky.answer().await?;
    Ok(flaky.runs() == 1 && text.is_empty())
}

macro_rules! with_policies {
    ($($name:ident, $of_two:ident: $($key:ident = $value:expr),*;)*) => {$(
        #[resilient($($key = $value),*)]
        async fn $name(flaky: &Flaky) -> io::Result<u32> {
            flaky.answer().await?;
            Ok(flaky.runs())
        }

        #[resilient($($key = $value),*)]
        async fn $of_two(flaky: &Flaky, text: &str) -> io::Result<bool> {
            flaky.answer().await?;
            Ok(flaky.runs() == 1 && text.is_empty())
        }
    )*};
}

with_policies! {
    retried, retried_of_two: attempts = 5;
    timed, timed_of_two: timeout = "1s";
    once, once_of_two: attempts = 1;
    guarded, guarded_of_two: breaker = "sizes";
    guarded_and_timed, guarded_and_timed_of_two: breaker = "sizes", timeout = "1s";
    guarded_once, guarded_once_of_two: breaker = "sizes", attempts = 1;
    keyed, keyed_of_two: breaker = "sizes/{flaky}";
    keyed_once, keyed_once_of_two: breaker = "sizes/{flaky}", attempts = 1;
    metered, metered_of_two: quota = "sizes";
    paid, paid_of_two: retry_budget = "sizes";
    metered_and_timed, metered_and_timed_of_two: quota = "sizes", retry_budget = "sizes", timeout = "1s";
    apart, apart_of_two: quota = "sizes", registry = Registry::global();
}

impl Display for Flaky {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.runs())
    }
}

fn over_plain(future: &impl Future) -> usize {
    size_of_val(future) - size_of_val(&plain(&Flaky::new(0)))
}

fn over_plain_of_two(future: &impl Future) -> usize {
    size_of_val(future) - size_of_val(&plain_of_two(&Flaky::new(0), ""))
}

#[test]
fn one_argument_costs_no_more_than_56_bytes() {
    let flaky = &Flaky::new(0);
    let sizes = [over_plain(&retried(flaky)), over_plain(&timed(flaky)), over_plain(&once(flaky))];
    assert!(sizes.iter().all(|&size| size <= 56), "{sizes:?}");
}

#[test]
fn another_argument_costs_a_reference_to_it() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain_of_two(&retried_of_two(flaky, "")),
        over_plain_of_two(&timed_of_two(flaky, "")),
        over_plain_of_two(&once_of_two(flaky, "")),
    ];
    assert!(sizes.iter().all(|&size| size <= 56 + size_of::<&str>()), "{sizes:?}");
}

/// A reference to it, its permit, and a place for the error that is kept in case it refuses the next attempt.
const BREAKER: usize = 24 + size_of::<Box<io::Error>>();

// Red when: `Kept` holds the error itself.
#[test]
fn a_breaker_costs_no_more_than_its_permit_and_the_last_error() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain(&guarded(flaky)),
        over_plain(&guarded_and_timed(flaky)),
        over_plain(&guarded_once(flaky)),
        over_plain(&keyed(flaky)),
        over_plain(&keyed_once(flaky)),
    ];
    assert!(sizes.iter().all(|&size| size <= 56 + BREAKER), "{sizes:?}");
}

#[test]
fn another_argument_beside_a_breaker_costs_a_reference_to_it() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain_of_two(&guarded_of_two(flaky, "")),
        over_plain_of_two(&guarded_and_timed_of_two(flaky, "")),
        over_plain_of_two(&guarded_once_of_two(flaky, "")),
        over_plain_of_two(&keyed_of_two(flaky, "")),
        over_plain_of_two(&keyed_once_of_two(flaky, "")),
    ];
    assert!(sizes.iter().all(|&size| size <= 56 + BREAKER + size_of::<&str>()), "{sizes:?}");
}

#[resilient(fallback = |error| error.into_failed().map_or_else(|| unreachable!(), Err))]
async fn saved(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(flaky.runs())
}

#[test]
fn a_retry_budget_and_a_fallback_cost_nothing() {
    let flaky = &Flaky::new(0);
    let sizes = [over_plain(&paid(flaky)), over_plain(&saved(flaky))];
    assert!(sizes.iter().all(|&size| size <= 56), "{sizes:?}");
}

#[test]
fn a_quota_costs_no_more_than_a_breaker() {
    let flaky = &Flaky::new(0);
    let sizes = [over_plain(&metered(flaky)), over_plain(&metered_and_timed(flaky))];
    assert!(sizes.iter().all(|&size| size <= 56 + BREAKER), "{sizes:?}");
}

/// What the names stand for is the call's own.
const NAMES: usize = 48;

#[test]
fn another_argument_beside_them_costs_a_reference_to_it() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain_of_two(&metered_of_two(flaky, "")),
        over_plain_of_two(&metered_and_timed_of_two(flaky, "")),
        over_plain_of_two(&paid_of_two(flaky, "")),
        over_plain_of_two(&apart_of_two(flaky, "")).saturating_sub(NAMES),
    ];
    assert!(sizes.iter().all(|&size| size <= 56 + BREAKER + size_of::<&str>()), "{sizes:?}");
}

#[test]
fn a_registry_of_its_own_costs_what_the_names_stand_for() {
    let size = over_plain(&apart(&Flaky::new(0)));
    assert!(size <= 56 + BREAKER + NAMES, "{size}");
}

/// Nobody can log in.
struct Login;

impl Provider for Login {
    type Secret = u32;
    type Error = io::Error;

    async fn renew(&self, _: Option<&Lease<u32>>) -> io::Result<Grant<u32>> {
        Err(io::ErrorKind::Other.into())
    }
}

async fn plain_of_a_large_body(flaky: &Flaky, _: &u32) -> io::Result<bool> {
    let large = [1_u8; 512];
    flaky.answer().await?;
    Ok(usize::try_from(flaky.runs()).unwrap_or_default() == large.len())
}

#[resilient(credentials(lease = session))]
async fn leased(flaky: &Flaky, session: &Credentials<Login>) -> io::Result<bool> {
    let large = [1_u8; 512];
    flaky.answer().await?;
    Ok(**lease == flaky.runs() && !large.is_empty())
}

#[resilient(credentials(key = keys))]
async fn by_a_key(flaky: &Flaky, keys: &KeyRing<u32>) -> io::Result<bool> {
    let large = [1_u8; 512];
    flaky.answer().await?;
    Ok(**key == flaky.runs() && !large.is_empty())
}

/// The lease itself, and references to it and to its source.
const LEASE: usize = size_of::<Lease<u32>>() + 2 * size_of::<&u32>();
const KEY: usize = size_of::<KeyLease<u32>>() + 2 * size_of::<&u32>();

/// The wait for a lease takes no place of its own where the body takes more.
#[test]
fn credentials_cost_the_lease() {
    let flaky = &Flaky::new(0);
    let plain = size_of_val(&plain_of_a_large_body(flaky, &1));
    let sizes = [
        size_of_val(&leased(flaky, &Credentials::new(Login))) - plain,
        size_of_val(&by_a_key(flaky, &keys())) - plain,
    ];
    assert!(sizes[0] <= 56 + BREAKER + LEASE && sizes[1] <= 56 + BREAKER + KEY, "{sizes:?}");
}

fn keys() -> KeyRing<u32> {
    KeyRing::new([("only", 1)]).expect("one key")
}
