//! `idempotent = false`: only what is proved not to have been processed is retried.

use std::io;

use resilin::{Class, Error, Fault, Rejected, Site, policy, resilient};
use tokio::time::sleep;

use super::common::{Fail, Runs, fail, failed, runs_of, secs, sleeps_of};

static ONCE: Site = Site::new("once", policy!("idempotent = false, jitter = none"));

#[tokio::test(start_paused = true)]
async fn what_may_have_been_processed_is_not_run_again() {
    for class in Class::BUILT_IN.into_iter().chain([Class::custom("conflict")]) {
        assert_eq!(runs_of(&ONCE, Fault::new(class)).await, [0], "{class}");
        assert_eq!(runs_of(&ONCE, Fault::new(class).retry_after(secs(1))).await, [0], "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_not_processed_is_retried_by_its_class() {
    assert_eq!(runs_of(&ONCE, Fault::new(Class::NETWORK).not_processed()).await, [0, 200, 600]);
    assert_eq!(runs_of(&ONCE, Fault::new(Class::THROTTLED).not_processed()).await, [0, 1_000, 3_000]);
    assert_eq!(sleeps_of(&ONCE, Fault::new(Class::OVERLOAD).not_processed()), [200, 400]);
    assert_eq!(runs_of(&ONCE, Fault::new(Class::CLIENT).not_processed()).await, [0], "the rule is to fail");
}

#[resilient(idempotent = false, jitter = none)]
async fn io(runs: &Runs, kind: io::ErrorKind) -> io::Result<()> {
    runs.note();
    Err(kind.into())
}

#[tokio::test(start_paused = true)]
async fn a_refused_connection_is_proof_and_a_broken_one_is_not() {
    let (refused, reset) = (Runs::new(), Runs::new());
    assert!(io(&refused, io::ErrorKind::ConnectionRefused).await.is_err());
    assert!(io(&reset, io::ErrorKind::ConnectionReset).await.is_err());
    assert_eq!((refused.count(), reset.count()), (3, 1));
}

#[resilient(idempotent = false, timeout = 1s, backoff = fixed(1s))]
async fn slow(runs: &Runs) -> Result<(), Error<Fail>> {
    runs.note();
    sleep(secs(60)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_timeout_is_never_proof() {
    let runs = Runs::new();
    assert!(matches!(slow(&runs).await, Err(Error::Rejected(Rejected::TimedOut { .. }))));
    assert_eq!((runs.count(), runs.elapsed()), (1, 1_000));
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &()) -> Result<(), &'static str> {
    Err("no")
}

#[resilient(idempotent = false, validate = refuse, backoff = fixed(1s))]
async fn invalid(runs: &Runs) -> Result<(), Error<Fail>> {
    runs.note();
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_answer_was_processed_even_if_it_is_not_valid() {
    let runs = Runs::new();
    assert!(matches!(invalid(&runs).await, Err(Error::Rejected(Rejected::Invalid { .. }))));
    assert_eq!(runs.count(), 1);
}

#[resilient(idempotent = true, backoff = none)]
async fn harmless(runs: &Runs) -> Result<(), Error<Fail>> {
    failed(Class::NETWORK, runs.note())
}

#[tokio::test(start_paused = true)]
async fn idempotent_is_as_left_out() {
    let runs = Runs::new();
    assert_eq!(harmless(&runs).await, Err(Error::Failed(fail(Class::NETWORK, 3))));
}
