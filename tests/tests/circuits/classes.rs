//! Which ends of an attempt are failures for a breaker.

use std::future::pending;

use resilin::{BreakerState, Class, Error, Rejected, breaker};

use super::common::{Outcome, Server, call, define, fail, failed, half_open, secs, site};

const COUNTED: [Class; 6] =
    [Class::NETWORK, Class::TIMEOUT, Class::SERVER, Class::OVERLOAD, Class::UNKNOWN, Class::custom("conflict")];

const IGNORED: [Class; 5] = [Class::THROTTLED, Class::QUOTA, Class::AUTH, Class::INVALID, Class::CLIENT];

// Red when: `breaker_counts` of policy/src/table.rs leaves a class out, or takes one more.
#[tokio::test(start_paused = true)]
async fn what_says_something_of_the_servers_health() {
    let breaker = define("class-counted", "failures = 1");
    let site = site(r#"breaker = "class-counted", attempts = 1"#);
    for class in COUNTED {
        assert_eq!(call(site, &Server::failing(class)).await, failed(class));
        assert_eq!(breaker.state(), BreakerState::Open, "{class}");
        breaker.close();
    }
}

#[tokio::test(start_paused = true)]
async fn not_what_says_something_of_the_caller() {
    let breaker = define("class-ignored", "failures = 1");
    let site = site(r#"breaker = "class-ignored", attempts = 1"#);
    for class in IGNORED {
        for _ in 0..10 {
            assert_eq!(call(site, &Server::failing(class)).await, failed(class));
        }
        assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0), "{class}");
    }
}

// Red when: `failed` of runtime/src/driver/gate.rs tells an ignored class as a success.
#[tokio::test(start_paused = true)]
async fn what_is_ignored_does_not_end_a_row_either() {
    let breaker = define("class-row", "failures = 2");
    let site = site(r#"breaker = "class-row", attempts = 1"#);
    for class in IGNORED {
        fail(site, 1).await;
        assert_eq!(call(site, &Server::failing(class)).await, failed(class));
        fail(site, 1).await;
        assert_eq!(breaker.state(), BreakerState::Open, "{class}");
        breaker.close();
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_ignored_is_in_no_window() {
    let breaker = define("class-window", "failure_rate = 50%, calls = 10");
    let site = site(r#"breaker = "class-window", attempts = 1"#);
    for class in IGNORED {
        assert_eq!(call(site, &Server::failing(class)).await, failed(class));
    }
    assert_eq!(breaker.snapshot().calls, Some(0));
}

#[tokio::test(start_paused = true)]
async fn a_probe_of_an_ignored_class_makes_room_for_the_next() {
    let breaker = define("class-probe", "successes = 2");
    let site = site(r#"breaker = "class-probe", attempts = 1"#);
    half_open(&breaker).await;
    for class in IGNORED {
        assert_eq!(call(site, &Server::failing(class)).await, failed(class));
        assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 0), "{class}");
    }
    for state in [BreakerState::HalfOpen, BreakerState::Closed] {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
        assert_eq!(breaker.state(), state);
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_ends_by_its_timeout_counts() {
    let site = site(r#"breaker("class-timeout", failures = 2), timeout = 1s, attempts = 2, backoff = none"#);
    let outcome: Outcome = site.call(pending).await;
    assert_eq!(outcome, Err(Error::Rejected(Rejected::TimedOut { after: secs(1) })));
    assert_eq!(breaker("class-timeout").state(), BreakerState::Open);
}

// Red when: `class` of runtime/src/rejected.rs says `Class::CLIENT` for `DeadlineExceeded`.
#[tokio::test(start_paused = true)]
async fn an_attempt_that_the_deadline_cuts_counts() {
    let site = site(r#"breaker("class-deadline", failures = 1), deadline = 3s"#);
    let outcome: Outcome = site.call(pending).await;
    assert_eq!(outcome, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    let snapshot = breaker("class-deadline").snapshot();
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::Open, 0));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_that_ends_a_wait_is_no_result() {
    let site = site(
        r#"breaker("class-wait", failures = 2), deadline = 3s, attempts = 9, backoff = fixed(2s), jitter = none"#,
    );
    let server = Server::down();
    assert_eq!(call(site, &server).await, failed(Class::SERVER));
    // Runs at 0 and 2s; the wait that would end at 4s is not begun.
    assert_eq!((server.runs(), breaker("class-wait").state()), (2, BreakerState::Open));
    assert_eq!(breaker("class-wait").snapshot().opens, 1);
}

#[tokio::test(start_paused = true)]
async fn an_unclassified_error_counts() {
    #[derive(Debug, thiserror::Error)]
    #[error("who knows")]
    struct Unknown;
    let site = site(r#"breaker("class-unclassified", failures = 1), attempts = 1"#);
    let classify = |_: &Unknown| resilin::Fault::new(Class::UNKNOWN);
    assert!(site.call_with(classify, || async { Err::<(), _>(Unknown) }).await.is_err());
    assert_eq!(breaker("class-unclassified").state(), BreakerState::Open);
}
