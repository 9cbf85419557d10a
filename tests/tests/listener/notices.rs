//! What is told of a site once.

use futures_util::FutureExt as _;
use resilin::testing::ManualClock;
use resilin::{Class, Site, policy, resilient};

use super::common::{Ear, Failed, failed, secs};

#[tokio::test(start_paused = true)]
async fn settings_that_differ() {
    static SITE: Site = Site::new("notices.differs", policy!(r#"breaker("notices", failures = 4)"#));
    let (ear, _listening) = Ear::open(&["notices.differs"]);
    resilin::Breaker::define("notices", "failures = 3").expect("they are right");
    for _ in 0..2 {
        SITE.call(|| async { Ok::<_, Failed>(()) }).await.expect("it is good");
    }
    let lines = ear.lines().clone();
    assert_eq!(lines.iter().filter(|line| *line == "settings differ breaker notices").count(), 1, "{lines:?}");
}

/// Without a runtime nothing can wait, and a thread cannot cut.
#[test]
fn what_a_site_lacks() {
    static SITE: Site = Site::new("notices.lacks", policy!(r#"table = "notices", timeout = 1s"#));
    let _installed = ManualClock::new().install();
    let (ear, _listening) = Ear::open(&["notices.lacks"]);
    let fail = || SITE.call(|| async { Err::<(), _>(failed(Class::SERVER)) }).now_or_never();
    assert!(fail().is_some_and(|outcome| outcome.is_err()) && fail().is_some());
    SITE.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
    SITE.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
    let lines = ear.lines().clone();
    for notice in ["no table notices", "no timer", "no timeout"] {
        assert_eq!(lines.iter().filter(|line| *line == notice).count(), 1, "{notice}: {lines:?}");
    }
}

#[derive(Debug)]
struct Mystery;

#[resilient(name = "notices.unclassified", attempts = 1)]
async fn mysterious() -> Result<(), Mystery> {
    Err(Mystery)
}

// Red when: `is_debugged` of runtime/src/telemetry/once.rs asks only for subscribers.
#[tokio::test(start_paused = true)]
async fn an_error_of_which_nothing_is_known() {
    let (ear, _listening) = Ear::open(&["notices.unclassified"]);
    for _ in 0..2 {
        assert!(mysterious().await.is_err());
    }
    let lines = ear.lines().clone();
    let told: Vec<_> = lines.iter().filter(|line| line.starts_with("unclassified")).collect();
    assert!(matches!(&told[..], [one] if one.ends_with("Mystery")), "{lines:?}");
}

#[resilient(name = "notices.inner", backoff = fixed(1s), attempts = 2)]
async fn inner() -> Result<(), Failed> {
    Err(failed(Class::SERVER))
}

#[resilient(name = "notices.outer", backoff = fixed(1s), attempts = 3)]
async fn outer() -> Result<(), Failed> {
    inner().await
}

// Red when: `may_be_debugged` of runtime/src/telemetry/once.rs asks only for subscribers.
#[tokio::test(start_paused = true)]
async fn retries_that_multiply() {
    let (ear, _listening) = Ear::open(&["notices.inner"]);
    assert!(outer().await.is_err());
    tokio::time::advance(secs(1)).await;
    assert!(outer().await.is_err());
    let lines = ear.lines().clone();
    assert_eq!(lines.iter().filter(|line| *line == "nested").count(), 1, "{lines:?}");
}
