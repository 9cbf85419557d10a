//! Leases that the server does not take any more.

use futures_util::future::join_all;
use futures_util::poll;
use resilin::credentials::LeaseSource;
use resilin::{Class, Fault};
use tokio::time::{Duration, Instant, advance, sleep};

use crate::login::{Step, credentials, hours, minutes, seconds, settle};

/// Red when: `reject` acts on any lease (`last.is_some()`); `failed` does not look at the class.
#[tokio::test(start_paused = true)]
async fn a_hundred_auth_faults_at_once_make_one_renewal() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    script.takes(seconds(1));
    let lease = credentials.get().await.unwrap();
    let call = |number: u64| {
        let (credentials, lease) = (&credentials, &lease);
        async move {
            // The answers come one after the other, some of them long after the renewal.
            sleep(Duration::from_millis(100) * u32::try_from(number).unwrap()).await;
            credentials.failed(lease, &Fault::new(Class::AUTH), false);
            credentials.get().await.unwrap().epoch()
        }
    };
    let epochs = join_all((0..100).map(call)).await;
    assert!(epochs.iter().all(|epoch| *epoch == 2), "{epochs:?}");
    assert_eq!(script.calls(), 2);
}

/// Red when: `reject` compares nothing.
#[tokio::test(start_paused = true)]
async fn who_comes_late_does_not_take_away_what_another_has_brought() {
    let (credentials, script) = credentials(Step::Grant);
    let lost = credentials.get().await.unwrap();
    credentials.reject(&lost);
    let won = credentials.get().await.unwrap();
    credentials.reject(&lost);
    credentials.reject(&lost.clone());
    assert_eq!(credentials.current().map(|lease| lease.epoch()), Some(won.epoch()));
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (2, 2));
}

/// Red when: `Lease::is` compares epochs alone.
#[tokio::test(start_paused = true)]
async fn a_lease_of_other_credentials_changes_nothing() {
    let ((ours, script), (others, _)) = (credentials(Step::Grant), credentials(Step::Grant));
    ours.get().await.unwrap();
    let others = others.get().await.unwrap();
    assert_eq!(others.epoch(), 1, "the same epoch as ours");
    ours.reject(&others);
    ours.get().await.unwrap();
    assert_eq!(script.calls(), 1);
}

/// Red when: `good` does not look at `rejected`.
#[tokio::test(start_paused = true)]
async fn a_rejected_lease_is_not_served_again_not_even_if_the_renewal_fails() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let lease = credentials.get().await.unwrap();
    credentials.reject(&lease);
    assert!(credentials.current().is_none());
    script.always(Step::Fail("the server is down"));
    assert!(credentials.get().await.is_err());
    assert!(credentials.current().is_none() && !credentials.snapshot().is_good);
    script.always(Step::GoodFor(hours(1)));
    assert!(credentials.get().await.is_err(), "the failure is remembered");
    advance(seconds(5)).await;
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (2, 3));
}

/// Red when: `reject` forgets the renewal that runs (`self.running = None`).
#[tokio::test(start_paused = true)]
async fn a_renewal_that_runs_already_will_do() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let lease = credentials.get().await.unwrap();
    script.takes(seconds(10));
    advance(minutes(56)).await;
    credentials.get().await.unwrap();
    sleep(seconds(4)).await;
    credentials.reject(&lease);
    let begin = Instant::now();
    assert_eq!(credentials.get().await.unwrap().epoch(), 2);
    assert_eq!((script.calls(), begin.elapsed()), (2, seconds(6)));
}

/// Red when: `good` does not look at `rejected`.
#[tokio::test(start_paused = true)]
async fn who_waits_is_not_given_a_lease_that_was_rejected_before_it_looked() {
    let (credentials, script) = credentials(Step::Grant);
    script.takes(seconds(1));
    let mut late = Box::pin(credentials.get());
    assert!(poll!(late.as_mut()).is_pending());
    sleep(seconds(2)).await;
    let first = credentials.current().unwrap();
    credentials.reject(&first);
    assert_eq!(late.await.unwrap().epoch(), 2);
    assert_eq!(script.calls(), 2);
}

/// Red when: `failed` rejects whatever the fault, or only `auth`.
#[tokio::test(start_paused = true)]
async fn only_auth_and_what_the_rules_refresh_reject() {
    let (credentials, _) = credentials(Step::Grant);
    let lease = credentials.get().await.unwrap();
    for class in [Class::SERVER, Class::QUOTA, Class::CLIENT, Class::UNKNOWN] {
        credentials.failed(&lease, &Fault::new(class), false);
    }
    credentials.succeeded(&lease);
    settle().await;
    assert!(credentials.snapshot().is_good);
    credentials.failed(&lease, &Fault::new(Class::CLIENT), true);
    assert!(!credentials.snapshot().is_good);
}
