//! Calls that come to their end by themselves.

use resilin::testing::ManualClock;
use resilin::{Class, Registry, Site, policy, resilient};
use tokio::time::sleep;

use super::common::{Ear, Failed, Outcome, failed, secs};

/// Fails until the attempt that is to do well, each of which takes a second.
async fn until(good: u32, runs: &mut u32) -> Result<(), Failed> {
    sleep(secs(1)).await;
    *runs += 1;
    if *runs == good { Ok(()) } else { Err(failed(Class::SERVER)) }
}

#[resilient(name = "calls.async", backoff = fixed(4s), jitter = none)]
async fn asynchronous(good: u32, runs: &mut u32) -> Result<(), Failed> {
    until(good, runs).await
}

// Red when: `succeeded_with_extras` of runtime/src/driver/session.rs tells no end of the attempt or of the call.
#[tokio::test(start_paused = true)]
async fn one_that_succeeds_at_once() {
    let (ear, _listening) = Ear::open(&["calls.async"]);
    asynchronous(1, &mut 0).await.expect("it is good");
    ear.heard(&["attempt 1 ok took=1000", "call ok attempts=1 took=1000"]);
    // The ear is this test's alone: other calls at the site would be heard.
    second(&ear).await;
    all_fail(&ear).await;
}

async fn second(ear: &Ear) {
    asynchronous(2, &mut 0).await.expect("it is good in the end");
    ear.heard(&[
        "attempt 1 server took=1000",
        "retry after 1 server delay=4000",
        "attempt 2 ok took=1000",
        "call ok attempts=2 took=6000",
    ]);
}

// Red when: `gives_up` of runtime/src/driver/session.rs tells the end of the call after each attempt, or of no attempt.
async fn all_fail(ear: &Ear) {
    assert!(asynchronous(9, &mut 0).await.is_err());
    ear.heard(&[
        "attempt 1 server took=1000",
        "retry after 1 server delay=4000",
        "attempt 2 server took=1000",
        "retry after 2 server delay=4000",
        "attempt 3 server took=1000",
        "gave up after 3 server attempts",
        "call failed attempts=3 took=11000",
    ]);
}

#[resilient(name = "calls.blocking", backoff = fixed(4s), jitter = none)]
fn blocking(good: u32, runs: &mut u32, clock: &ManualClock) -> Result<(), Failed> {
    clock.advance(secs(1));
    *runs += 1;
    if *runs == good { Ok(()) } else { Err(failed(Class::SERVER)) }
}

#[test]
fn ones_that_block() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let (ear, _listening) = Ear::open(&["calls.blocking"]);
    blocking(1, &mut 0, &clock).expect("it is good");
    ear.heard(&["attempt 1 ok took=1000", "call ok attempts=1 took=1000"]);
    blocking(2, &mut 0, &clock).expect("it is good in the end");
    ear.heard(&[
        "attempt 1 server took=1000",
        "retry after 1 server delay=4000",
        "attempt 2 ok took=1000",
        "call ok attempts=2 took=6000",
    ]);
}

#[resilient(name = "calls.once", attempts = 1)]
async fn once(class: Option<Class>) -> Result<(), Failed> {
    class.map_or(Ok(()), |class| Err(failed(class)))
}

#[tokio::test(start_paused = true)]
async fn ones_without_a_loop() {
    let (ear, _listening) = Ear::open(&["calls.once"]);
    once(None).await.expect("it is good");
    ear.heard(&["attempt 1 ok took=0", "call ok attempts=1 took=0"]);
    assert!(once(Some(Class::custom("conflict"))).await.is_err());
    ear.heard(&[
        "attempt 1 conflict took=0",
        "gave up after 1 conflict attempts",
        "call failed attempts=1 took=0",
    ]);
    assert!(once(Some(Class::CLIENT)).await.is_err());
    ear.heard(&["attempt 1 client took=0", "gave up after 1 client rule", "call failed attempts=1 took=0"]);
}

