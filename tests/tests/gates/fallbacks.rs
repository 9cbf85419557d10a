//! What a call returns that gives up, and what its fallback is told.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use resilin::testing::ManualClock;
use resilin::{Breaker, Class, Error, Rejected, breaker, quota, resilient, retry_budget};
use tokio::time::sleep;

use super::client::Client;
use super::common::{Failed, Server, failed, mins, refused, secs, thousandths, used_up};

/// What a fallback was told, as the value of the call. The error type of the functions here cannot say "refused".
type Told = Result<Option<Error<Failed>>, Failed>;

#[resilient(attempts = 3, backoff = fixed(1s), jitter = none, fallback = |error| Ok(Some(error)))]
async fn retried(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[allow(clippy::unnecessary_wraps, reason = "it is compared with what a call gives")]
fn told(outcome: super::common::Outcome) -> Told {
    Ok(Some(outcome.expect_err("a failure")))
}

#[tokio::test(start_paused = true)]
async fn it_is_asked_once_when_the_call_gives_up_and_told_the_last_error() {
    let server = Server::new([Class::SERVER, Class::NETWORK], Class::OVERLOAD);
    assert_eq!((retried(&server).await, server.at()), (told(failed(Class::OVERLOAD)), vec![0, 1_000, 2_000]));
    let server = Server::always(Class::CLIENT);
    assert_eq!((retried(&server).await, server.runs()), (told(failed(Class::CLIENT)), 1));
}

#[tokio::test(start_paused = true)]
async fn it_is_not_asked_where_an_attempt_succeeds() {
    assert_eq!(retried(&Server::failing([Class::SERVER; 2])).await, Ok(None));
}

#[resilient(breaker("back-breaker", failures = 1), attempts = 3, fallback = |error| Ok(Some(error)))]
async fn guarded(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn it_is_told_of_an_open_breaker() {
    let server = Server::always(Class::SERVER);
    assert_eq!(guarded(&server).await, told(failed(Class::SERVER)), "the attempt's own error first");
    assert_eq!(guarded(&server).await, told(refused("back-breaker", secs(60))));
    assert_eq!(server.runs(), 1);
}

#[resilient(timeout = 2s, attempts = 2, backoff = none, fallback = |error| Ok(Some(error)))]
async fn timed() -> Told {
    std::future::pending().await
}

#[resilient(deadline = 3s, timeout = 2s, backoff = none, fallback = |error| Ok(Some(error)))]
async fn bounded() -> Told {
    std::future::pending().await
}

#[resilient(deadline = 3s, fallback = |error| Ok(Some(error)))]
async fn cut() -> Told {
    std::future::pending().await
}

#[tokio::test(start_paused = true)]
async fn it_is_told_of_the_two_times() {
    let timed_out = || told(Err(Error::Rejected(Rejected::TimedOut { after: secs(2) })));
    assert_eq!((timed().await, bounded().await), (timed_out(), timed_out()));
    assert_eq!(cut().await, told(Err(Error::Rejected(Rejected::DeadlineExceeded))));
}

#[allow(clippy::ref_option, reason = "the form that `validate` asks for")]
fn refuse(_: &Option<Error<Failed>>) -> Result<(), &'static str> {
    Err("never good enough")
}

#[resilient(validate = refuse, attempts = 2, backoff = none, fallback = |error| Ok(Some(error)))]
async fn invalid() -> Told {
    Ok(None)
}

/// Nor is its own value asked for its validity.
#[tokio::test(start_paused = true)]
async fn it_is_told_of_a_value_that_is_not_valid() {
    let reason = "never good enough".to_owned();
    assert_eq!(invalid().await, told(Err(Error::Rejected(Rejected::Invalid { reason }))));
}

#[resilient(quota = "back-quota", fallback = |error| Ok(Some(error)))]
async fn metered(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn it_is_told_of_a_quota() {
    let server = Server::always(Class::QUOTA);
    assert_eq!(metered(&server).await, told(failed(Class::QUOTA)));
    assert_eq!((metered(&server).await, server.runs()), (told(used_up("back-quota", mins(15))), 1));
    quota("back-quota").open();
}

#[resilient(credentials(lease = client.session), fallback = |error| Ok(Some(error)))]
async fn with_a_lease(client: &Client) -> Told {
    client.ask(lease)?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn it_is_told_of_missing_credentials() {
    let client = Client::failing([Class::AUTH; 2]);
    assert_eq!(with_a_lease(&client).await, told(failed(Class::AUTH)));
    client.login.fails(true);
    let outcome = with_a_lease(&client).await;
    assert!(matches!(outcome, Ok(Some(Error::Rejected(Rejected::NoCredentials { .. })))), "{outcome:?}");
    client.login.fails(false);
    sleep(secs(5)).await;
    assert_eq!(with_a_lease(&client).await, Ok(None));
}

#[resilient(retry_budget("back-budget", tokens = 5, cost = 5), attempts = 9, backoff = none, fallback = |error| Ok(Some(error)))]
async fn paid(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

/// A call that is saved by its fallback has not succeeded.
#[tokio::test(start_paused = true)]
async fn it_earns_nothing() {
    let server = Server::always(Class::SERVER);
    assert_eq!((paid(&server).await, server.runs()), (told(failed(Class::SERVER)), 2));
    assert_eq!(thousandths(&retry_budget("back-budget")), 0);
}

#[resilient(breaker("back-closed", failures = 2), attempts = 1, fallback = |_| Ok(None))]
async fn saved(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn it_hides_nothing_from_the_breaker() {
    let server = Server::always(Class::SERVER);
    for _ in 0..2 {
        assert_eq!(saved(&server).await, Ok(None));
    }
    assert_eq!(breaker("back-closed").snapshot().opens, 1);
}

#[resilient(deadline = 2s, attempts = 1, fallback = async |error| {
    sleep(secs(60)).await;
    Ok(Some(error))
})]
async fn slowly(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn it_is_not_under_the_deadline() {
    let server = Server::always(Class::SERVER);
    assert_eq!((slowly(&server).await, server.age()), (told(failed(Class::SERVER)), 60_000));
}

#[resilient(attempts = 2, backoff = none, fallback = |error| Err(error.into_failed().expect("a failure")))]
async fn handed_on(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn it_may_fail_itself() {
    let server = Server::always(Class::SERVER);
    assert_eq!((handed_on(&server).await.is_err(), server.runs()), (true, 2));
}

#[resilient(attempts = 2, backoff = none, fallback = |_| panic!("the fallback's own panic: this test wants it"))]
async fn panicking(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[resilient(attempts = 2, backoff = none, fallback = |_| Ok(None))]
async fn panicking_itself() -> Told {
    std::panic::resume_unwind(Box::new("on purpose"))
}

#[tokio::test(start_paused = true)]
async fn panics_pass_through() {
    let server = Server::always(Class::SERVER);
    let panic = AssertUnwindSafe(panicking(&server)).catch_unwind().await.unwrap_err();
    assert!(panic.downcast_ref::<&str>().is_some_and(|text| text.starts_with("the fallback's")));
    assert!(
        AssertUnwindSafe(panicking_itself()).catch_unwind().await.is_err(),
        "the body's is not caught, either"
    );
}

#[resilient(quota("back-blocking", wait_up_to = 5s, ramp = 0s), attempts = 2, backoff = fixed(1s), jitter = none,
    fallback = |error| Ok(Some(error)))]
fn blocking(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[test]
fn in_a_blocking_call() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let server = Server::always(Class::SERVER);
    assert_eq!((blocking(&server), clock.sleeps()), (told(failed(Class::SERVER)), vec![secs(1)]));
    quota("back-blocking").close_for(secs(6));
    assert_eq!(blocking(&server), told(used_up("back-blocking", secs(6))));
    clock.advance(secs(1));
    server.answer(super::common::OK);
    assert_eq!((blocking(&server), clock.sleeps()), (Ok(None), vec![secs(1), secs(5)]));
}

/// The call is over when its fallback begins: what it asks of the same breaker is a call of its own.
#[resilient(breaker("back-inside", failures = 1, open = 60s), attempts = 1, fallback = async |_| inside(server).await)]
async fn outside(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[resilient(breaker = "back-inside", attempts = 1, fallback = |error| Ok(Some(error)))]
async fn inside(server: &Server) -> Told {
    server.ask()?;
    Ok(None)
}

#[tokio::test(start_paused = true)]
async fn a_call_inside_it_is_one_of_its_own() {
    let server = Server::always(Class::SERVER);
    assert_eq!(outside(&server).await, told(refused("back-inside", secs(60))));
    assert_eq!(Breaker::define("back-inside", "failures = 1, open = 60s").unwrap().snapshot().opens, 1);
}
