//! The same through the attribute: breakers by name and by key, beside `validate` and `classify`.

use std::fmt;
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt as _;
use resilin::testing::ManualClock;
use resilin::{BreakerState, Class, Error, Fault, Rejected, breaker, resilient};
use tokio::task::yield_now;

use super::common::{Outcome, Server, define, failed, half_open, refused, secs};

#[resilient(breaker("attr-first", failures = 2, open = 30s), attempts = 1)]
async fn first(server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[resilient(breaker = "attr-first", attempts = 5, backoff = fixed(1s))]
fn second(server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[tokio::test(start_paused = true)]
async fn functions_share_the_breaker_that_they_name() {
    let (down, up) = (Server::down(), Server::up());
    for _ in 0..2 {
        assert_eq!(first(&down).await, failed(Class::SERVER));
    }
    assert_eq!(second(&up), refused("attr-first", secs(30)));
    assert_eq!(first(&up).await, refused("attr-first", secs(30)));
    assert_eq!((down.runs(), up.runs()), (2, 0));
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn is_seven(number: &u32) -> Result<(), &'static str> {
    match number {
        7 => Ok(()),
        13 => resume_unwind(Box::new("on purpose")),
        _ => Err("another number"),
    }
}

#[resilient(breaker = "attr-valid", validate = is_seven, attempts = 3, backoff = fixed(10s), jitter = none)]
async fn valid(number: u32) -> Outcome<u32> {
    yield_now().await;
    Ok(number)
}

#[resilient(breaker = "attr-valid-blocking", validate = is_seven, attempts = 3, backoff = fixed(10s), jitter = none)]
fn valid_blocking(number: u32) -> Outcome<u32> {
    Ok(number)
}

fn invalid() -> Outcome<u32> {
    Err(Error::Rejected(Rejected::Invalid { reason: "another number".to_owned() }))
}

// Red when: `rejected` of runtime/src/driver/session.rs tells the gate of class `server`.
#[tokio::test(start_paused = true)]
async fn an_invalid_value_is_no_failure_of_the_breakers() {
    let breaker = define("attr-valid", "failures = 1, successes = 2");
    assert_eq!(valid(6).await, invalid());
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0));
    half_open(&breaker).await;
    assert_eq!(valid(6).await, invalid());
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 0));
    assert_eq!(valid(7).await, Ok(7));
    assert_eq!(valid(7).await, Ok(7));
    assert_eq!(breaker.state(), BreakerState::Closed);
    let panic = AssertUnwindSafe(valid(13)).catch_unwind().await;
    assert!(panic.is_err());
    assert_eq!(breaker.state(), BreakerState::Open, "a `validate` that panics has failed");
}

#[test]
fn an_invalid_value_of_a_blocking_call() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("attr-valid-blocking", "failures = 1, successes = 2");
    breaker.open_for(secs(1));
    clock.advance(secs(1));
    assert_eq!(valid_blocking(6), invalid());
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 0));
    assert!(std::panic::catch_unwind(|| valid_blocking(13)).is_err());
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::Open, 0));
}

#[resilient(breaker = "attr-refused", validate = is_seven, attempts = 3, backoff = fixed(10s), jitter = none)]
async fn refused_later(number: u32) -> Outcome<u32> {
    Ok(number)
}

#[tokio::test(start_paused = true)]
async fn a_refusal_after_an_invalid_value_gives_that() {
    let opening = async {
        tokio::time::sleep(secs(5)).await;
        breaker("attr-refused").force_open();
    };
    let (outcome, ()) = tokio::join!(refused_later(6), opening);
    assert_eq!(outcome, invalid());
}

/// A value whose drop panics; no `validate` accepts it.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        resume_unwind(Box::new("on purpose"));
    }
}

fn refuse(_: &Bomb) -> Result<(), &'static str> {
    Err("a bomb")
}

#[resilient(breaker = "attr-bomb", validate = refuse)]
async fn bomb() -> Outcome<Bomb> {
    Ok(Bomb)
}

