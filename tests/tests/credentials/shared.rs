//! One renewal for all who wait.

use std::sync::Arc;

use futures_util::future::join_all;
use futures_util::poll;
use resilin::credentials::Credentials;
use tokio::time::{Instant, advance, sleep};

use crate::login::{Login, LoginError, Step, credentials, hours, seconds, settle};

async fn ask_all(credentials: &Credentials<Login>, count: usize) -> Vec<Result<u64, String>> {
    let one = || async {
        let got = credentials.get().await;
        got.map(|lease| lease.epoch()).map_err(|error| resilin::Rejected::from(error).to_string())
    };
    join_all((0..count).map(|_| one())).await
}

/// Red when: `without_lease` answers `Renew` while a renewal runs.
#[tokio::test(start_paused = true)]
async fn a_hundred_who_wait_for_the_first_lease_make_one_renewal() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    script.takes(seconds(3));
    let got = ask_all(&credentials, 100).await;
    assert!(got.iter().all(|got| *got == Ok(1)), "{got:?}");
    assert_eq!(script.calls(), 1);
}

/// Red when: `ask_again` does as `ask` does: each waiter tries in turn (it never ends).
#[tokio::test(start_paused = true)]
async fn a_hundred_who_wait_share_a_failure_too() {
    let (credentials, script) = credentials(Step::Fail("the server is down"));
    let credentials = credentials.remember_failure(seconds(0));
    script.takes(seconds(3));
    let begin = Instant::now();
    let got = ask_all(&credentials, 100).await;
    let shared = Err("no credentials: the renewal failed: the server is down".to_owned());
    assert!(got.iter().all(|got| *got == shared), "{got:?}");
    assert_eq!((script.calls(), begin.elapsed()), (1, seconds(3)));
}

/// Red when: `Cause::of_provider` keeps the error's text only.
#[tokio::test(start_paused = true)]
async fn what_is_shared_is_the_providers_own_error() {
    let (credentials, _) = credentials(Step::Fail("wrong password"));
    let (one, other) = tokio::join!(credentials.get(), credentials.get());
    let (one, other) = (one.unwrap_err(), other.unwrap_err());
    let provider_error = one.provider_error().unwrap();
    assert!(provider_error.downcast_ref::<LoginError>().is_some());
    assert!(std::ptr::addr_eq(provider_error, other.provider_error().unwrap()), "one error, seen by two");
    assert_eq!(std::error::Error::source(&one).unwrap().to_string(), "wrong password");
}

/// Red when: the end of a wait ends the renewal (a guard in `wait` that calls `Lifecycle::failed`).
#[tokio::test(start_paused = true)]
async fn who_stops_waiting_stops_nobody() {
    for polls in 0..=5 {
        let (credentials, script) = credentials(Step::GoodFor(hours(1)));
        script.takes(seconds(5));
        let begin = Instant::now();
        let mut first = Box::pin(credentials.get());
        for _ in 0..polls {
            if poll!(first.as_mut()).is_ready() {
                break;
            }
            sleep(seconds(1)).await;
        }
        drop(first);
        assert_eq!(credentials.get().await.unwrap().epoch(), 1, "dropped after {polls} polls");
        assert_eq!(script.calls(), 1, "dropped after {polls} polls: nobody has to begin anew");
        assert_eq!(begin.elapsed(), seconds(5), "dropped after {polls} polls: the renewal went on");
    }
}

/// Red when: as above.
#[tokio::test(start_paused = true)]
async fn a_renewal_that_nobody_waits_for_any_more_still_counts() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    script.takes(seconds(5));
    assert!(poll!(Box::pin(credentials.get())).is_pending());
    sleep(seconds(6)).await;
    assert_eq!(credentials.current().map(|lease| lease.epoch()), Some(1));
    assert_eq!(script.calls(), 1);
}

/// Who asks while a renewal is due and running for somebody else is served too.
///
/// Red when: `is_to_be_renewed` does not look at `running`.
#[tokio::test(start_paused = true)]
async fn a_renewal_in_time_is_begun_once() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    credentials.get().await.unwrap();
    script.takes(seconds(10));
    advance(hours(1) - seconds(120)).await;
    let credentials = Arc::new(credentials);
    let got = ask_all(&credentials, 100).await;
    assert!(got.iter().all(|got| *got == Ok(1)), "{got:?}");
    settle().await;
    assert_eq!(script.calls(), 2);
}
