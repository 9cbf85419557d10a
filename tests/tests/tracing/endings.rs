//! How a call ended is told on its span: once, with the number of its attempts.

use futures_util::FutureExt as _;
use resilin::{Class, Error, Site, policy, resilient};
use tokio::time::sleep;

use super::capture::{Capture, Secretive, secretive};

/// What the one call at a site recorded: its attempts and its outcome. A value that is recorded twice shows.
fn ending(capture: &Capture, site: &str) -> (String, String) {
    let spans = capture.spans_of(site);
    assert_eq!(spans.len(), 1, "one call, {spans:?}");
    (spans[0].field("attempts").to_owned(), spans[0].field("outcome").to_owned())
}

fn told(attempts: u32, outcome: &str) -> (String, String) {
    (attempts.to_string(), outcome.to_owned())
}

const HANG: std::time::Duration = std::time::Duration::from_secs(60);

type Outcome = Result<(), Error<Secretive>>;

/// Fails until the attempt that is to do well.
fn until(good: u32, runs: &mut u32) -> Result<(), Secretive> {
    *runs += 1;
    if *runs == good { Ok(()) } else { Err(secretive(Class::SERVER)) }
}

#[resilient(name = "endings.async", backoff = fixed(1s))]
async fn asynchronous(good: u32, runs: &mut u32) -> Result<(), Secretive> {
    until(good, runs)
}

#[resilient(name = "endings.blocking", backoff = none)]
fn blocking(good: u32, runs: &mut u32) -> Result<(), Secretive> {
    until(good, runs)
}

// Red when: `succeeded` of runtime/src/driver/session.rs tells no end.
#[tokio::test(start_paused = true)]
async fn a_call_that_goes_well() {
    for good in 1..=3 {
        let (capture, _listening) = Capture::start();
        assert_eq!((asynchronous(good, &mut 0).await, blocking(good, &mut 0)), (Ok(()), Ok(())));
        assert_eq!(ending(&capture, "endings.async"), told(good, "ok"));
        assert_eq!(ending(&capture, "endings.blocking"), told(good, "ok"));
    }
}

// Red when: `gives_up` of runtime/src/driver/session.rs tells an end for every attempt.
#[tokio::test(start_paused = true)]
async fn a_call_that_fails() {
    let (capture, _listening) = Capture::start();
    assert!(asynchronous(9, &mut 0).await.is_err() && blocking(9, &mut 0).is_err());
    assert_eq!(ending(&capture, "endings.async"), told(3, "failed"));
    assert_eq!(ending(&capture, "endings.blocking"), told(3, "failed"));
}

#[resilient(name = "endings.slow", timeout = 1s, backoff = none, attempts = 2)]
async fn slow() -> Outcome {
    sleep(HANG).await;
    Ok(())
}

// Red when: `rejected` of runtime/src/driver/session.rs tells the end as "failed".
#[tokio::test(start_paused = true)]
async fn a_call_whose_last_attempt_timed_out() {
    let (capture, _listening) = Capture::start();
    assert!(slow().await.is_err());
    assert_eq!(ending(&capture, "endings.slow"), told(2, "timed_out"));
}

#[resilient(name = "endings.late", deadline = 10s, backoff = fixed(1s), jitter = none)]
async fn late(failures: u32, runs: &mut u32) -> Outcome {
    *runs += 1;
    if *runs > failures {
        sleep(HANG).await;
    }
    Err(secretive(Class::SERVER).into())
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn a_call_that_its_deadline_cut() {
    let (capture, _listening) = Capture::start();
    assert!(matches!(late(0, &mut 0).await, Err(Error::Rejected(_))));
    assert_eq!(ending(&capture, "endings.late"), told(1, "deadline_exceeded"));
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn a_call_that_its_deadline_cut_though_the_caller_gets_an_earlier_error() {
    let (capture, _listening) = Capture::start();
    assert!(matches!(late(1, &mut 0).await, Err(Error::Failed(_))));
    assert_eq!(ending(&capture, "endings.late"), told(2, "deadline_exceeded"));
}

#[resilient(name = "endings.out_of_time", deadline = 10s, backoff = fixed(6s), jitter = none, attempts = 9)]
async fn out_of_time() -> Outcome {
    Err(secretive(Class::SERVER).into())
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_deadline_leaves_no_time_for_a_wait() {
    let (capture, _listening) = Capture::start();
    assert!(matches!(out_of_time().await, Err(Error::Failed(_))));
    assert_eq!(ending(&capture, "endings.out_of_time"), told(2, "failed"));
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &()) -> Result<(), &'static str> {
    Err("never good enough")
}

#[resilient(name = "endings.invalid", validate = refuse, backoff = none)]
async fn invalid() -> Outcome {
    Ok(())
}

#[resilient(name = "endings.invalid_blocking", validate = refuse, backoff = none)]
fn invalid_blocking() -> Outcome {
    Ok(())
}

// Red when: `rejected` of runtime/src/driver/session.rs tells an end for every attempt.
#[tokio::test(start_paused = true)]
async fn a_call_whose_value_was_not_accepted() {
    let (capture, _listening) = Capture::start();
    assert!(invalid().await.is_err() && invalid_blocking().is_err());
    assert_eq!(ending(&capture, "endings.invalid"), told(3, "invalid"));
    assert_eq!(ending(&capture, "endings.invalid_blocking"), told(3, "invalid"));
}

// Red when: `judge` of runtime/src/driver/session.rs answers `true` where nothing can wait, or `failed` counts the attempt
// that does not come.
#[test]
fn a_call_that_nothing_can_wait_for() {
    let (capture, _listening) = Capture::start();
    assert!(matches!(asynchronous(9, &mut 0).now_or_never(), Some(Err(_))));
    assert_eq!(ending(&capture, "endings.async"), told(1, "failed"));
}

#[tokio::test(start_paused = true)]
async fn a_call_at_a_site_made_by_hand() {
    static SITE: Site = Site::new("endings.site", policy!("backoff = none, timeout = 1s"));
    let (capture, _listening) = Capture::start();
    assert!(SITE.call(|| async { Err::<(), _>(secretive(Class::CLIENT)) }).await.is_err());
    assert_eq!(ending(&capture, "endings.site"), told(1, "failed"));
    let (capture, _listening) = Capture::start();
    let hanging = || async {
        sleep(HANG).await;
        Ok::<_, Secretive>(())
    };
    assert!(SITE.call(hanging).await.is_err());
    assert_eq!(ending(&capture, "endings.site"), told(3, "timed_out"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_has_no_end() {
    let (capture, _listening) = Capture::start();
    assert!(asynchronous(9, &mut 0).now_or_never().is_none(), "it waits");
    assert_eq!(ending(&capture, "endings.async"), (String::new(), String::new()));
}
