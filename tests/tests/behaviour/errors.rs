//! `Rejected` and `Error<E>`.

use std::io;

use resilin::{Class, Classify, Error, Rejected, resilient};
use tokio::time::sleep;

use super::common::{Fail, fail, secs};

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &()) -> Result<(), &'static str> {
    Err("empty")
}

#[resilient(timeout = 1500ms, attempts = 1)]
async fn cut() -> Result<(), Rejected> {
    sleep(secs(60)).await;
    Ok(())
}

#[resilient(validate = refuse, attempts = 1)]
async fn refused() -> Result<(), Rejected> {
    Ok(())
}

async fn all() -> [Rejected; 3] {
    [cut().await.expect_err("cut"), refused().await.expect_err("refused"), Rejected::DeadlineExceeded]
}

#[tokio::test(start_paused = true)]
async fn a_rejection_says_what_it_is() {
    let texts = all().await.map(|rejected| rejected.to_string());
    assert_eq!(
        texts,
        ["no answer within 1.5s", "the answer is not valid: empty", "the call's deadline has passed"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_rejection_is_a_fault_to_the_caller() {
    let faults = all().await.map(|rejected| rejected.fault());
    assert_eq!(faults.map(|fault| fault.class()), [Class::TIMEOUT, Class::INVALID, Class::TIMEOUT]);
    assert!(faults.iter().all(|fault| !fault.is_not_processed() && fault.hint().is_none()));
    assert!(all().await.iter().all(|rejected| rejected.retry_after().is_none()));
}

#[tokio::test(start_paused = true)]
async fn a_rejection_travels_in_an_io_error() {
    let errors = all().await.map(io::Error::from);
    let kinds = [io::ErrorKind::TimedOut, io::ErrorKind::InvalidData, io::ErrorKind::TimedOut];
    assert_eq!(errors.each_ref().map(io::Error::kind), kinds);
    assert_eq!(
        errors.each_ref().map(|error| error.classify().class()),
        [Class::TIMEOUT, Class::INVALID, Class::TIMEOUT]
    );
    let back = errors.map(|error| error.into_inner().and_then(|inner| inner.downcast::<Rejected>().ok()));
    assert_eq!(back.map(|it| it.map(|it| *it)), all().await.map(Some));
}

fn converted(error: Fail) -> Result<(), Error<Fail>> {
    Err(error)?
}

fn refused_to(rejected: Rejected) -> Result<(), Error<Fail>> {
    Err(rejected)?
}

#[test]
fn an_error_is_made_by_a_question_mark() {
    assert_eq!(converted(fail(Class::SERVER, 1)), Err(Error::Failed(fail(Class::SERVER, 1))));
    assert_eq!(refused_to(Rejected::DeadlineExceeded), Err(Error::Rejected(Rejected::DeadlineExceeded)));
}

#[test]
fn an_error_stands_for_what_it_holds() {
    let own = Error::Failed(fail(Class::SERVER, 1));
    let rejected: Error<Fail> = Rejected::DeadlineExceeded.into();
    assert_eq!(
        (own.to_string(), rejected.to_string()),
        ("failure 1".into(), "the call's deadline has passed".into())
    );
    assert_eq!((own.classify().class(), rejected.classify().class()), (Class::SERVER, Class::TIMEOUT));
    assert_eq!((own.rejected(), rejected.rejected()), (None, Some(&Rejected::DeadlineExceeded)));
    assert_eq!((own.into_failed(), rejected.into_failed()), (Some(fail(Class::SERVER, 1)), None));
}

#[resilient(backoff = none)]
async fn inner() -> Result<(), Error<Fail>> {
    Err(fail(Class::CLIENT, 3).into())
}

#[resilient(backoff = none)]
async fn outer(runs: &std::sync::atomic::AtomicU32) -> Result<(), Error<Fail>> {
    runs.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    inner().await
}

#[tokio::test(start_paused = true)]
async fn an_outer_call_acts_on_the_class_of_the_inner_error() {
    let runs = std::sync::atomic::AtomicU32::new(0);
    assert_eq!(outer(&runs).await, Err(Error::Failed(fail(Class::CLIENT, 3))));
    assert_eq!(runs.into_inner(), 1);
}
