//! An event for each retry and each rejection, and none with a secret in it.

use std::io;

use futures_util::FutureExt as _;
use resilin::{Class, Error, Site, policy, resilient};
use tokio::time::sleep;
use tracing::Level;

use super::capture::{Capture, SECRET, Secretive, Told, secretive};

const RETRY: [&str; 3] = ["attempt", "class", "delay_ms"];

fn fields<'t>(events: &'t [Told], name: &str) -> Vec<&'t str> {
    events.iter().map(|event| event.field(name)).collect()
}

#[resilient(name = "events.failing", backoff = exp(1s, 2, 60s), jitter = none)]
async fn failing(_password: &str) -> Result<(), Secretive> {
    Err(secretive(Class::SERVER))
}

// Red when: `gives_up` of runtime/src/driver/session.rs does not tell a retry.
#[tokio::test(start_paused = true)]
async fn every_retry_is_told() {
    let (capture, _listening) = Capture::start();
    assert!(failing(SECRET).await.is_err());
    let retries = capture.events_of("events.failing", &RETRY);
    assert_eq!(fields(&retries, "attempt"), ["1", "2"]);
    assert_eq!(fields(&retries, "class"), ["server", "server"]);
    assert_eq!(fields(&retries, "delay_ms"), ["1000", "2000"]);
    let call = &capture.spans_of("events.failing")[0].id;
    assert!(retries.iter().all(|event| event.parent == *call && call.is_some()), "{retries:?}");
}

#[resilient(name = "events.blocking", backoff = fixed(0s))]
fn blocking() -> Result<(), Secretive> {
    Err(secretive(Class::custom("conflict")))
}

#[test]
fn of_blocking_calls_too() {
    let (capture, _listening) = Capture::start();
    assert!(blocking().is_err());
    let retries = capture.events_of("events.blocking", &RETRY);
    assert_eq!(fields(&retries, "class"), ["conflict", "conflict"]);
    assert_eq!(fields(&retries, "delay_ms"), ["0", "0"]);
}

#[resilient(name = "events.well")]
async fn well() -> Result<(), Secretive> {
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_call_that_goes_well_has_none() {
    let (capture, _listening) = Capture::start();
    assert_eq!(well().await, Ok(()));
    assert!(capture.events_of("events.well", &[]).is_empty());
}

#[resilient(name = "events.slow", timeout = 1s, backoff = fixed(1s), attempts = 2, jitter = none)]
async fn slow() -> Result<(), Error<Secretive>> {
    sleep(std::time::Duration::from_secs(60)).await;
    Ok(())
}

#[resilient(name = "events.late", deadline = 1s, backoff = none)]
async fn late() -> Result<(), Error<Secretive>> {
    sleep(std::time::Duration::from_secs(60)).await;
    Ok(())
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &()) -> Result<(), &'static str> {
    Err(SECRET)
}

#[resilient(name = "events.invalid", validate = refuse, attempts = 1)]
async fn invalid() -> Result<(), Error<Secretive>> {
    Ok(())
}

/// The reasons of the rejections at a site; a call that gives up has a reason as well, but refuses nothing.
fn reasons(capture: &Capture, site: &str) -> Vec<String> {
    let rejections =
        capture.events_of(site, &["reason"]).into_iter().filter(|told| told.field("message") == "rejected");
    rejections.map(|told| told.field("reason").to_owned()).collect()
}

// Red when: `rejected` of runtime/src/driver/session.rs does not tell a rejection.
#[tokio::test(start_paused = true)]
async fn every_rejection_is_told_with_its_reason() {
    let (capture, _listening) = Capture::start();
    assert!(slow().await.is_err() && late().await.is_err() && invalid().await.is_err());
    assert_eq!(reasons(&capture, "events.slow"), ["timed_out"]);
    assert_eq!(reasons(&capture, "events.late"), ["deadline_exceeded"]);
    assert_eq!(reasons(&capture, "events.invalid"), ["invalid"]);
    assert_eq!(fields(&capture.events_of("events.slow", &RETRY), "class"), ["timeout"], "the first was a retry");
}

// Red when: `rejected` of runtime/src/telemetry/by_tracing.rs has a field `error = %rejected`.
#[tokio::test(start_paused = true)]
async fn no_argument_and_no_error_text_is_told() {
    let (capture, _listening) = Capture::start();
    assert!(failing(SECRET).await.is_err() && invalid().await.is_err() && blocking().is_err());
    assert!(unknown(SECRET).await.is_err());
    let told = capture.everything();
    assert!(told.len() > 6 && !format!("{told:?}").contains(SECRET), "{told:?}");
}

