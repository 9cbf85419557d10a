//! A call of several attempts, and a breaker that opens while it is under way.

use std::time::Duration;

use resilin::{BreakerState, Class, Error, Fault, Rejected, Site, breaker};
use tokio::time::sleep;

use super::common::{Failed, Outcome, Runs, define, fail, failed, pass, refused, secs, site};

/// Fails until the run of this number.
async fn works_from(site: &Site, runs: &Runs, first: usize) -> Outcome {
    site.call(|| {
        let is_up = runs.note() >= first;
        async move { if is_up { Ok(()) } else { Err(Failed(Fault::new(Class::SERVER))) } }
    })
    .await
}

// Red when: `judge` of runtime/src/driver/session.rs does not look at the gate.
#[tokio::test(start_paused = true)]
async fn no_wait_is_started_for_an_attempt_that_would_be_refused() {
    let site =
        site(r#"breaker("mid-trip", failures = 2, open = 30s), attempts = 5, backoff = fixed(1s), jitter = none"#);
    let runs = Runs::new();
    assert_eq!(works_from(site, &runs, 9).await, failed(Class::SERVER), "the attempt's own error");
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 1], 1));
}

// Red when: `judge` of runtime/src/driver/session.rs looks at `Duration::ZERO` from now.
#[tokio::test(start_paused = true)]
async fn a_wait_that_outlasts_the_open_time_is_slept_and_probes() {
    let site = site(
        r#"breaker("mid-outlast", failures = 2, open = 3s), attempts = 5, backoff = fixed(5s), jitter = none"#,
    );
    let runs = Runs::new();
    assert_eq!(works_from(site, &runs, 3).await, Ok(()));
    assert_eq!(runs.at(), [0, 5, 10]);
    assert_eq!(breaker("mid-outlast").state(), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_as_long_as_the_open_time_probes_too() {
    let site =
        site(r#"breaker("mid-equal", failures = 1, open = 5s), attempts = 3, backoff = fixed(5s), jitter = none"#);
    let runs = Runs::new();
    assert_eq!(works_from(site, &runs, 3).await, Ok(()));
    assert_eq!((runs.at(), breaker("mid-equal").state()), (vec![0, 5, 10], BreakerState::Closed));
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_fails_ends_its_call_though_attempts_are_left() {
    let breaker = define("mid-probe", "failures = 1, open = 30s");
    let site = site(r#"breaker = "mid-probe", attempts = 5, backoff = fixed(1s), jitter = none"#);
    breaker.open_for(secs(10));
    pass(secs(10)).await;
    let runs = Runs::new();
    assert_eq!(works_from(site, &runs, 9).await, failed(Class::SERVER));
    assert_eq!((runs.at(), runs.elapsed(), breaker.state()), (vec![0], 0, BreakerState::Open));
}

#[tokio::test(start_paused = true)]
async fn unlimited_attempts_end_when_it_opens() {
    let site = site(
        r#"breaker("mid-unlimited", failures = 50), attempts = unlimited, backoff = fixed(1s), jitter = none"#,
    );
    let runs = Runs::new();
    assert_eq!(works_from(site, &runs, 999).await, failed(Class::SERVER));
    assert_eq!((runs.at().len(), runs.elapsed()), (50, 49));
}

/// A call whose first attempt ends as `body` does, and during whose wait somebody else opens the breaker.
async fn opened_during_the_wait<F>(name: &str, policy: &str, mut body: impl FnMut() -> F) -> (Outcome, u32)
where
    F: Future<Output = Result<(), Failed>>,
{
    let site = site(&format!(r#"breaker = "{name}", attempts = 3, backoff = fixed(10s), jitter = none{policy}"#));
    let mut runs = 0;
    let calling = site.call(|| {
        runs += 1;
        body()
    });
    let opening = async {
        sleep(secs(5)).await;
        breaker(name).open_for(secs(60));
    };
    let (outcome, ()) = tokio::join!(calling, opening);
    (outcome, runs)
}

// Red when: `or` of runtime/src/driver/kept.rs prefers what came last.
#[tokio::test(start_paused = true)]
async fn a_refusal_after_an_attempt_gives_that_attempts_error() {
    let down = || async { Err(Failed(Fault::new(Class::SERVER))) };
    let outcome = opened_during_the_wait("mid-kept", "", down).await;
    assert_eq!(outcome, (failed(Class::SERVER), 1));
}

#[tokio::test(start_paused = true)]
async fn also_where_the_attempt_ended_by_its_own_timeout() {
    let hanging = || async {
        sleep(secs(60)).await;
        Ok(())
    };
    let outcome = opened_during_the_wait("mid-timed-out", ", timeout = 2s", hanging).await;
    let timed_out = Error::Rejected(Rejected::TimedOut { after: secs(2) });
    assert_eq!(outcome, (Err(timed_out), 1));
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_trips_it_ends_the_call_as_timed_out() {
    let site = site(r#"breaker("mid-timeout", failures = 1), timeout = 2s, attempts = 5, backoff = fixed(1s)"#);
    let runs = Runs::new();
    let outcome: Outcome = site
        .call(|| {
            runs.note();
            std::future::pending()
        })
        .await;
    assert_eq!(outcome, Err(Error::Rejected(Rejected::TimedOut { after: secs(2) })));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0], 2));
    assert_eq!(breaker("mid-timeout").state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn a_hint_that_outlasts_the_open_time_is_waited_for() {
    let site =
        site(r#"breaker("mid-hint", failures = 1, open = 5s), attempts = 2, backoff = fixed(1s), jitter = none"#);
    let runs = Runs::new();
    let asked = Failed(Fault::new(Class::OVERLOAD).retry_after(secs(4)));
    let outcome: Outcome = site.call(|| std::future::ready(Err(asked.clone()))).await;
    assert_eq!((outcome, runs.elapsed()), (Err(Error::Failed(asked)), 0), "4s end while it is open");
    breaker("mid-hint").close();
    let asked = Failed(Fault::new(Class::OVERLOAD).retry_after(secs(5)));
    let outcome = site
        .call(|| {
            let first = runs.note() == 1;
            let asked = asked.clone();
            async move { if first { Err(asked) } else { Ok(()) } }
        })
        .await;
    assert_eq!((outcome, runs.at()), (Ok(()), vec![0, 5]));
}

#[tokio::test(start_paused = true)]
async fn the_wait_is_over_before_the_probe_is_asked_for() {
    // While the call waits, it holds no permit: somebody else may probe, and the call finds the breaker closed.
    let site =
        site(r#"breaker("mid-wait", failures = 1, open = 2s), attempts = 2, backoff = fixed(5s), jitter = none"#);
    let runs = Runs::new();
    let other = async {
        sleep(secs(3)).await;
        let permit = breaker("mid-wait").permit().expect("no probe is out");
        permit.succeeded();
    };
    let (outcome, ()) = tokio::join!(works_from(site, &runs, 2), other);
    assert_eq!((outcome, runs.at()), (Ok(()), vec![0, 5]));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_while_others_probe_ends_with_its_own_error() {
    let site =
        site(r#"breaker("mid-taken", failures = 1, open = 2s), attempts = 2, backoff = fixed(5s), jitter = none"#);
    let runs = Runs::new();
    let other = async {
        sleep(Duration::from_millis(4_500)).await;
        let probe = breaker("mid-taken").permit().expect("no probe is out");
        sleep(secs(1)).await;
        drop(probe);
    };
    let (outcome, ()) = tokio::join!(works_from(site, &runs, 2), other);
    assert_eq!((outcome, runs.at()), (failed(Class::SERVER), vec![0]));
}

#[tokio::test(start_paused = true)]
async fn a_call_under_way_feels_the_failures_of_others() {
    let name = "mid-others";
    define(name, "failures = 3, open = 30s");
    let waiting = site(r#"breaker = "mid-others", attempts = 5, backoff = fixed(4s), jitter = none"#);
    let other = site(r#"breaker = "mid-others", attempts = 1"#);
    let runs = Runs::new();
    let failing = async {
        sleep(secs(1)).await;
        fail(other, 2).await;
        assert_eq!(super::common::call(other, &super::common::Server::up()).await, refused(name, secs(30)));
    };
    let (outcome, ()) = tokio::join!(works_from(waiting, &runs, 9), failing);
    assert_eq!((outcome, runs.at()), (failed(Class::SERVER), vec![0]), "the third failure was not its own");
}
