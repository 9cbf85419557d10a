//! Blocking calls, on a manual clock.

use resilin::testing::ManualClock;
use resilin::{BreakerState, Class, Site, breaker};

use super::common::{Outcome, Server, call_blocking, define, failed, refused, secs, site};

/// Fails until the run of this number.
fn works_from(site: &Site, first: usize) -> (Outcome, usize) {
    let (server, mut runs) = (Server::down(), 0);
    let outcome = site.call_blocking(|| {
        runs += 1;
        if runs == first {
            server.answer(None);
        }
        server.ask()
    });
    (outcome, runs)
}

#[test]
fn every_attempt_votes_and_an_open_one_refuses() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(r#"breaker("block-votes", failures = 3, open = 30s), attempts = 3, backoff = none"#);
    assert_eq!(works_from(site, 9), (failed(Class::SERVER), 3));
    let server = Server::up();
    assert_eq!(call_blocking(site, &server), refused("block-votes", secs(30)));
    assert_eq!((server.runs(), clock.sleeps().len()), (0, 0));
    clock.advance(secs(30));
    assert_eq!(call_blocking(site, &server), Ok(()));
    assert_eq!(breaker("block-votes").state(), BreakerState::Closed);
}

#[test]
fn no_sleep_is_begun_for_an_attempt_that_would_be_refused() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(
        r#"breaker("block-trip", failures = 2, open = 30s), attempts = 5, backoff = fixed(1s), jitter = none"#,
    );
    assert_eq!(works_from(site, 9), (failed(Class::SERVER), 2));
    assert_eq!(clock.sleeps(), [secs(1)]);
}

#[test]
fn a_sleep_that_outlasts_the_open_time_probes() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(
        r#"breaker("block-outlast", failures = 2, open = 3s), attempts = 5, backoff = fixed(5s), jitter = none"#,
    );
    assert_eq!(works_from(site, 3), (Ok(()), 3));
    assert_eq!((clock.sleeps(), breaker("block-outlast").state()), (vec![secs(5); 2], BreakerState::Closed));
}

#[test]
fn unlimited_attempts_end_when_it_opens() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(r#"breaker("block-unlimited", failures = 50), attempts = unlimited, backoff = fixed(1s)"#);
    assert_eq!(works_from(site, 999), (failed(Class::SERVER), 50));
}

#[test]
fn a_refusal_after_an_attempt_gives_that_attempts_error() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("block-kept", "failures = 1, open = 5s, probe_timeout = 1h");
    let site = site(r#"breaker = "block-kept", attempts = 5, backoff = fixed(5s), jitter = none"#);
    let mut runs = 0;
    let mut probe = None;
    let outcome: Outcome = site.call_blocking(|| {
        runs += 1;
        // Somebody else opens it, and probes when the call comes back.
        breaker.open_for(std::time::Duration::ZERO);
        probe = breaker.permit().ok();
        Server::down().ask()
    });
    assert_eq!((outcome, runs), (failed(Class::SERVER), 1));
    assert!(probe.is_some());
}

#[test]
fn while_others_probe_it_is_refused() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("block-probe", "");
    breaker.open_for(secs(1));
    clock.advance(secs(1));
    let probe = breaker.permit().unwrap();
    let (site, server) = (site(r#"breaker = "block-probe""#), Server::up());
    assert_eq!(call_blocking(site, &server), refused("block-probe", None));
    assert_eq!(server.runs(), 0);
    drop(probe);
    assert_eq!(call_blocking(site, &server), Ok(()));
}

#[test]
fn ignored_classes_do_not_count() {
    let breaker = define("block-ignored", "failures = 1");
    let site = site(r#"breaker = "block-ignored", attempts = 1"#);
    assert_eq!(call_blocking(site, &Server::failing(Class::CLIENT)), failed(Class::CLIENT));
    assert_eq!(breaker.state(), BreakerState::Closed);
    assert_eq!(call_blocking(site, &Server::failing(Class::NETWORK)), failed(Class::NETWORK));
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[test]
fn slow_answers_are_measured_on_the_threads_clock() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("block-slow", "slow_call = 2s, calls = 2");
    let site = site(r#"breaker = "block-slow", attempts = 1"#);
    for takes in [1, 2] {
        let outcome: Outcome = site.call_blocking(|| {
            clock.advance(secs(takes));
            Ok(())
        });
        assert_eq!(outcome, Ok(()));
    }
    assert_eq!(breaker.state(), BreakerState::Open);
}

/// What threads without a runtime trip, threads without a runtime find open.
#[test]
fn threads_share_it() {
    let site = site(r#"breaker("block-threads", failures = 4, open = 1h), attempts = 1"#);
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| assert_eq!(call_blocking(site, &Server::down()), failed(Class::SERVER)));
        }
    });
    let server = Server::up();
    assert!(call_blocking(site, &server).is_err());
    assert_eq!(server.runs(), 0);
}
