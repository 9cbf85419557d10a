//! A call that waits for a quota, as long as it may.

use resilin::quota::QuotaState;
use resilin::testing::ManualClock;
use resilin::{Class, Error, Site, quota};
use tokio::time::sleep;

use super::common::{
    Outcome, Server, call, call_blocking, define_quota, failed, mins, pass, quota_for, secs, site, used_up,
};

/// What the call gave, and when its runs were.
async fn called(site: &Site) -> (Outcome, Vec<u128>, u128) {
    let server = Server::up();
    let outcome = call(site, &server).await;
    (outcome, server.at(), server.age())
}

// Red when: `wait` of runtime/src/driver/quota.rs compares by `<`.
#[tokio::test(start_paused = true)]
async fn it_waits_for_a_reset_in_time_and_is_the_probe() {
    let site = site(r#"quota("wait-in-time", wait_up_to = 60s, ramp = 0s)"#);
    for wait in [1, 30, 60] {
        quota("wait-in-time").close_for(secs(wait));
        assert_eq!(called(site).await, (Ok(()), vec![u128::from(wait) * 1_000], u128::from(wait) * 1_000));
        assert_eq!(quota("wait-in-time").state(), QuotaState::Open, "without a ramp it is open at once");
    }
}

// Red when: `wait_for_quota` of runtime/src/driver/quota.rs waits for what is left, whatever the reset.
#[tokio::test(start_paused = true)]
async fn a_reset_that_comes_too_late_is_not_waited_for() {
    let site = site(r#"quota("wait-late", wait_up_to = 60s, ramp = 0s)"#);
    quota("wait-late").close_for(secs(61));
    assert_eq!(called(site).await, (used_up("wait-late", secs(61)), vec![], 0));
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_come_back_over_the_ramp() {
    let site = site(r#"quota("wait-spread", wait_up_to = 60s, ramp = 10s)"#);
    quota("wait-spread").close_for(secs(30));
    let server = Server::up();
    let calls = (0..50).map(|_| call(site, &server));
    let outcomes = futures_util::future::join_all(calls).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let at = server.at();
    assert_eq!((at.len(), at.is_sorted()), (50, true));
    assert!(at[0] >= 30_000 && at[49] < 50_000, "after the reset, and in time: {at:?}");
    assert!(at[2] > at[0] && at[49] - at[0] > 1_000, "not all of them together: {at:?}");
}

#[tokio::test(start_paused = true)]
async fn the_sites_word_comes_before_that_of_the_settings() {
    let quota = define_quota("wait-words", "wait_up_to = 20s, ramp = 0s");
    let by_settings = site(r#"quota = "wait-words""#);
    let longer = site(r#"quota("wait-words", wait_up_to = 60s)"#);
    let never = site(r#"quota("wait-words", wait_up_to = 0s)"#);
    quota.close_for(secs(30));
    for hasty in [by_settings, never] {
        assert_eq!(called(hasty).await, (used_up("wait-words", secs(30)), vec![], 0));
    }
    assert_eq!(called(longer).await, (Ok(()), vec![30_000], 30_000));
    quota.close_for(secs(20));
    assert_eq!(called(by_settings).await, (Ok(()), vec![20_000], 20_000));
}

// Red when: `wait_for_quota` of runtime/src/driver/quota.rs does not ask `left`.
#[tokio::test(start_paused = true)]
async fn a_wait_that_the_deadline_would_cut_is_not_started() {
    let quota = define_quota("wait-deadline", "ramp = 0s");
    for (deadline, waits) in [("10s", false), ("9s", false), ("11s", true)] {
        let site =
            site(&format!(r#"quota("wait-deadline", wait_up_to = 60s), deadline = {deadline}, backoff = none"#));
        quota.close_for(secs(10));
        let expected =
            if waits { (Ok(()), vec![10_000], 10_000) } else { (used_up("wait-deadline", secs(10)), vec![], 0) };
        assert_eq!(called(site).await, expected, "{deadline}");
    }
}

/// As with a server's hint: the spread is ours to give up.
///
/// Red when: `wait` of runtime/src/driver/quota.rs does not hold the spread below what is left.
#[tokio::test(start_paused = true)]
async fn the_spread_misses_no_reset_before_the_deadline() {
    let site = site(r#"quota("wait-squeezed", wait_up_to = 1h, ramp = 10m), deadline = 10s"#);
    for number in 0..50 {
        quota("wait-squeezed").close_for(secs(5));
        let (outcome, at, _) = called(site).await;
        assert_eq!(outcome, Ok(()), "call {number}");
        assert!((5_000..10_000).contains(&at[0]), "{at:?}");
        quota("wait-squeezed").open();
    }
}

#[tokio::test(start_paused = true)]
async fn nor_one_that_the_deadline_of_a_call_around_it_would_cut() {
    let quota = define_quota("wait-outer", "ramp = 0s");
    let inner = site(r#"quota("wait-outer", wait_up_to = 60s)"#);
    let outer = site("deadline = 10s, attempts = 1");
    quota.close_for(secs(10));
    let server = Server::up();
    let outcome = outer
        .call(|| async {
            assert_eq!(call(inner, &server).await, used_up("wait-outer", secs(10)));
            Ok::<_, super::common::Failed>(())
        })
        .await;
    assert_eq!((outcome, server.runs(), server.age()), (Ok(()), 0, 0));
}

// Red when: `judge` of runtime/src/driver/session.rs leaves out what the deadline leaves for the quota's reset.
#[tokio::test(start_paused = true)]
async fn nor_is_a_delay_before_such_a_wait() {
    let site = site(
        r#"quota("wait-delay", wait_up_to = 2m, ramp = 0s), deadline = 20s, backoff = fixed(5s), jitter = none"#,
    );
    let server = Server::failing([Class::SERVER]);
    let asking = || async {
        let answer = server.ask();
        quota("wait-delay").close_for(secs(60));
        answer
    };
    assert_eq!((site.call(asking).await, server.age()), (failed(Class::SERVER), 0));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_refused_after_an_attempt_ends_with_the_attempts_error() {
    let site = site(
        r#"quota("wait-kept", wait_up_to = 5s, ramp = 0s), attempts = 3, backoff = fixed(10s), jitter = none"#,
    );
    let server = Server::failing([Class::SERVER]);
    let closing = async {
        sleep(secs(9)).await;
        quota("wait-kept").close_for(secs(7));
    };
    let (outcome, ()) = tokio::join!(call(site, &server), closing);
    assert_eq!((outcome, server.at(), server.age()), (failed(Class::SERVER), vec![0], 10_000));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_finds_it_used_up_itself_does_not_wait() {
    let site = site(r#"quota("wait-itself", wait_up_to = 60s, ramp = 0s), attempts = 5"#);
    let fault = quota_for(secs(10));
    let server = Server::failing([fault]);
    assert_eq!((call(site, &server).await, server.age()), (failed(fault), 0), "the rule is not to retry");
    assert_eq!((call(site, &server).await, server.at()), (Ok(()), vec![0, 10_000]), "the next call waits");
}

// Red when: `wait_for_quota` of runtime/src/driver/quota.rs begins to count anew with each asking.
#[tokio::test(start_paused = true)]
async fn all_waits_for_one_attempt_together_are_no_longer() {
    let site = site(r#"quota("wait-total", wait_up_to = 60s, ramp = 0s)"#);
    let quota = quota("wait-total");
    quota.close_for(secs(30));
    let later = async {
        sleep(secs(29)).await;
        quota.close_for(secs(21));
        sleep(secs(20)).await;
        quota.close_for(secs(12));
    };
    let (called, ()) = tokio::join!(called(site), later);
    assert_eq!(called, (used_up("wait-total", secs(11)), vec![], 50_000), "61s are too long");
}

#[tokio::test(start_paused = true)]
async fn each_attempt_may_wait_anew() {
    let site = site(r#"quota("wait-anew", wait_up_to = 60s, ramp = 0s), attempts = 3, backoff = none"#);
    let server = Server::failing([Class::SERVER, Class::SERVER]);
    let asking = || async {
        let answer = server.ask();
        if answer.is_err() {
            quota("wait-anew").close_for(secs(50));
        }
        answer
    };
    assert_eq!((site.call(asking).await, server.at()), (Ok(()), vec![0, 50_000, 100_000]));
}

#[tokio::test(start_paused = true)]
async fn it_waits_for_the_probe_of_another() {
    let site = site(r#"quota("wait-probe", wait_up_to = 60s, ramp = 0s)"#);
    quota("wait-probe").close_for(secs(1));
    pass(secs(1)).await;
    let server = Server::up();
    let probing = site.call(|| async {
        sleep(secs(5)).await;
        Ok::<_, super::common::Failed>(())
    });
    let (probe, waiting) = tokio::join!(probing, call(site, &server));
    assert_eq!((probe, waiting), (Ok(()), Ok(())));
    let at = server.at()[0];
    assert!((5_000..5_300).contains(&at), "soon after the probe is back: {at}");
}

#[tokio::test(start_paused = true)]
async fn but_no_longer_than_it_may() {
    let site = site(r#"quota("wait-hanging", wait_up_to = 5s, ramp = 0s)"#);
    quota("wait-hanging").close_for(secs(1));
    pass(secs(1)).await;
    let hanging = site.call(std::future::pending::<Result<(), super::common::Failed>>);
    let waiting = called(site);
    tokio::select! {
        biased;
        outcome = hanging => panic!("{outcome:?}"),
        (outcome, at, age) = waiting => {
            assert_eq!((outcome, at), (used_up("wait-hanging", None), vec![]));
            assert!((4_800..=5_000).contains(&age), "{age}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_breaker_that_opens_meanwhile_ends_the_wait() {
    let site = site(r#"quota("wait-breaker", wait_up_to = 60s, ramp = 0s), breaker = "wait-breaker""#);
    quota("wait-breaker").close_for(secs(30));
    let opening = async {
        sleep(secs(10)).await;
        resilin::breaker("wait-breaker").open_for(mins(5));
    };
    let (called, ()) = tokio::join!(called(site), opening);
    assert_eq!(called, (super::common::refused("wait-breaker", secs(280)), vec![], 30_000));
    assert_eq!(quota("wait-breaker").state(), QuotaState::Closed, "its probe is not used");
}

#[test]
fn blocking() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let waiting = site(r#"quota("wait-blocking", wait_up_to = 60s, ramp = 0s)"#);
    let hurried = site(r#"quota("wait-blocking", wait_up_to = 60s), deadline = 30s"#);
    let server = Server::up();
    quota("wait-blocking").close_for(secs(30));
    assert_eq!(call_blocking(hurried, &server), used_up("wait-blocking", secs(30)));
    assert_eq!(
        (clock.sleeps(), call_blocking(waiting, &server), clock.sleeps()),
        (vec![], Ok(()), vec![secs(30)])
    );
    quota("wait-blocking").close_for(secs(61));
    assert_eq!(call_blocking(waiting, &server), used_up("wait-blocking", secs(61)));
    assert_eq!((clock.sleeps(), server.runs()), (vec![secs(30)], 1));
}

/// There is nothing to wait by: the call ends, with what is known.
#[test]
fn without_a_runtime_it_is_refused() {
    let site = site(r#"quota("wait-timeless", wait_up_to = 60s), attempts = 3"#);
    quota("wait-timeless").close_for(secs(30));
    let outcome =
        futures_util::FutureExt::now_or_never(site.call(|| async { Ok::<_, super::common::Failed>(()) }));
    let Some(Err(Error::Rejected(rejected))) = outcome else { panic!("{outcome:?}") };
    let again = rejected.retry_after().expect("the reset is known");
    assert!(again <= secs(30) && again > secs(20), "{again:?}");
}
