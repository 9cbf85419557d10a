//! The wait for a lease, and calls that have none.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::future::join_all;
use resilin::credentials::Lease;
use resilin::{Class, Error, Fault, Rejected, resilient};
use tokio::time::sleep;

use super::client::Client;
use super::common::{Failed, Outcome, failed, secs, settle};

const NO_FAULT: [Class; 0] = [];

leased! {
    plain();
    retried(attempts = 3, backoff = fixed(10s), jitter = none);
    bounded(deadline = 10s, attempts = 3, backoff = fixed(1s), jitter = none);
    timed(timeout = 2s, attempts = 2, backoff = none);
    guarded(breaker("lease-breaker", failures = 1));
}

fn no_credentials(outcome: &Outcome<u64>) -> bool {
    matches!(outcome, Err(Error::Rejected(Rejected::NoCredentials { .. })))
}

#[tokio::test(start_paused = true)]
async fn the_body_runs_when_there_is_one() {
    let client = Client::failing(NO_FAULT);
    client.login.takes(secs(3));
    assert_eq!((plain(&client).await, client.server.at()), (Ok(1), vec![3_000]));
    assert_eq!((plain(&client).await, client.server.at(), client.login.renewals()), (Ok(1), vec![3_000; 2], 1));
}

// Red when: `leased` of runtime/src/driver/leased.rs asks for the lease before the wait.
#[tokio::test(start_paused = true)]
async fn it_is_got_after_the_wait_for_a_retry() {
    let client = Client::failing([Class::SERVER]);
    let revoking = async {
        let lease = client.session.get().await.expect("the login is up");
        sleep(secs(5)).await;
        client.session.reject(&lease);
    };
    let (outcome, ()) = tokio::join!(retried(&client), revoking);
    assert_eq!((outcome, client.epochs()), (Ok(2), vec![1, 2]));
}

// Red when: `poll` of `Leasing` in runtime/src/driver/leased.rs does not poll the end.
#[tokio::test(start_paused = true)]
async fn the_deadline_cuts_the_wait_for_it() {
    let client = Client::failing(NO_FAULT);
    client.login.takes(secs(60));
    let cut = Err(Error::Rejected(Rejected::DeadlineExceeded));
    assert_eq!((bounded(&client).await, client.server.age(), client.server.runs()), (cut, 10_000, 0));
    sleep(secs(50)).await;
    settle().await;
    assert_eq!(client.login.renewals(), 1);
    assert_eq!(bounded(&client).await, Ok(1), "the renewal went on for those who come later");
}

#[tokio::test(start_paused = true)]
async fn after_an_attempt_the_caller_gets_that_attempts_error() {
    let client = Client::failing([Class::AUTH]);
    assert!(client.session.get().await.is_ok());
    client.login.takes(secs(60));
    assert_eq!((bounded(&client).await, client.server.age()), (failed(Class::AUTH), 10_000));
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_an_attempt_begins_behind_it() {
    let client = Client::failing(NO_FAULT);
    client.login.takes(secs(30));
    assert_eq!((timed(&client).await, client.server.at()), (Ok(1), vec![30_000]));
}

#[tokio::test(start_paused = true)]
async fn without_one_the_call_ends_at_once_and_no_attempt_is_counted() {
    let client = Client::failing(NO_FAULT);
    client.login.fails(true);
    let outcome = retried(&client).await;
    let Err(Error::Rejected(rejected @ Rejected::NoCredentials { .. })) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(rejected.retry_after(), Some(secs(5)), "so long the failure is remembered");
    assert_eq!(rejected.to_string(), "no credentials: the renewal failed: the login is down");
    assert_eq!((client.server.runs(), client.server.age(), client.login.renewals()), (0, 0, 1));
    let fault = rejected.fault();
    assert_eq!((fault.class(), fault.is_not_processed()), (Class::AUTH, true));
}

#[tokio::test(start_paused = true)]
async fn after_a_failed_attempt_it_ends_with_that_attempts_error() {
    let client = Client::failing([Class::SERVER]);
    let lease = client.session.get().await.expect("the login is up");
    client.login.fails(true);
    let revoking = async {
        sleep(secs(5)).await;
        client.session.reject(&lease);
    };
    let (outcome, ()) = tokio::join!(retried(&client), revoking);
    assert_eq!((outcome, client.epochs(), client.server.age()), (failed(Class::SERVER), vec![1], 10_000));
}

#[tokio::test(start_paused = true)]
async fn a_breaker_does_not_count_it() {
    let client = Client::failing(NO_FAULT);
    client.login.fails(true);
    assert!(no_credentials(&guarded(&client).await));
    let snapshot = resilin::breaker("lease-breaker").snapshot();
    assert_eq!((snapshot.failures, snapshot.rejected), (0, 0));
    client.login.fails(false);
    sleep(secs(5)).await;
    assert_eq!(guarded(&client).await, Ok(1));
}

/// Takes leases from this epoch on.
struct Gate {
    client: Client,
    from: AtomicU64,
}

#[resilient(credentials(lease = gate.client.session), attempts = 2)]
async fn enter(gate: &Gate, lag: u64) -> Outcome<u64> {
    let epoch = Lease::epoch(lease);
    sleep(secs(lag)).await;
    let from = gate.from.load(Ordering::Relaxed);
    if epoch < from { Err(Failed(Fault::new(Class::AUTH)))? } else { Ok(epoch) }
}

// Red when: `reject` of runtime/src/credentials/lifecycle.rs acts on any lease.
#[tokio::test(start_paused = true)]
async fn a_hundred_calls_whose_lease_is_revoked_renew_it_once_and_all_succeed() {
    let gate = Arc::new(Gate { client: Client::failing(NO_FAULT), from: AtomicU64::new(0) });
    assert_eq!(enter(&gate, 0).await, Ok(1));
    gate.client.login.takes(secs(2));
    gate.from.store(2, Ordering::Relaxed);
    let calls = (0..100).map(|number| {
        let gate = Arc::clone(&gate);
        tokio::spawn(async move { enter(&gate, 1 + number % 7).await })
    });
    let outcomes = join_all(calls).await;
    assert!(outcomes.iter().all(|outcome| *outcome.as_ref().unwrap() == Ok(2)), "{outcomes:?}");
    assert_eq!(gate.client.login.renewals(), 2);
}

/// A body may keep its lease as long as it likes.
#[resilient(credentials(lease = client.session))]
async fn keeping(client: &Client) -> Outcome<Lease<&'static str>> {
    client.ask(lease)?;
    Ok(lease.clone())
}

#[tokio::test(start_paused = true)]
async fn the_body_may_keep_it() {
    let client = Client::failing(NO_FAULT);
    let lease = keeping(&client).await.unwrap();
    client.session.reject(&lease);
    assert_eq!((lease.epoch(), *lease, keeping(&client).await.unwrap().epoch()), (1, "s3cr3t", 2));
}
