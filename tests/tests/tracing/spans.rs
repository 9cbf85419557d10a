//! One span a call.

use resilin::{Class, Error, Site, policy, resilient};
use tokio::task::yield_now;
use tracing::{Level, debug, info};

use super::capture::{Capture, Secretive, secretive};

#[resilient(name = "spans.failing", backoff = fixed(1s), jitter = none)]
async fn failing() -> Result<(), Secretive> {
    Err(secretive(Class::SERVER))
}

// Red when: `begin` of runtime/src/driver/session.rs opens no span.
#[tokio::test(start_paused = true)]
async fn one_a_call_with_the_sites_name() {
    let (capture, _listening) = Capture::start();
    assert!(failing().await.is_err() && failing().await.is_err());
    assert_eq!(capture.spans_of("spans.failing").len(), 2, "and not one for each of the six attempts");
}

#[resilient]
async fn unnamed() -> Result<(), Secretive> {
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_unnamed_site_goes_by_its_path() {
    let (capture, _listening) = Capture::start();
    assert_eq!(unnamed().await, Ok(()));
    assert_eq!(capture.spans_of(concat!(module_path!(), "::unnamed")).len(), 1);
}

#[resilient(name = "spans.talking", backoff = none, timeout = 9s)]
async fn talking(mark: &str) -> Result<(), Error<Secretive>> {
    info!(mark, "before");
    yield_now().await;
    info!(mark, "after");
    Err(secretive(Class::SERVER).into())
}

#[resilient(name = "spans.blocking", backoff = none)]
fn blocking(mark: &str) -> Result<(), Secretive> {
    info!(mark, "blocking");
    Err(secretive(Class::SERVER))
}

// Red when: `poll_body` of runtime/src/driver/run.rs does not enter the span.
#[tokio::test(start_paused = true)]
async fn the_body_runs_inside_it() {
    let (capture, _listening) = Capture::start();
    assert!(talking("one").await.is_err());
    let call = capture.spans_of("spans.talking")[0].id.clone();
    let own: Vec<_> = capture.everything().into_iter().filter(|told| told.field("mark") == "one").collect();
    assert_eq!(own.len(), 6, "before and after an await, in three attempts");
    assert!(own.iter().all(|event| event.parent.is_some() && event.parent == call), "{own:?}");
}

#[tokio::test(start_paused = true)]
async fn a_blocking_body_runs_inside_it() {
    let (capture, _listening) = Capture::start();
    assert!(blocking("one").is_err());
    let call = capture.spans_of("spans.blocking")[0].id.clone();
    let own: Vec<_> = capture.everything().into_iter().filter(|told| told.field("mark") == "one").collect();
    assert!(own.len() == 3 && own.iter().all(|event| event.parent == call), "{own:?}");
}

#[tokio::test(start_paused = true)]
async fn what_runs_beside_a_call_is_outside_of_it() {
    let (capture, _listening) = Capture::start();
    let beside = async {
        yield_now().await;
        debug!(mark = "beside");
    };
    let (outcome, ()) = tokio::join!(failing(), beside);
    assert!(outcome.is_err());
    debug!(mark = "later");
    let outside: Vec<_> = capture.everything().into_iter().filter(|told| told.has(&["mark"])).collect();
    assert!(outside.len() == 2 && outside.iter().all(|event| event.parent.is_none()), "{outside:?}");
}

#[resilient(name = "spans.outer", attempts = 1)]
async fn outer() -> Result<(), Secretive> {
    failing().await
}

#[tokio::test(start_paused = true)]
async fn an_inner_calls_span_is_inside_the_outer_one() {
    let (capture, _listening) = Capture::start();
    assert!(outer().await.is_err());
    assert_eq!(capture.spans_of("spans.failing")[0].parent, capture.spans_of("spans.outer")[0].id);
}

#[tokio::test(start_paused = true)]
async fn a_site_made_by_hand_has_one_too() {
    static SITE: Site = Site::new("spans.site", policy!("attempts = 1"));
    let (capture, _listening) = Capture::start();
    assert_eq!(SITE.call(|| async { Ok::<_, Secretive>(1) }).await, Ok(1));
    assert_eq!(SITE.call_blocking(|| Ok::<_, Secretive>(1)), Ok(1));
    assert_eq!(capture.spans_of("spans.site").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn nobody_is_told_where_nobody_listens() {
    let (capture, _listening) = Capture::start();
    let silent = tracing::subscriber::set_default(tracing::subscriber::NoSubscriber::default());
    assert!(failing().await.is_err() && talking("silent").await.is_err() && blocking("silent").is_err());
    drop(silent);
    assert!(capture.everything().is_empty(), "{:?}", capture.everything());
    assert!(failing().await.is_err());
    assert!(capture.everything().iter().any(|told| told.level <= Level::INFO), "and it does listen");
}
