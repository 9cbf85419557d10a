//! Calls inside calls, where both name one quota or one budget.

use resilin::quota::QuotaState;
use resilin::testing::ManualClock;
use resilin::{Class, Error, Fault, Rejected, Site};

use super::common::{
    Failed, Server, call, call_blocking, define_budget, define_quota, pass, quota_for, reset, secs, site,
    thousandths,
};

/// An error that hands a refusal on, as errors of callers do.
#[derive(Debug, PartialEq, thiserror::Error)]
enum Outer {
    #[error(transparent)]
    Inner(#[from] Error<Failed>),
}

impl resilin::Classify for Outer {
    fn classify(&self) -> Fault {
        let Self::Inner(error) = self;
        error.classify()
    }
}

async fn nested(outer: &Site, inner: &Site, server: &Server) -> Result<(), Error<Outer>> {
    outer.call(|| async { Ok(call(inner, server).await?) }).await
}

fn nested_blocking(outer: &Site, inner: &Site, server: &Server) -> Result<(), Error<Outer>> {
    outer.call_blocking(|| Ok(call_blocking(inner, server)?))
}

/// Were it refused, the probe would fail by it, and the quota would close for ever longer times.
#[tokio::test(start_paused = true)]
async fn a_call_inside_a_probe_of_the_same_quota_is_part_of_the_probe() {
    let quota = define_quota("nested-probe", "ramp = 0s");
    reset(&quota).await;
    let (outer, inner) = (site(r#"quota = "nested-probe""#), site(r#"quota = "nested-probe""#));
    let server = Server::up();
    assert_eq!(nested(outer, inner, &server).await, Ok(()));
    assert_eq!((server.runs(), quota.state()), (1, QuotaState::Open));
}

#[test]
fn nor_is_one_refused_that_blocks() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = define_quota("nested-blocking", "ramp = 0s");
    quota.close_for(secs(1));
    clock.advance(secs(1));
    let (outer, inner) = (site(r#"quota = "nested-blocking""#), site(r#"quota = "nested-blocking""#));
    let server = Server::up();
    assert_eq!(nested_blocking(outer, inner, &server), Ok(()));
    assert_eq!((server.runs(), quota.state()), (1, QuotaState::Open));
}

/// A refusal by the quota itself is no word of the server's about it.
#[tokio::test(start_paused = true)]
async fn a_call_that_finds_no_place_on_the_ramp_does_not_close_it_for_the_one_around_it() {
    let quota = define_quota("nested-ramp", "ramp = 80s");
    reset(&quota).await;
    let (outer, inner) = (site(r#"quota = "nested-ramp""#), site(r#"quota = "nested-ramp""#));
    let server = Server::up();
    assert_eq!(call(outer, &server).await, Ok(()), "the probe");
    assert_eq!(call(outer, &server).await, Ok(()), "one of the two places");
    let outcome = nested(outer, inner, &server).await;
    assert!(
        matches!(
            &outcome,
            Err(Error::Failed(Outer::Inner(Error::Rejected(Rejected::QuotaExhausted { resets_in: Some(_), .. }))))
        ),
        "{outcome:?}"
    );
    assert_eq!((quota.state(), quota.snapshot().closings), (QuotaState::Ramp, 1), "closed once, by hand");
}

/// The inner call closes it; the outer one says the same again.
#[tokio::test(start_paused = true)]
async fn a_quota_that_the_inner_call_finds_used_up_closes_once() {
    let quota = define_quota("nested-closing", "");
    let (outer, inner) = (site(r#"quota = "nested-closing""#), site(r#"quota = "nested-closing""#));
    let server = Server::always(quota_for(secs(60)));
    assert!(nested(outer, inner, &server).await.is_err());
    assert!(nested(outer, inner, &server).await.is_err());
    let snapshot = quota.snapshot();
    assert_eq!((snapshot.closings, snapshot.resets_in, server.runs()), (1, Some(secs(60)), 1));
}

#[tokio::test(start_paused = true)]
async fn an_inner_quotas_refusal_closes_no_quota_of_another_name() {
    let (one, other) = (define_quota("nested-one", ""), define_quota("nested-other", ""));
    let (outer, inner) = (site(r#"quota = "nested-one""#), site(r#"quota = "nested-other""#));
    other.close_for(secs(60));
    pass(secs(20)).await;
    assert!(nested(outer, inner, &Server::up()).await.is_err());
    assert_eq!((one.state(), one.snapshot().resets_in), (QuotaState::Open, None), "no server has said so");
}

#[tokio::test(start_paused = true)]
async fn retries_inside_and_outside_spend_of_one_budget() {
    let budget = define_budget("nested-budget", "tokens = 4, cost = 1");
    let both = || site(r#"retry_budget = "nested-budget", attempts = 3, backoff = none"#);
    let server = Server::always(Class::SERVER);
    assert!(nested(both(), both(), &server).await.is_err());
    assert_eq!((server.runs(), thousandths(&budget)), (5, 0), "nine without it");
}
