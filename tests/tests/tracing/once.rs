//! What is told once is kept for somebody who listens.

use futures_util::FutureExt as _;
use resilin::{Class, resilient};
use tracing::subscriber::{NoSubscriber, set_default};
use tracing_subscriber::filter::LevelFilter;

use super::capture::{Capture, Secretive, secretive};

/// How many debug events at a site hold this word.
fn count(capture: &Capture, site: &str, word: &str) -> usize {
    capture.events_of(site, &[]).iter().filter(|told| format!("{:?}", told.fields).contains(word)).count()
}

#[resilient(name = "once.unknown", backoff = none)]
async fn unknown() -> Result<(), String> {
    Err(String::new())
}

#[resilient(name = "once.inner", backoff = none, attempts = 2)]
async fn inner() -> Result<(), Secretive> {
    Err(secretive(Class::SERVER))
}

#[resilient(name = "once.outer", backoff = none, attempts = 2)]
async fn outer() -> Result<(), Secretive> {
    inner().await
}

async fn both() {
    assert!(unknown().await.is_err() && outer().await.is_err());
}

fn advice(capture: &Capture) -> (usize, usize) {
    (count(capture, "once.unknown", "Classify"), count(capture, "once.inner", "nested"))
}

// Red when: `fault` of runtime/src/driver/session.rs asks `first` before `is_debugged`; `tell_retry`, as well.
#[tokio::test(start_paused = true)]
async fn advice_that_nobody_heard_is_given_to_the_first_who_listens() {
    {
        let _silent = set_default(NoSubscriber::default());
        both().await;
    }
    {
        let (capture, _listening) = Capture::start_at(LevelFilter::INFO);
        both().await;
        assert_eq!(advice(&capture), (0, 0), "it is for those who debug");
        assert!(!capture.everything().is_empty(), "though somebody listens");
    }
    let (capture, _listening) = Capture::start();
    both().await;
    assert_eq!(advice(&capture), (1, 1));
    both().await;
    assert_eq!(advice(&capture), (1, 1), "and not again");
}

#[resilient(name = "once.timeless", backoff = fixed(1s))]
async fn timeless() -> Result<(), Secretive> {
    Err(secretive(Class::SERVER))
}

#[test]
fn an_error_is_told_to_those_who_hear_only_errors() {
    let (capture, _listening) = Capture::start_at(LevelFilter::ERROR);
    assert!(matches!(timeless().now_or_never(), Some(Err(_))));
    assert_eq!(count(&capture, "once.timeless", "cannot wait"), 1);
}
