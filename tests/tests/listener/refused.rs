//! Calls that their policy refuses: by each of its gates.

use resilin::credentials::KeyRing;
use resilin::quota::Quota;
use resilin::testing::ManualClock;
use resilin::{Breaker, Class, Error, Rejected, RetryBudget, resilient};

use super::common::{Ear, Failed, Outcome, failed, is_open, secs};

#[resilient(name = "refused.breaker", breaker = "refused")]
async fn broken() -> Outcome {
    Ok(())
}

#[resilient(name = "refused.breaker", breaker = "refused")]
fn broken_blocking() -> Outcome {
    Ok(())
}

// Red when: `refuse` of runtime/src/driver/session.rs tells no end.
#[tokio::test(start_paused = true)]
async fn by_a_breaker() {
    let (ear, _listening) = Ear::open(&["refused.breaker"]);
    let breaker = resilin::breaker("refused");
    breaker.force_open();
    let expected = ["rejected 1 circuit_open", "call circuit_open attempts=0 took=0"];
    assert!(is_open(&broken().await));
    ear.heard(&expected);
    assert!(is_open(&broken_blocking()));
    ear.heard(&expected);
}

#[resilient(name = "refused.later", breaker = "refused.later", backoff = fixed(1s), jitter = none)]
async fn broken_later() -> Outcome {
    Err(failed(Class::SERVER).into())
}

/// The look at the time of the retry: what it would meet is told, and the call has failed by its own error.
#[tokio::test(start_paused = true)]
async fn by_a_breaker_that_would_refuse_the_retry() {
    let (ear, _listening) = Ear::open(&["refused.later"]);
    Breaker::define("refused.later", "failures = 1").expect("they are right");
    assert!(matches!(broken_later().await, Err(Error::Failed(_))));
    ear.heard(&[
        "attempt 1 server took=0",
        "breaker closed -> open failures_in_row lasted=0 open=Some(60000)",
        "rejected 2 circuit_open",
        "call failed attempts=1 took=0",
    ]);
}

#[resilient(name = "refused.meanwhile", breaker = "refused.meanwhile", backoff = fixed(1s), jitter = none)]
async fn broken_meanwhile() -> Outcome {
    Err(failed(Class::SERVER).into())
}

/// The caller gets the error of the attempt that ended; what ended the call was the breaker.
#[tokio::test(start_paused = true)]
async fn by_a_breaker_that_opens_during_the_wait() {
    let (ear, _listening) = Ear::open(&["refused.meanwhile"]);
    let moving = async {
        tokio::time::sleep(secs(1) / 2).await;
        resilin::breaker("refused.meanwhile").force_open();
    };
    let (outcome, ()) = tokio::join!(broken_meanwhile(), moving);
    assert!(matches!(outcome, Err(Error::Failed(_))));
    ear.heard(&[
        "attempt 1 server took=0",
        "retry after 1 server delay=1000",
        "breaker closed -> forced_open manual lasted=500 open=None",
        "rejected 2 circuit_open",
        "call circuit_open attempts=1 took=1000",
    ]);
}

#[resilient(name = "refused.quota", quota = "refused")]
async fn exhausted() -> Outcome {
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn by_a_quota() {
    let (ear, _listening) = Ear::open(&["refused.quota"]);
    Quota::define("refused", "").expect("they are right").close_for(secs(60));
    assert!(exhausted().await.is_err());
    ear.heard(&["rejected 1 quota_exhausted", "call quota_exhausted attempts=0 took=0"]);
}

#[resilient(name = "refused.credentials", credentials(lease = keys))]
async fn keyless(keys: &KeyRing<()>) -> Outcome {
    let _ = lease;
    Ok(())
}

#[resilient(name = "refused.credentials", credentials(lease = keys))]
fn keyless_blocking(keys: &KeyRing<()>) -> Outcome {
    let _ = lease;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn for_want_of_credentials() {
    let (ear, _listening) = Ear::open(&["refused.credentials"]);
    let keys = KeyRing::new([("refused.only", ())]).expect("one key");
    let key = keys.get().expect("it is good");
    resilin::credentials::LeaseSource::failed(&keys, &key, &resilin::Fault::new(Class::AUTH), true);
    assert!(matches!(keyless(&keys).await, Err(Error::Rejected(Rejected::NoCredentials { .. }))));
    let expected = ["rejected 1 no_credentials", "call no_credentials attempts=0 took=0"];
    ear.heard(&expected);
    let _installed = ManualClock::new().install();
    let outcome = keyless_blocking(&keys);
    assert!(matches!(outcome, Err(Error::Rejected(Rejected::NoCredentials { .. }))), "{outcome:?}");
    ear.heard(&expected);
}

#[resilient(name = "refused.budget", retry_budget = "refused", backoff = none)]
async fn poor() -> Result<(), Failed> {
    Err(failed(Class::SERVER))
}

#[tokio::test(start_paused = true)]
async fn for_want_of_a_budget() {
    let (ear, _listening) = Ear::open(&["refused.budget"]);
    RetryBudget::define("refused", "tokens = 5, cost = 5").expect("they are right");
    assert!(poor().await.is_err());
    ear.heard(&[
        "attempt 1 server took=0",
        "retry after 1 server delay=0",
        "attempt 2 server took=0",
        "gave up after 2 server retry_budget",
        "call failed attempts=2 took=0",
    ]);
}

#[resilient(name = "refused.not idempotent", idempotent = false)]
async fn order() -> Result<(), Failed> {
    Err(failed(Class::SERVER))
}

#[resilient(name = "refused.hint")]
async fn told_to_wait() -> Result<(), Failed> {
    Err(Failed(resilin::Fault::new(Class::SERVER).retry_after(secs(10_000))))
}

#[tokio::test(start_paused = true)]
async fn for_what_the_failure_was() {
    let (ear, _listening) = Ear::open(&["refused.not idempotent", "refused.hint"]);
    assert!(order().await.is_err());
    ear.heard(&[
        "attempt 1 server took=0",
        "gave up after 1 server not_idempotent",
        "call failed attempts=1 took=0",
    ]);
    assert!(told_to_wait().await.is_err());
    ear.heard(&[
        "attempt 1 server took=0",
        "gave up after 1 server hint_too_long",
        "call failed attempts=1 took=0",
    ]);
}
