//! Half-open, through calls.

use std::sync::Arc;

use resilin::{Breaker, BreakerState, Site, breaker};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::common::{Outcome, Server, call, define, fail, half_open, pass, refused, secs, site};

/// A call whose body is inside until it is let go, and then fails or not.
fn held(site: &'static Site, gate: &Arc<Semaphore>, server: Server) -> JoinHandle<Outcome> {
    let gate = Arc::clone(gate);
    tokio::spawn(async move {
        site.call(|| async {
            gate.acquire().await.expect("it is not closed").forget();
            server.ask()
        })
        .await
    })
}

async fn settled() {
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn one_probe_decides() {
    let site = site(r#"breaker("probe-one", failures = 1, open = 10s), attempts = 1"#);
    fail(site, 1).await;
    pass(secs(10)).await;
    fail(site, 1).await;
    assert_eq!(call(site, &Server::up()).await, refused("probe-one", secs(10)), "its time began anew");
    pass(secs(10)).await;
    assert_eq!(breaker("probe-one").state(), BreakerState::Open, "until a call is let through");
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    assert_eq!(breaker("probe-one").state(), BreakerState::Closed);
}

// Red when: `send` of runtime/src/kernel/breaker/probes.rs compares by `<=`.
#[tokio::test(start_paused = true)]
async fn no_more_calls_than_probes_are_inside() {
    let breaker = define("probe-most", "probes = 3, successes = 3, probe_timeout = 1h");
    let (site, gate) = (site(r#"breaker = "probe-most", attempts = 1"#), Arc::new(Semaphore::new(0)));
    half_open(&breaker).await;
    let calls: Vec<_> = (0..10).map(|_| held(site, &gate, Server::up())).collect();
    settled().await;
    assert_eq!((breaker.snapshot().probes, breaker.snapshot().rejected), (3, 7));
    gate.add_permits(10);
    let mut passed = 0;
    for call in calls {
        match call.await.unwrap() {
            Ok(()) => passed += 1,
            other => assert_eq!(other, refused("probe-most", None)),
        }
    }
    assert_eq!((passed, breaker.state()), (3, BreakerState::Closed));
}

#[tokio::test(start_paused = true)]
async fn more_successes_than_probes_are_had_in_turn() {
    let breaker = define("probe-turns", "probes = 2, successes = 5");
    let site = site(r#"breaker = "probe-turns", attempts = 1"#);
    half_open(&breaker).await;
    for _ in 0..4 {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
        assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 0));
    }
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn one_failure_opens_it_again_whatever_succeeded_before() {
    let breaker = define("probe-spoilt", "successes = 5, open = 10s");
    let site = site(r#"breaker = "probe-spoilt", attempts = 1"#);
    half_open(&breaker).await;
    for _ in 0..4 {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
    fail(site, 1).await;
    assert_eq!(call(site, &Server::up()).await, refused("probe-spoilt", secs(10)));
}

#[tokio::test(start_paused = true)]
async fn a_hung_probe_gives_its_place_to_another() {
    let breaker = define("probe-hung", "probe_timeout = 20s");
    let (site, gate) = (site(r#"breaker = "probe-hung", attempts = 1"#), Arc::new(Semaphore::new(0)));
    half_open(&breaker).await;
    let hung = held(site, &gate, Server::down());
    settled().await;
    pass(secs(19)).await;
    assert_eq!(call(site, &Server::up()).await, refused("probe-hung", None));
    pass(secs(1)).await;
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Closed);
    gate.add_permits(1);
    assert!(hung.await.unwrap().is_err());
    assert_eq!(breaker.snapshot().failures, 0, "what it found out belongs to another time");
}

#[tokio::test(start_paused = true)]
async fn left_out_a_probe_may_take_as_long_as_it_was_open() {
    let site = site(r#"breaker("probe-default", failures = 1, open = 40s), attempts = 1"#);
    fail(site, 1).await;
    pass(secs(40)).await;
    let hung = breaker("probe-default").permit().unwrap();
    pass(secs(39)).await;
    assert_eq!(call(site, &Server::up()).await, refused("probe-default", None));
    pass(secs(1)).await;
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    drop(hung);
    assert_eq!(breaker("probe-default").state(), BreakerState::Closed);
}

/// Who holds it open for no time at all wants a probe now, not everybody.
#[tokio::test(start_paused = true)]
async fn opened_by_hand_for_a_moment_it_still_admits_only_its_probes() {
    let breaker = define("probe-moment", "probes = 2");
    for time in [0, 1] {
        breaker.open_for(std::time::Duration::from_nanos(time));
        pass(secs(1)).await;
        let probes: Vec<_> = (0..5).filter_map(|_| breaker.permit().ok()).collect();
        assert_eq!(probes.len(), 2, "{time}");
        pass(secs(1)).await;
        assert!(breaker.permit().is_err(), "a probe may take a second, whatever {time}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_probe_is_a_failed_one() {
    let breaker = define("probe-slow", "slow_call = 2s, open = 10s");
    let site = site(r#"breaker = "probe-slow", attempts = 1"#);
    half_open(&breaker).await;
    let slow = || async {
        tokio::time::sleep(secs(2)).await;
        Server::up().ask()
    };
    assert_eq!(site.call(slow).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Open);
}

/// A call that began before it tripped ends in one of the states after.
async fn late(name: &str, server: Server) -> Breaker {
    let breaker = define(name, "failures = 1, open = 10s, successes = 2");
    let (site, gate) = (site(&format!(r#"breaker = "{name}", attempts = 1"#)), Arc::new(Semaphore::new(0)));
    let late = held(site, &gate, server);
    settled().await;
    fail(site, 1).await;
    pass(secs(10)).await;
    let probe = breaker.permit().unwrap();
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    gate.add_permits(1);
    let _ = late.await.unwrap();
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 1));
    probe.succeeded();
    breaker
}

#[tokio::test(start_paused = true)]
async fn a_late_failure_does_not_open_it_again() {
    assert_eq!(late("probe-late-bad", Server::down()).await.state(), BreakerState::HalfOpen);
}

#[tokio::test(start_paused = true)]
async fn a_late_success_is_none_of_those_that_close_it() {
    let breaker = late("probe-late-good", Server::up()).await;
    assert_eq!(breaker.state(), BreakerState::HalfOpen, "one of two");
    breaker.permit().unwrap().succeeded();
    assert_eq!(breaker.state(), BreakerState::Closed);
}