static BY_HAND: Site = Site::new("calls.by hand", policy!(r#"backoff = none, breaker = "calls""#));

#[tokio::test(start_paused = true)]
async fn ones_by_hand_and_in_a_registry_of_their_own() {
    let (ear, _listening) = Ear::open(&["calls.by hand"]);
    let expected = ["attempt 1 ok took=0", "call ok attempts=1 took=0"];
    BY_HAND.call(|| async { Ok::<_, Failed>(()) }).await.expect("it is good");
    ear.heard(&expected);
    BY_HAND.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
    ear.heard(&expected);
    let registry = Registry::new();
    BY_HAND.within(&registry).call(|| async { Ok::<_, Failed>(()) }).await.expect("it is good");
    ear.heard(&expected);
    BY_HAND.within(&registry).call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
    ear.heard(&expected);
}

#[resilient(name = "calls.slow", timeout = 1s, backoff = none, attempts = 2)]
async fn slow() -> Outcome {
    sleep(secs(60)).await;
    Ok(())
}

// Red when: `rejected` of runtime/src/driver/session.rs tells no end of the attempt.
#[tokio::test(start_paused = true)]
async fn one_whose_attempts_are_cut() {
    let (ear, _listening) = Ear::open(&["calls.slow"]);
    assert!(slow().await.is_err());
    ear.heard(&[
        "attempt 1 timeout took=1000",
        "retry after 1 timeout delay=0",
        "attempt 2 timeout took=1000",
        "gave up after 2 timeout attempts",
        "rejected 2 timed_out",
        "call timed_out attempts=2 took=2000",
    ]);
}

#[resilient(name = "calls.late", deadline = 10s)]
async fn late() -> Outcome {
    sleep(secs(60)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn one_that_its_deadline_cuts() {
    let (ear, _listening) = Ear::open(&["calls.late"]);
    assert!(late().await.is_err());
    ear.heard(&[
        "attempt 1 timeout took=10000",
        "rejected 1 deadline_exceeded",
        "call deadline_exceeded attempts=1 took=10000",
    ]);
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &()) -> Result<(), &'static str> {
    Err("never good enough")
}

#[resilient(name = "calls.invalid", validate = refuse, backoff = none, attempts = 2)]
async fn invalid() -> Outcome {
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn one_whose_values_are_not_accepted() {
    let (ear, _listening) = Ear::open(&["calls.invalid"]);
    assert!(invalid().await.is_err());
    ear.heard(&[
        "attempt 1 invalid took=0",
        "retry after 1 invalid delay=0",
        "attempt 2 invalid took=0",
        "gave up after 2 invalid attempts",
        "rejected 2 invalid",
        "call invalid attempts=2 took=0",
    ]);
}

#[resilient(name = "calls.saved", attempts = 1, fallback = |_| Ok(7))]
async fn saved() -> Result<u32, Failed> {
    Err(failed(Class::SERVER))
}

#[tokio::test(start_paused = true)]
async fn one_that_its_fallback_saves_has_failed() {
    let (ear, _listening) = Ear::open(&["calls.saved"]);
    assert_eq!(saved().await, Ok(7));
    ear.heard(&["attempt 1 server took=0", "gave up after 1 server attempts", "call failed attempts=1 took=0"]);
}

#[resilient(name = "calls.short", deadline = 10s, backoff = fixed(6s), jitter = none, attempts = 9)]
async fn short() -> Outcome {
    Err(failed(Class::SERVER).into())
}

#[tokio::test(start_paused = true)]
async fn one_whose_deadline_leaves_no_time_for_a_wait() {
    let (ear, _listening) = Ear::open(&["calls.short"]);
    assert!(short().await.is_err());
    ear.heard(&[
        "attempt 1 server took=0",
        "retry after 1 server delay=6000",
        "attempt 2 server took=0",
        "gave up after 2 server deadline",
        "call failed attempts=2 took=6000",
    ]);
}

/// Nothing happened: the body of an async function runs when it is polled.
#[tokio::test(start_paused = true)]
async fn one_that_is_never_polled_is_none() {
    let (ear, _listening) = Ear::open(&["calls.saved by nobody"]);
    drop(unpolled());
    ear.heard(&[]);
}

#[resilient(name = "calls.saved by nobody")]
async fn unpolled() -> Result<(), Failed> {
    Ok(())
}
