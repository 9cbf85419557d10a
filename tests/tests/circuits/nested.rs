//! Calls inside calls.

use resilin::{BreakerState, Class, Error, Rejected, Site};

use super::common::{Failed, Outcome, Runs, Server, call, define, fail, failed, half_open, refused, secs, site};

/// An inner call's error, as its caller's own.
fn flat(outcome: Outcome) -> Result<(), Inner> {
    outcome.map_err(Inner)
}

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("inner")]
struct Inner(Error<Failed>);

impl resilin::Classify for Inner {
    fn classify(&self) -> resilin::Fault {
        self.0.classify()
    }
}

async fn through(outer: &Site, inner: &Site, server: &Server) -> Result<(), Error<Inner>> {
    outer.call(|| async { flat(call(inner, server).await) }).await
}

#[tokio::test(start_paused = true)]
async fn each_call_votes_for_its_own_breaker() {
    let (outer, inner) = (define("nest-outer", "failures = 9"), define("nest-inner", "failures = 9"));
    let outer_site = site(r#"breaker = "nest-outer", attempts = 2, backoff = none"#);
    let inner_site = site(r#"breaker = "nest-inner", attempts = 3, backoff = none"#);
    let server = Server::down();
    assert!(through(outer_site, inner_site, &server).await.is_err());
    assert_eq!((server.runs(), inner.snapshot().failures, outer.snapshot().failures), (6, 6, 2));
}

#[tokio::test(start_paused = true)]
async fn an_inner_refusal_is_an_overload_for_the_outer_breaker() {
    let outer = define("nest-overload", "failures = 2");
    define("nest-refusing", "").force_open();
    let outer_site = site(r#"breaker = "nest-overload", attempts = 5, backoff = none"#);
    let inner_site = site(r#"breaker = "nest-refusing", attempts = 5, backoff = none"#);
    let server = Server::up();
    let outcome = through(outer_site, inner_site, &server).await;
    assert_eq!(outcome, Err(Error::Failed(Inner(refused::<()>("nest-refusing", None).unwrap_err()))));
    assert_eq!((server.runs(), outer.state()), (0, BreakerState::Open));
}

#[tokio::test(start_paused = true)]
async fn the_outer_call_waits_as_long_as_the_inner_breaker_is_open() {
    define("nest-hint", "").open_for(secs(7));
    let outer_site = site("attempts = 2, backoff = fixed(2s), jitter = none");
    let inner_site = site(r#"breaker = "nest-hint", attempts = 1"#);
    let (runs, server) = (Runs::new(), Server::up());
    assert_eq!(through(outer_site, inner_site, &server).await, Ok(()));
    assert_eq!((runs.elapsed(), server.runs()), (7, 1));
}

#[tokio::test(start_paused = true)]
async fn an_open_outer_breaker_leaves_the_inner_one_alone() {
    define("nest-shut", "").force_open();
    let inner = define("nest-idle", "failures = 1");
    let outer_site = site(r#"breaker = "nest-shut""#);
    let inner_site = site(r#"breaker = "nest-idle", attempts = 1"#);
    let outcome = through(outer_site, inner_site, &Server::down()).await;
    let is_open =
        matches!(outcome, Err(Error::Rejected(Rejected::CircuitOpen { breaker, .. })) if breaker == "nest-shut");
    assert!(is_open && inner.snapshot().failures == 0);
}

#[tokio::test(start_paused = true)]
async fn an_inner_error_of_an_ignored_class_is_ignored_by_both() {
    let (outer, inner) =
        (define("nest-client-outer", "failures = 1"), define("nest-client-inner", "failures = 1"));
    let outer_site = site(r#"breaker = "nest-client-outer""#);
    let inner_site = site(r#"breaker = "nest-client-inner""#);
    let outcome = through(outer_site, inner_site, &Server::failing(Class::CLIENT)).await;
    assert_eq!(outcome, Err(Error::Failed(Inner(failed::<()>(Class::CLIENT).unwrap_err()))));
    assert_eq!((outer.state(), inner.state()), (BreakerState::Closed, BreakerState::Closed));
}

#[tokio::test(start_paused = true)]
async fn two_calls_under_one_breaker_count_the_failure_twice() {
    let breaker = define("nest-same", "failures = 2");
    let sites = (site(r#"breaker = "nest-same", attempts = 1"#), site(r#"breaker = "nest-same", attempts = 1"#));
    assert!(through(sites.0, sites.1, &Server::down()).await.is_err());
    assert_eq!(breaker.state(), BreakerState::Open);
}

/// The outer call holds the only probe, and its body asks the same breaker for another: it must come back all the same.
#[tokio::test(start_paused = true)]
async fn two_calls_under_one_breaker_can_close_it() {
    let breaker = define("nest-probe", "failures = 1, open = 10s");
    let sites = (site(r#"breaker = "nest-probe", attempts = 1"#), site(r#"breaker = "nest-probe", attempts = 1"#));
    fail(sites.1, 1).await;
    let server = Server::up();
    for _ in 0..3 {
        super::common::pass(secs(10)).await;
        let _ = through(sites.0, sites.1, &server).await;
    }
    assert_eq!((breaker.state(), server.runs() > 0), (BreakerState::Closed, true));
}

#[tokio::test(start_paused = true)]
async fn a_probe_inside_a_probe_of_another_breaker() {
    let (outer, inner) = (define("nest-p-outer", ""), define("nest-p-inner", ""));
    half_open(&outer).await;
    half_open(&inner).await;
    let outer_site = site(r#"breaker = "nest-p-outer""#);
    let inner_site = site(r#"breaker = "nest-p-inner""#);
    assert_eq!(through(outer_site, inner_site, &Server::up()).await, Ok(()));
    assert_eq!((outer.state(), inner.state()), (BreakerState::Closed, BreakerState::Closed));
}

/// A probe of `a` inside one of `b` inside one of `a`.
#[tokio::test(start_paused = true)]
async fn a_probe_around_a_probe_of_another_breaker_still_counts_as_one() {
    let (a, b) = (define("nest-aba-a", ""), define("nest-aba-b", ""));
    half_open(&a).await;
    half_open(&b).await;
    let outer = site(r#"breaker = "nest-aba-a", attempts = 1"#);
    let middle = site(r#"breaker = "nest-aba-b", attempts = 1"#);
    let inner = site(r#"breaker = "nest-aba-a", attempts = 1"#);
    let server = Server::up();
    let middle_and_inner = || async { through(middle, inner, &server).await.map_err(|_| Failed(server_fault())) };
    assert_eq!(outer.call(middle_and_inner).await, Ok(()));
    assert_eq!((a.state(), b.state(), server.runs()), (BreakerState::Closed, BreakerState::Closed, 1));
    assert_eq!([a, b].map(|breaker| (breaker.snapshot().probes, breaker.snapshot().rejected)), [(0, 0); 2]);
}

fn server_fault() -> resilin::Fault {
    resilin::Fault::new(Class::SERVER)
}

#[test]
fn a_blocking_call_inside_a_probe_is_part_of_it() {
    let clock = resilin::testing::ManualClock::new();
    let _installed = clock.install();
    let breaker = define("nest-blocking", "probe_timeout = 1h");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-blocking", attempts = 1"#));
    let server = Server::up();
    breaker.open_for(secs(1));
    clock.advance(secs(1));
    let call = || super::common::call_blocking(sites[1], &server).map_err(|_| Failed(server_fault()));
    assert_eq!(sites[0].call_blocking(call), Ok(()));
    assert_eq!((breaker.state(), server.runs()), (BreakerState::Closed, 1));
}

/// The inner call fails, the outer one goes on without it: the outer one's result is the probe's.
#[tokio::test(start_paused = true)]
async fn what_is_part_of_a_probe_has_no_vote_of_its_own() {
    let breaker = define("nest-vote", "open = 10s");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-vote", attempts = 1"#));
    half_open(&breaker).await;
    let server = Server::down();
    let going_on = || async {
        assert_eq!(call(sites[1], &server).await, failed(Class::SERVER));
        Ok::<_, Failed>(())
    };
    assert_eq!(sites[0].call(going_on).await, Ok(()));
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0));
}

/// What a probe's body spawns is on its own, and refused as others are.
#[tokio::test(start_paused = true)]
async fn a_task_that_a_probe_spawns_is_no_part_of_it() {
    let breaker = define("nest-spawned", "probe_timeout = 1h");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-spawned", attempts = 1"#));
    half_open(&breaker).await;
    let inner = sites[1];
    let spawning = || async move {
        let spawned = tokio::spawn(async move { call(inner, &Server::up()).await });
        assert_eq!(spawned.await.expect("no panic there"), refused("nest-spawned", None));
        Ok::<_, Failed>(())
    };
    assert_eq!(sites[0].call(spawning).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Closed);
}

/// A call beside a probe, in the same task, is none of it.
#[tokio::test(start_paused = true)]
async fn a_call_beside_a_probe_in_its_task_is_refused() {
    let breaker = define("nest-beside", "probe_timeout = 1h");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-beside", attempts = 1"#));
    half_open(&breaker).await;
    let probing = sites[0].call(|| async {
        tokio::task::yield_now().await;
        Ok::<_, Failed>(())
    });
    let server = Server::up();
    let (first, second) = tokio::join!(probing, call(sites[1], &server));
    assert_eq!((first, second), (Ok(()), refused("nest-beside", None)));
    assert_eq!(server.runs(), 0);
}

/// What the body left behind when it was cancelled or had panicked lets nobody else pass.
#[tokio::test(start_paused = true)]
async fn a_probe_that_is_over_lets_nobody_pass() {
    let breaker = define("nest-over", "probe_timeout = 1h");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-over", attempts = 1"#));
    half_open(&breaker).await;
    let mut dropped = Box::pin(sites[0].call(std::future::pending::<Result<(), Failed>>));
    assert!(futures_util::poll!(&mut dropped).is_pending());
    drop(dropped);
    let other = breaker.permit().expect("there is a place");
    assert_eq!(call(sites[1], &Server::up()).await, refused("nest-over", None));
    drop(other);
    assert_eq!(call(sites[1], &Server::up()).await, Ok(()));
}

/// An inner call that is part of a probe is admitted while the probe lasts, not when the breaker was opened by hand.
#[tokio::test(start_paused = true)]
async fn forced_open_it_refuses_the_inside_of_a_probe_too() {
    let breaker = define("nest-forced", "probe_timeout = 1h");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-forced", attempts = 1"#));
    half_open(&breaker).await;
    let forcing = || async {
        breaker.force_open();
        assert_eq!(call(sites[1], &Server::up()).await, refused("nest-forced", None));
        Ok::<_, Failed>(())
    };
    assert_eq!(sites[0].call(forcing).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::ForcedOpen);
}

/// The breaker was closed and opened again while the outer call ran: the probes are others now.
#[tokio::test(start_paused = true)]
async fn a_probe_of_before_lets_nobody_pass_now() {
    let breaker = define("nest-before", "probe_timeout = 1h");
    let sites = [(); 2].map(|()| site(r#"breaker = "nest-before", attempts = 1"#));
    half_open(&breaker).await;
    let lasting = || async {
        breaker.close();
        half_open(&breaker).await;
        let probe = breaker.permit().expect("there is a place");
        assert_eq!(call(sites[1], &Server::up()).await, refused("nest-before", None));
        drop(probe);
        Ok::<_, Failed>(())
    };
    assert_eq!(sites[0].call(lasting).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
}