#[resilient(name = "events.unknown", backoff = none)]
async fn unknown(text: &str) -> Result<(), String> {
    Err(text.to_owned())
}

#[resilient(name = "events.unknown_once", backoff = none)]
async fn unknown_once() -> Result<(), String> {
    Err(String::new())
}

#[resilient(name = "events.unknown_too", backoff = none)]
async fn unknown_too() -> anyhow::Result<()> {
    anyhow::bail!("nothing known")
}

/// The events that help to classify: they name a type.
fn advice(capture: &Capture, site: &str) -> Vec<Told> {
    let named = |told: &Told| format!("{:?}", told.fields).contains("Classify");
    capture.events_of(site, &[]).into_iter().filter(named).collect()
}

// Red when: `told_unknown` is not asked in runtime/src/driver/session.rs.
#[tokio::test(start_paused = true)]
async fn the_first_unknown_fault_of_a_site_is_told_once() {
    let (capture, _listening) = Capture::start();
    assert!(unknown_once().await.is_err() && unknown_once().await.is_err() && unknown_too().await.is_err());
    let (text, report) = (advice(&capture, "events.unknown_once"), advice(&capture, "events.unknown_too"));
    assert_eq!((text.len(), report.len()), (1, 1), "once for each site");
    assert_eq!(text[0].level, Level::DEBUG);
    assert!(format!("{text:?}").contains("String") && format!("{report:?}").contains("anyhow::Error"));
}

#[resilient(name = "events.unknown_box", backoff = none)]
async fn unknown_box() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    Err("nothing known".into())
}

#[tokio::test(start_paused = true)]
async fn the_first_unknown_fault_of_a_box_is_told_too() {
    let (capture, _listening) = Capture::start();
    assert!(unknown_box().await.is_err() && unknown_box().await.is_err());
    assert_eq!(advice(&capture, "events.unknown_box").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_first_unknown_fault_of_a_site_made_by_hand_is_told_too() {
    static SITE: Site = Site::new("events.unknown_site", policy!("backoff = none"));
    let (capture, _listening) = Capture::start();
    for _ in 0..2 {
        assert!(SITE.call(|| async { Err::<(), _>(io::Error::other("nothing known")) }).await.is_err());
    }
    assert_eq!(advice(&capture, "events.unknown_site").len(), 1);
}

#[resilient(name = "events.timeless", backoff = fixed(1s))]
async fn timeless() -> Result<(), Secretive> {
    Err(secretive(Class::SERVER))
}

// Red when: `cannot_wait` of runtime/src/driver/asynchronous.rs says it each time.
#[test]
fn a_wait_that_nothing_can_wait_for_is_told_once_as_an_error() {
    let (capture, _listening) = Capture::start();
    for _ in 0..3 {
        assert!(matches!(timeless().now_or_never(), Some(Err(_))), "the last error, at once");
    }
    let errors = capture.events_of("events.timeless", &[]).into_iter().filter(|told| told.level == Level::ERROR);
    assert_eq!(errors.count(), 1);
    assert!(capture.events_of("events.timeless", &RETRY).is_empty(), "no retry took place");
}

#[resilient(name = "events.inner", backoff = none, attempts = 2)]
async fn inner() -> Result<(), Secretive> {
    Err(secretive(Class::SERVER))
}

#[resilient(name = "events.outer", backoff = none, attempts = 2)]
async fn outer() -> Result<(), Secretive> {
    inner().await
}

#[tokio::test(start_paused = true)]
async fn retries_inside_retries_are_told_once() {
    let (capture, _listening) = Capture::start();
    assert!(outer().await.is_err() && outer().await.is_err());
    let nested = |told: &Told| told.level == Level::DEBUG && told.field("message").contains("nested");
    assert_eq!(capture.everything().into_iter().filter(nested).count(), 1);
}

#[resilient(name = "events.kept", deadline = 10s, backoff = fixed(1s), jitter = none)]
async fn kept(runs: &mut u32) -> Result<(), Error<Secretive>> {
    *runs += 1;
    if *runs > 1 {
        sleep(std::time::Duration::from_secs(60)).await;
    }
    Err(secretive(Class::SERVER).into())
}

#[tokio::test(start_paused = true)]
async fn a_rejection_is_told_even_if_the_caller_gets_an_earlier_error() {
    let (capture, _listening) = Capture::start();
    assert!(matches!(kept(&mut 0).await, Err(Error::Failed(_))));
    assert_eq!(reasons(&capture, "events.kept"), ["deadline_exceeded"]);
}