#[tokio::test(start_paused = true)]
async fn a_value_whose_drop_panics_keeps_no_permit() {
    let breaker = define("attr-bomb", "failures = 1");
    half_open(&breaker).await;
    assert!(AssertUnwindSafe(bomb()).catch_unwind().await.is_err());
    assert_eq!(breaker.snapshot().probes, 0);
}

fn panicking(_: &Rejected) -> Fault {
    resume_unwind(Box::new("on purpose"))
}

#[resilient(breaker = "attr-classify", classify = panicking)]
async fn unclassifiable() -> Result<(), Rejected> {
    Err(Rejected::DeadlineExceeded)
}

/// A key for which there is one breaker.
#[resilient(breaker("attr-key/{host}", failures = 2, open = 30s), attempts = 1)]
async fn keyed(host: &str, server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[tokio::test(start_paused = true)]
async fn each_value_has_its_breaker() {
    let (down, up) = (Server::down(), Server::up());
    for _ in 0..2 {
        assert_eq!(keyed("eu", &down).await, failed(Class::SERVER));
    }
    assert_eq!(keyed("eu", &up).await, refused("attr-key/eu", secs(30)));
    assert_eq!(keyed("us", &up).await, Ok(()));
    assert_eq!(breaker("attr-key/eu").state(), BreakerState::Open, "it is the same one");
    breaker("attr-key/eu").close();
    assert_eq!(keyed("eu", &up).await, Ok(()));
}

#[resilient(breaker = "attr-full/{host}", attempts = 1)]
async fn crowded(host: usize, server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[tokio::test(start_paused = true)]
async fn where_all_keys_are_busy_the_parent_serves() {
    define("attr-full", "keys = 8, failures = 1, open = 1h");
    for host in 0..8 {
        assert_eq!(crowded(host, &Server::down()).await, failed(Class::SERVER));
    }
    assert_eq!(crowded(8, &Server::down()).await, failed(Class::SERVER));
    assert_eq!(crowded(9, &Server::up()).await, refused("attr-full", secs(3_600)), "the parent tripped");
    assert_eq!(crowded(3, &Server::up()).await, refused("attr-full/3", secs(3_600)));
}

/// While a call is under way, its breaker is not given up, and the next call finds the same one.
#[resilient(breaker = "attr-held/{host}", attempts = 1)]
async fn held(host: usize) -> Outcome {
    std::future::pending().await
}

#[tokio::test(start_paused = true)]
async fn a_breaker_with_a_call_inside_keeps_its_place() {
    define("attr-held", "keys = 2");
    let mut calls: Vec<_> = (0..2).map(|host| Box::pin(held(host))).collect();
    for call in &mut calls {
        assert!(futures_util::poll!(call).is_pending());
    }
    assert_eq!(breaker("attr-held/other").name(), "attr-held");
    drop(calls);
    assert_eq!(breaker("attr-held/other").name(), "attr-held/other");
}

struct Tenant {
    tenant: String,
}

impl Tenant {
    #[resilient(breaker = "{self.tenant}", attempts = 1)]
    async fn ask(&self, server: &Server) -> Outcome {
        Ok(server.ask()?)
    }
}

fn tenant(name: &str) -> Tenant {
    Tenant { tenant: name.to_owned() }
}

/// They are keys of the name as it is written: data reaches no breaker that code has named.
#[tokio::test(start_paused = true)]
async fn a_name_that_is_all_data_has_a_breaker_for_each_value() {
    define("{self.tenant}", "failures = 1, open = 30s");
    let (down, up) = (Server::down(), Server::up());
    assert_eq!(tenant("attr-acme").ask(&down).await, failed(Class::SERVER));
    assert_eq!(tenant("attr-acme").ask(&up).await, refused("{self.tenant}/attr-acme", secs(30)));
    assert_eq!(breaker("{self.tenant}/attr-acme").state(), BreakerState::Open);
    assert_eq!(breaker("attr-acme").state(), BreakerState::Closed, "that is another one");
    assert_eq!(tenant("attr-other").ask(&up).await, Ok(()));
    breaker("attr-known").force_open();
    assert_eq!(tenant("attr-known").ask(&up).await, Ok(()), "the tenant has the name of a breaker by chance");
}

struct Region {
    region: &'static str,
}

impl Region {
    #[resilient(breaker("{self.region}", failures = 5, open = 1h), attempts = 1)]
    async fn ask(&self, server: &Server) -> Outcome {
        Ok(server.ask()?)
    }
}

#[tokio::test(start_paused = true)]
async fn defining_a_name_that_is_all_data_reaches_the_living() {
    let here = Region { region: "attr-region-here" };
    assert_eq!(here.ask(&Server::down()).await, failed(Class::SERVER));
    define("{self.region}", "failures = 2, open = 30s");
    assert_eq!(here.ask(&Server::down()).await, failed(Class::SERVER));
    assert_eq!(here.ask(&Server::up()).await, refused("{self.region}/attr-region-here", secs(30)));
}

#[resilient(breaker = "attr-two/{host}", attempts = 1)]
fn one_of_two(host: &str, server: &Server) -> Outcome {
    Ok(server.ask()?)
}

/// A value that looks like the key of another name is none.
#[tokio::test(start_paused = true)]
async fn data_that_looks_like_a_key_is_not_that_key() {
    let data = Region { region: "attr-two/eu" };
    breaker("attr-two/eu").force_open();
    assert_eq!(data.ask(&Server::up()).await, Ok(()));
    assert_eq!(one_of_two("eu", &Server::up()), refused("attr-two/eu", None));
}

/// Shown, but never cloned twice.
struct Fragile(bool);

impl Clone for Fragile {
    fn clone(&self) -> Self {
        if self.0 { resume_unwind(Box::new("on purpose")) } else { Self(true) }
    }
}

fn consume<T>(_: T) {}

#[resilient(breaker = "attr-clone", clone(argument), attempts = 2)]
async fn cloning(argument: Fragile) -> Outcome {
    consume(argument);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_argument_that_cannot_be_cloned_keeps_no_permit() {
    let breaker = define("attr-clone", "");
    half_open(&breaker).await;
    assert!(AssertUnwindSafe(cloning(Fragile(true))).catch_unwind().await.is_err());
    assert_eq!(breaker.snapshot().probes, 0);
    half_open(&breaker).await;
    assert_eq!(cloning(Fragile(false)).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Closed);
}

/// A value that panics when it is shown, or makes a keyed call itself.
enum Odd {
    Panics,
    Calls,
}

#[resilient(breaker = "attr-inner/{host}", attempts = 1)]
fn inner(host: &str, server: &Server) -> Outcome {
    Ok(server.ask()?)
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("so")?;
        match self {
            Self::Panics => resume_unwind(Box::new("on purpose")),
            Self::Calls => {
                assert_eq!(inner("a-rather-long-key", &Server::up()), Ok(()));
                f.write_str("-far")
            }
        }
    }
}

#[resilient(breaker = "attr-odd/{odd}", attempts = 1)]
fn odd(odd: &Odd, server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[test]
fn a_value_may_panic_or_call_when_it_is_shown() {
    let server = Server::up();
    assert!(std::panic::catch_unwind(AssertUnwindSafe(|| odd(&Odd::Panics, &server))).is_err());
    assert_eq!(server.runs(), 0);
    breaker("attr-odd/so-far").force_open();
    assert_eq!(odd(&Odd::Calls, &server), refused("attr-odd/so-far", None));
    breaker("attr-odd/so-far").close();
    assert_eq!(odd(&Odd::Calls, &server), Ok(()));
    assert_eq!(inner("eu", &server), Ok(()));
    assert_eq!(breaker("attr-odd").snapshot().probes, 0);
}

#[tokio::test(start_paused = true)]
async fn a_classify_that_panics_has_failed() {
    let breaker = define("attr-classify", "failures = 1");
    assert!(AssertUnwindSafe(unclassifiable()).catch_unwind().await.is_err());
    assert_eq!(breaker.state(), BreakerState::Open);
}
