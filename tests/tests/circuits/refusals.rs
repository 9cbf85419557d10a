//! Whom a breaker refuses, and what the caller gets.

use std::borrow::Cow;

use resilin::{BreakerState, Class, Error, Rejected};

use super::common::{Outcome, Runs, Server, call, define, fail, half_open, pass, refused, secs, site};

// Red when: `admit` of runtime/src/driver/session.rs admits without a look and without the permit.
#[tokio::test(start_paused = true)]
async fn the_body_does_not_run_and_nothing_is_waited_for() {
    define("ref-first", "failures = 1, open = 30s");
    let site = site(r#"breaker = "ref-first", attempts = 5, backoff = fixed(1s)"#);
    fail(site, 1).await;
    let (server, runs) = (Server::up(), Runs::new());
    assert_eq!(call(site, &server).await, refused("ref-first", secs(30)));
    assert_eq!((server.runs(), runs.elapsed()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn not_even_with_unlimited_attempts() {
    define("ref-unlimited", "failures = 1, open = 30s").open_for(secs(30));
    let site = site(r#"breaker = "ref-unlimited", attempts = unlimited"#);
    let server = Server::up();
    assert_eq!(call(site, &server).await, refused("ref-unlimited", secs(30)));
    assert_eq!(server.runs(), 0);
}

#[tokio::test(start_paused = true)]
async fn it_says_how_long_to_stay_away() {
    let breaker = define("ref-time", "open = 30s");
    let site = site(r#"breaker = "ref-time", attempts = 1"#);
    fail(site, 5).await;
    for left in [30, 20, 10] {
        let outcome = call(site, &Server::up()).await;
        assert_eq!(outcome, refused("ref-time", secs(left)));
        assert_eq!(outcome.unwrap_err().rejected().and_then(Rejected::retry_after), Some(secs(left)));
        pass(secs(10)).await;
    }
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    assert_eq!(breaker.snapshot().rejected, 3);
}

#[tokio::test(start_paused = true)]
async fn it_is_a_fault_that_was_not_processed() {
    define("ref-fault", "failures = 1").open_for(secs(9));
    let outcome = call(site(r#"breaker = "ref-fault""#), &Server::up()).await;
    let fault = outcome.unwrap_err().rejected().expect("a refusal").fault();
    assert_eq!((fault.class(), fault.is_not_processed()), (Class::OVERLOAD, true));
    assert_eq!(fault.hint(), Some(secs(9).into()));
}

#[tokio::test(start_paused = true)]
async fn its_text_names_the_breaker_and_the_time() {
    define("ref-text", "failures = 1").open_for(secs(9));
    let outcome = call(site(r#"breaker = "ref-text""#), &Server::up()).await;
    assert_eq!(outcome.unwrap_err().to_string(), "the breaker `ref-text` is open: try again in 9s");
}

// Red when: `permit` of runtime/src/kernel/breaker/circuit.rs refuses with the time after which a probe hangs.
#[tokio::test(start_paused = true)]
async fn while_others_probe_nobody_knows_how_long() {
    let breaker = define("ref-probed", "probes = 2");
    half_open(&breaker).await;
    let probes = [breaker.permit().unwrap(), breaker.permit().unwrap()];
    let (site, server) = (site(r#"breaker = "ref-probed", attempts = 3"#), Server::up());
    assert_eq!(call(site, &server).await, refused("ref-probed", None));
    assert_eq!(server.runs(), 0);
    drop(probes);
    assert_eq!(call(site, &server).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn nor_while_it_is_forced_open() {
    let breaker = define("ref-forced", "open = 1s");
    breaker.force_open();
    pass(secs(1_000_000)).await;
    assert_eq!(call(site(r#"breaker = "ref-forced""#), &Server::up()).await, refused("ref-forced", None));
    assert_eq!(breaker.state(), BreakerState::ForcedOpen);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_no_result() {
    let breaker = define("ref-none", "failure_rate = 1%, calls = 4, min_calls = 1, open = 5s");
    let site = site(r#"breaker = "ref-none", attempts = 1"#);
    breaker.force_open();
    for _ in 0..10 {
        assert_eq!(call(site, &Server::up()).await, refused("ref-none", None));
    }
    breaker.close();
    assert_eq!((breaker.snapshot().calls, breaker.snapshot().rejected), (Some(0), 10));
}

/// The policy's own timeout and deadline do not begin where nothing runs.
#[tokio::test(start_paused = true)]
async fn a_call_with_limits_is_refused_the_same() {
    define("ref-limits", "").open_for(secs(7));
    let site = site(r#"breaker = "ref-limits", timeout = 1s, deadline = 10s"#);
    let outcome: Outcome = site.call(|| async { unreachable!("it is not asked") }).await;
    assert_eq!(outcome, refused("ref-limits", secs(7)));
}

#[tokio::test(start_paused = true)]
async fn the_name_is_the_breakers() {
    define("ref-name", "").force_open();
    let Err(Error::Rejected(Rejected::CircuitOpen { breaker, .. })) =
        call(site(r#"breaker = "ref-name""#), &Server::up()).await
    else {
        panic!("it is open")
    };
    assert_eq!(breaker, Cow::Borrowed("ref-name"));
}
