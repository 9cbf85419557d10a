//! Renewals that fail.

use resilin::credentials::Credentials;
use resilin::{Class, Classify, Hint, Rejected};
use tokio::time::{Duration, Instant, advance, sleep};

use crate::login::{Login, Script, Step, credentials, hours, minutes, seconds, settle};

const DOWN: Step = Step::Fail("the server is down");

async fn with_a_lease_of_an_hour() -> (Credentials<Login>, Script) {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    credentials.get().await.unwrap();
    (credentials, script)
}

/// Red when: `Lifecycle::failed` takes the last lease; `is_to_be_renewed` does not look at what is remembered.
#[tokio::test(start_paused = true)]
async fn a_failed_renewal_does_not_displace_a_good_lease() {
    let (credentials, script) = with_a_lease_of_an_hour().await;
    script.always(DOWN);
    advance(minutes(55)).await;
    for _ in 0..290 {
        assert_eq!(credentials.get().await.unwrap().epoch(), 1);
        sleep(seconds(1)).await;
    }
    let tried = script.calls() - 1;
    assert!((50..=58).contains(&tried), "every five seconds, not with each call: {tried}");
    assert_eq!(u64::from(credentials.snapshot().failures), tried);
    script.always(Step::GoodFor(hours(1)));
    sleep(seconds(5)).await;
    credentials.get().await.unwrap();
    settle().await;
    assert_eq!((credentials.get().await.unwrap().epoch(), credentials.snapshot().failures), (2, 0));
}

/// Red when: `good` does not look at the term.
#[tokio::test(start_paused = true)]
async fn a_lease_that_could_not_be_renewed_ends_all_the_same() {
    let (credentials, script) = with_a_lease_of_an_hour().await;
    script.always(DOWN);
    advance(hours(1)).await;
    assert!(credentials.get().await.is_err());
    assert_eq!(credentials.snapshot().expires_in, None);
}

/// Red when: `without_lease` does not look at what is remembered; `is_remembered` is always true.
#[tokio::test(start_paused = true)]
async fn a_failure_is_remembered_for_a_while_and_then_tried_again() {
    let (credentials, script) = credentials(DOWN);
    assert_eq!(credentials.get().await.unwrap_err().retry_after(), Some(seconds(5)));
    advance(Duration::from_millis(4_900)).await;
    let error = credentials.get().await.unwrap_err();
    assert_eq!((error.retry_after(), script.calls()), (Some(Duration::from_millis(100)), 1));
    script.always(Step::Grant);
    advance(Duration::from_millis(100)).await;
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (1, 2));
}

/// Red when: `remember_failure` sets nothing.
#[tokio::test(start_paused = true)]
async fn how_long_a_failure_is_remembered_is_the_users_choice() {
    let (credentials, script) = credentials(DOWN);
    let credentials = credentials.remember_failure(minutes(1));
    assert_eq!(credentials.get().await.unwrap_err().retry_after(), Some(minutes(1)));
    let credentials = credentials.remember_failure(seconds(0));
    advance(minutes(1)).await;
    assert_eq!(credentials.get().await.unwrap_err().retry_after(), None);
    assert!(credentials.get().await.is_err());
    assert_eq!(script.calls(), 3);
}

/// Red when: `within` has no timer (it never ends); `renew_timeout` sets nothing.
#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_does_not_hang_its_callers() {
    let (credentials, script) = credentials(Step::Hang);
    let begin = Instant::now();
    assert_eq!(credentials.get().await.unwrap_err().to_string(), "the renewal did not end within 60s");
    assert_eq!(begin.elapsed(), seconds(60));
    let credentials = credentials.renew_timeout(seconds(2));
    sleep(seconds(5)).await;
    let begin = Instant::now();
    assert!(credentials.get().await.is_err());
    assert_eq!(begin.elapsed(), seconds(2));
    script.always(Step::Grant);
    sleep(seconds(5)).await;
    assert_eq!(credentials.get().await.unwrap().epoch(), 1);
}

/// Red when: `Running` does nothing when it is dropped (it never ends); its end is remembered as a failure's.
#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_an_error_and_the_next_call_tries_again() {
    let (credentials, script) = credentials(Step::Grant);
    script.once(Step::Panic);
    let (one, other) = tokio::join!(credentials.get(), credentials.get());
    assert_eq!(one.unwrap_err().to_string(), "the provider panicked");
    assert_eq!(other.unwrap_err().to_string(), "the provider panicked");
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (1, 2));
}

/// Red when: `Lifecycle::failed` takes the lease away.
#[tokio::test(start_paused = true)]
async fn a_panic_in_time_leaves_the_lease_in_use() {
    let (credentials, script) = with_a_lease_of_an_hour().await;
    script.once(Step::Panic);
    advance(minutes(56)).await;
    credentials.get().await.unwrap();
    settle().await;
    assert_eq!(credentials.current().map(|lease| lease.epoch()), Some(1));
    credentials.get().await.unwrap();
    settle().await;
    assert_eq!(credentials.get().await.unwrap().epoch(), 2);
}

/// Red when: `classify` leaves out `not_processed`; `From<CredentialsError>` leaves out the sources.
#[tokio::test(start_paused = true)]
async fn a_failure_is_a_refusal_of_class_auth() {
    let (credentials, _) = credentials(DOWN);
    let error = credentials.get().await.unwrap_err();
    let (fault, rejected) = (error.classify(), Rejected::from(error));
    assert_eq!(fault, rejected.fault());
    assert_eq!((fault.class(), fault.is_not_processed()), (Class::AUTH, true));
    assert_eq!(fault.hint(), Some(Hint::After(seconds(5))));
    assert_eq!(rejected.to_string(), "no credentials: the renewal failed: the server is down");
    assert_eq!(rejected.retry_after(), Some(seconds(5)));
}
