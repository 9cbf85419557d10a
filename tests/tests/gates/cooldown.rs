//! The rule `cooldown`: a quota that one call finds used up is closed for everyone who names it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use resilin::quota::{Quota, QuotaState};
use resilin::testing::ManualClock;
use resilin::{Class, Error, Fault, Rejected, breaker, quota};
use tokio::time::sleep;

use super::common::{
    OK, Outcome, Server, call, call_blocking, failed, mins, pass, quota_for, secs, site, used_up,
};

// Red when: `quota_failed` of runtime/src/driver/quota.rs gives `None` for the hint.
#[tokio::test(start_paused = true)]
async fn it_is_closed_until_the_reset_that_the_server_names_for_all_who_name_it() {
    let fault = quota_for(secs(3600));
    let (server, other) = (Server::always(fault), Server::up());
    assert_eq!(call(site(r#"quota = "cool-hint", attempts = 5"#), &server).await, failed(fault));
    assert_eq!((server.runs(), server.age()), (1, 0), "it is not retried");
    let another = site(r#"quota = "cool-hint", attempts = 2, backoff = fixed(1s)"#);
    assert_eq!(call(another, &other).await, used_up("cool-hint", secs(3600)));
    pass(secs(3599)).await;
    assert_eq!(call(another, &other).await, used_up("cool-hint", secs(1)));
    assert_eq!(call_blocking(another, &other), used_up("cool-hint", secs(1)));
    assert_eq!((other.runs(), other.age()), (0, 3_599_000), "no body ran, and nobody waited");
    pass(secs(1)).await;
    assert_eq!(call(another, &other).await, Ok(()));
}

/// How long it is closed each time that it is found used up again.
async fn closings(name: &str, policy: &str) -> Vec<u64> {
    let (site, quota) = (site(policy), quota(name));
    let server = Server::always(Class::QUOTA);
    let mut times = Vec::new();
    for _ in 0..7 {
        assert_eq!(call(site, &server).await, failed(Class::QUOTA), "it is the probe");
        let resets_in = quota.snapshot().resets_in.expect("it is closed");
        times.push(resets_in.as_secs());
        pass(resets_in).await;
    }
    times
}

// Red when: `QUOTA` of policy/src/standard.rs has another time.
#[tokio::test(start_paused = true)]
async fn without_a_word_of_the_servers_for_a_quarter_of_an_hour_and_doubling_to_six_hours() {
    let seconds = closings("cool-default", r#"quota = "cool-default""#).await;
    assert_eq!(seconds, [900, 1_800, 3_600, 7_200, 14_400, 21_600, 21_600]);
}

#[tokio::test(start_paused = true)]
async fn for_the_times_that_the_site_says() {
    let policy = r#"quota = "cool-own", on(quota = cooldown(1m, max = 3m))"#;
    assert_eq!(closings("cool-own", policy).await, [60, 120, 180, 180, 180, 180, 180]);
}

#[tokio::test(start_paused = true)]
async fn for_the_times_that_a_table_says() {
    resilin::define_table("cool-table", "quota = cooldown(10s, max = 10s), \"credits\" = cooldown(20s)").unwrap();
    let policy = r#"quota = "cool-table", table = "cool-table""#;
    assert_eq!(closings("cool-table", policy).await, [10; 7]);
    quota("cool-table").open();
    assert!(call(site(policy), &Server::always(Class::custom("credits"))).await.is_err());
    assert_eq!(quota("cool-table").snapshot().resets_in, Some(secs(20)));
}

#[tokio::test(start_paused = true)]
async fn until_a_time_of_the_wall_clock() {
    let fault = Fault::new(Class::QUOTA).resets_at(SystemTime::now() + secs(3600));
    assert_eq!(call(site(r#"quota = "cool-at""#), &Server::always(fault)).await, failed(fault));
    let resets_in = quota("cool-at").snapshot().resets_in.expect("it is closed");
    assert!(resets_in <= secs(3600) && resets_in > secs(3500), "{resets_in:?}");
}

#[tokio::test(start_paused = true)]
async fn by_any_class_whose_rule_it_is() {
    const CREDITS: Class = Class::custom("credits");
    let site = site(
        r#"quota = "cool-class", attempts = 3, timeout = 5s, on("credits" = cooldown(2m), timeout = cooldown(3m))"#,
    );
    assert_eq!(call(site, &Server::always(CREDITS)).await, failed(CREDITS));
    assert_eq!(quota("cool-class").snapshot().resets_in, Some(mins(2)));
    quota("cool-class").open();
    let hanging: Outcome = site.call(std::future::pending).await;
    assert_eq!(hanging, Err(Error::Rejected(Rejected::TimedOut { after: secs(5) })), "an attempt that was cut");
    assert_eq!(quota("cool-class").snapshot().resets_in, Some(mins(3)));
}

#[tokio::test(start_paused = true)]
async fn no_other_class_closes_it() {
    let site = site(r#"quota = "cool-others", attempts = 2, backoff = none"#);
    for class in [Class::SERVER, Class::THROTTLED, Class::AUTH, Class::CLIENT, Class::UNKNOWN] {
        let fault = Fault::new(class).retry_after(Duration::ZERO);
        assert_eq!(call(site, &Server::always(fault)).await, failed(fault));
        assert_eq!(quota("cool-others").state(), QuotaState::Open, "{class}");
    }
}

/// What is told of this quota's closings.
fn listen(quota: &Quota) -> Arc<Mutex<Vec<Duration>>> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    quota.on_closing(move |closing| heard.lock().unwrap().push(closing.resets_in()));
    told
}

#[tokio::test(start_paused = true)]
async fn many_calls_that_find_it_used_up_close_it_once() {
    let told = listen(&quota("cool-many"));
    let site = site(r#"quota = "cool-many""#);
    let server = Server::always(Class::QUOTA);
    let calls = (0..100).map(|_| async {
        let asking = || async {
            sleep(secs(1)).await;
            server.ask()
        };
        site.call(asking).await
    });
    assert!(join_all(calls).await.iter().all(|outcome| *outcome == failed(Class::QUOTA)));
    assert_eq!((server.runs(), &**told.lock().unwrap()), (100, &[mins(15)][..]));
    assert_eq!(quota("cool-many").snapshot().closings, 1);
}

#[tokio::test(start_paused = true)]
async fn of_calls_under_way_the_latest_reset_counts() {
    let told = listen(&quota("cool-latest"));
    let site = site(r#"quota = "cool-latest""#);
    let asking = |after: u64, time: u64| {
        site.call(move || async move {
            sleep(secs(after)).await;
            Err::<(), _>(super::common::Failed(quota_for(secs(time))))
        })
    };
    let (one, other, third) = tokio::join!(asking(1, 60), asking(2, 3600), asking(3, 600));
    assert!(one.is_err() && other.is_err() && third.is_err());
    assert_eq!(quota("cool-latest").snapshot().resets_in, Some(secs(3599)));
    assert_eq!(**told.lock().unwrap(), [secs(60)], "that it moves is no closing");
}

// Red when: `judge` of runtime/src/driver/session.rs does not ask `refused_after`.
#[tokio::test(start_paused = true)]
async fn a_call_that_fails_otherwise_meanwhile_ends_with_its_own_error_at_once() {
    let site = site(r#"quota = "cool-meanwhile", attempts = 5, backoff = fixed(10s), jitter = none"#);
    let server = Server::failing([Class::SERVER]);
    let asking = || async {
        let answer = server.ask();
        quota("cool-meanwhile").close_for(secs(60));
        answer
    };
    assert_eq!(site.call(asking).await, failed(Class::SERVER));
    assert_eq!((server.runs(), server.age()), (1, 0), "no wait is started for an attempt that would be refused");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_meanwhile_ends_with_its_own_error() {
    let site = site(r#"quota = "cool-waiting", attempts = 5, backoff = fixed(10s), jitter = none"#);
    let server = Server::failing([Class::SERVER]);
    let closing = async {
        sleep(secs(5)).await;
        quota("cool-waiting").close_for(secs(60));
    };
    let (outcome, ()) = tokio::join!(call(site, &server), closing);
    assert_eq!((outcome, server.runs(), server.age()), (failed(Class::SERVER), 1, 10_000));
}

#[tokio::test(start_paused = true)]
async fn a_reset_before_the_end_of_the_delay_does_not_end_the_call() {
    let site = site(r#"quota = "cool-short", attempts = 2, backoff = fixed(10s), jitter = none"#);
    let server = Server::failing([Class::SERVER]);
    let asking = || async {
        let answer = server.ask();
        if answer.is_err() {
            quota("cool-short").close_for(secs(10));
        }
        answer
    };
    assert_eq!((site.call(asking).await, server.at()), (Ok(()), vec![0, 10_000]));
}

#[tokio::test(start_paused = true)]
async fn a_quota_fault_after_another_is_the_last_error() {
    let fault = quota_for(secs(30));
    let server = Server::new([Class::SERVER], fault);
    let site = site(r#"quota = "cool-last", attempts = 5, backoff = fixed(1s), jitter = none"#);
    assert_eq!((call(site, &server).await, server.at()), (failed(fault), vec![0, 1_000]));
}

#[tokio::test(start_paused = true)]
async fn a_breaker_neither_counts_it_nor_its_refusals() {
    let site = site(r#"quota = "cool-breaker", breaker("cool-breaker", failures = 1)"#);
    assert_eq!(call(site, &Server::always(Class::QUOTA)).await, failed(Class::QUOTA));
    for _ in 0..3 {
        assert_eq!(call(site, &Server::up()).await, used_up("cool-breaker", mins(15)));
    }
    let snapshot = breaker("cool-breaker").snapshot();
    assert_eq!((snapshot.failures, snapshot.rejected), (0, 0), "{snapshot:?}");
}

#[tokio::test(start_paused = true)]
async fn a_breaker_counts_it_where_the_rule_says_so() {
    let site = site(
        r#"quota = "cool-counted", breaker("cool-counted", failures = 1), on(quota = cooldown(1m, counts = true))"#,
    );
    assert_eq!(call(site, &Server::always(Class::QUOTA)).await, failed(Class::QUOTA));
    assert_eq!(breaker("cool-counted").snapshot().opens, 1);
    assert_eq!(quota("cool-counted").state(), QuotaState::Closed);
}

#[tokio::test(start_paused = true)]
async fn without_a_quota_the_rule_is_to_fail() {
    for policy in ["attempts = 5", "attempts = 5, on(client = cooldown(1m))"] {
        for class in [Class::QUOTA, Class::CLIENT] {
            let server = Server::always(class);
            assert_eq!(call(site(policy), &server).await, failed(class));
            assert_eq!((server.runs(), server.age()), (1, 0));
        }
    }
}

#[test]
fn in_a_blocking_call() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(r#"quota = "cool-blocking", attempts = 5"#);
    let fault = quota_for(secs(60));
    let (server, runs) = (Server::always(fault), AtomicUsize::new(0));
    assert_eq!(call_blocking(site, &server), failed(fault));
    let next = || {
        site.call_blocking(|| {
            runs.fetch_add(1, Ordering::Relaxed);
            server.answer(OK);
            server.ask()
        })
    };
    assert_eq!(next(), used_up("cool-blocking", secs(60)));
    clock.advance(secs(60));
    assert_eq!((next(), runs.load(Ordering::Relaxed), clock.sleeps()), (Ok(()), 1, vec![]));
}

/// A time that is over, and one that no server means: of both the rule's default is better.
// Red when: `is_reset` in runtime/src/quota/reset.rs is always true.
#[tokio::test(start_paused = true)]
async fn a_reset_that_is_none_is_as_if_it_had_not_been_named() {
    let site = site(r#"quota = "cool-nonsense", on(quota = cooldown(2m))"#);
    for nonsense in [Duration::ZERO, Duration::MAX, mins(60 * 24 * 400)] {
        let server = Server::always(quota_for(nonsense));
        assert_eq!(call(site, &server).await, failed(quota_for(nonsense)));
        assert_eq!(quota("cool-nonsense").snapshot().resets_in, Some(mins(2)), "{nonsense:?}");
        quota("cool-nonsense").open();
    }
}
