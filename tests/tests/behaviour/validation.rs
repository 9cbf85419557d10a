//! `validate`: a value that is not accepted is a failure of class `invalid`.

use std::io;

use resilin::{Class, Error, Rejected, resilient};

use super::common::{Fail, Runs, failed};

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn at_least_two(number: &usize) -> Result<(), String> {
    if *number < 2 { Err(format!("{number} is too few")) } else { Ok(()) }
}

mod checks {
    /// Says why in a type that only prints.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
    pub(super) fn never(_: &usize) -> Result<(), std::fmt::Arguments<'static>> {
        Err(format_args!("never"))
    }
}

#[resilient(validate = at_least_two, backoff = fixed(1s), jitter = none)]
async fn counted(runs: &Runs) -> Result<usize, Error<Fail>> {
    Ok(runs.note())
}

#[tokio::test(start_paused = true)]
async fn a_refused_value_is_retried_by_the_sites_policy() {
    let runs = Runs::new();
    assert_eq!(counted(&runs).await, Ok(2));
    assert_eq!(runs.at(), [0, 1_000]);
}

#[resilient(validate = "checks::never", backoff = fixed(1s), jitter = none)]
async fn refused(runs: &Runs) -> Result<usize, Error<Fail>> {
    Ok(runs.note())
}

#[tokio::test(start_paused = true)]
async fn a_call_that_gets_no_valid_value_says_why() {
    let runs = Runs::new();
    let outcome = refused(&runs).await;
    assert!(matches!(&outcome, Err(Error::Rejected(Rejected::Invalid { reason, .. })) if reason == "never"));
    assert_eq!(runs.at(), [0, 1_000, 2_000]);
}

#[resilient(validate = at_least_two, backoff = none)]
async fn failing(runs: &Runs) -> Result<usize, Error<Fail>> {
    match runs.note() {
        1 => Ok(1),
        number => failed(Class::CLIENT, number),
    }
}

#[tokio::test(start_paused = true)]
async fn a_later_error_of_the_bodys_own_is_the_outcome() {
    assert_eq!(failing(&Runs::new()).await, failed(Class::CLIENT, 2));
}

#[resilient(validate = at_least_two, attempts = 1)]
async fn once(runs: &Runs) -> io::Result<usize> {
    Ok(runs.note())
}

#[tokio::test(start_paused = true)]
async fn a_single_run_is_judged_too() {
    let error = once(&Runs::new()).await.expect_err("1 is refused");
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    assert_eq!(error.to_string(), "the answer is not valid: 1 is too few");
}

#[resilient(validate = at_least_two, backoff = none)]
fn blocking(runs: &Runs) -> Result<usize, Error<Fail>> {
    Ok(runs.note())
}

#[tokio::test(start_paused = true)]
async fn of_a_blocking_function_as_well() {
    assert_eq!(blocking(&Runs::new()), Ok(2));
}
