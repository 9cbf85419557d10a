//! The first call after a reset, and those that come back behind it.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use resilin::quota::QuotaState;
use resilin::testing::ManualClock;
use resilin::{Class, Error, Rejected, quota};
use tokio::time::sleep;

use super::common::{
    Failed, OK, Outcome, Server, call, call_blocking, define_quota, dropped_after, failed, mins, pass, quota_for,
    reset, secs, settle, site, used_up,
};

// Red when: `reach_quota` of runtime/src/driver/quota.rs drops the probe at once.
#[tokio::test(start_paused = true)]
async fn one_goes_first_and_the_others_are_refused() {
    let quota = define_quota("probe-first", "ramp = 0s");
    reset(&quota).await;
    let site = site(r#"quota = "probe-first""#);
    let server = Server::up();
    let first = site.call(|| async {
        sleep(secs(5)).await;
        server.ask()
    });
    let others = async {
        settle().await;
        for _ in 0..3 {
            assert_eq!(call(site, &server).await, used_up("probe-first", None), "the time is not known");
        }
        assert_eq!(quota.state(), QuotaState::Probing);
    };
    let (outcome, ()) = tokio::join!(first, others);
    assert_eq!((outcome, server.runs(), quota.state()), (Ok(()), 1, QuotaState::Open));
}

// Red when: `succeeded` of runtime/src/driver/session.rs does not call `quota_succeeded`.
#[tokio::test(start_paused = true)]
async fn after_its_success_the_others_come_back_little_by_little() {
    let quota = define_quota("probe-ramp", "ramp = 8s");
    reset(&quota).await;
    let site = site(r#"quota = "probe-ramp""#);
    let server = Server::up();
    for _ in 0..3 {
        assert_eq!(call(site, &server).await, Ok(()));
    }
    let refused = call(site, &server).await;
    let Err(Error::Rejected(Rejected::QuotaExhausted { resets_in: Some(wait), .. })) = refused else {
        panic!("{refused:?}")
    };
    assert!(wait <= secs(2), "a place is there with every second: {wait:?}");
    assert_eq!((server.runs(), quota.state()), (3, QuotaState::Ramp));
    pass(secs(2)).await;
    assert_eq!(call(site, &server).await, Ok(()));
    pass(secs(6)).await;
    for _ in 0..1_000 {
        assert_eq!(call(site, &server).await, Ok(()));
    }
    assert_eq!(quota.state(), QuotaState::Open);
}

#[tokio::test(start_paused = true)]
async fn one_that_finds_it_used_up_still_closes_it_again() {
    let quota = define_quota("probe-again", "");
    reset(&quota).await;
    let fault = quota_for(mins(7));
    assert_eq!(call(site(r#"quota = "probe-again""#), &Server::always(fault)).await, failed(fault));
    assert_eq!((quota.state(), quota.snapshot().resets_in), (QuotaState::Closed, Some(mins(7))));
}

#[tokio::test(start_paused = true)]
async fn one_that_gets_no_answer_gives_its_place_to_the_next() {
    let quota = define_quota("probe-other", "ramp = 0s");
    let site = site(r#"quota = "probe-other", attempts = 1"#);
    for class in [Class::NETWORK, Class::TIMEOUT, Class::OVERLOAD, Class::THROTTLED, Class::UNKNOWN] {
        reset(&quota).await;
        assert_eq!(call(site, &Server::always(class)).await, failed(class));
        assert_eq!(quota.state(), QuotaState::Closed, "{class} says nothing about it");
        assert_eq!(call(site, &Server::up()).await, Ok(()), "the next one is the probe");
        assert_eq!(quota.state(), QuotaState::Open, "{class}");
    }
}

/// A wrong request that is answered is answered: the quota is not used up, and nobody is to wait for a better one.
// Red when: `is_answer` of runtime/src/driver/quota.rs is always false.
#[tokio::test(start_paused = true)]
async fn one_that_is_answered_opens_it_whatever_the_answer() {
    let quota = define_quota("probe-answer", "ramp = 0s");
    let site = site(r#"quota = "probe-answer", attempts = 1"#);
    let answers = [Class::SERVER, Class::AUTH, Class::CLIENT, Class::INVALID, Class::custom("conflict")];
    for class in answers {
        reset(&quota).await;
        assert_eq!(call(site, &Server::always(class)).await, failed(class));
        assert_eq!(quota.state(), QuotaState::Open, "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_may_be_the_calls_own_next_attempt() {
    let quota = define_quota("probe-retry", "ramp = 0s");
    reset(&quota).await;
    let site = site(r#"quota = "probe-retry", attempts = 3, backoff = fixed(1s), jitter = none"#);
    let server = Server::failing([Class::NETWORK, Class::NETWORK]);
    assert_eq!((call(site, &server).await, server.at()), (Ok(()), vec![0, 1_000, 2_000]));
    assert_eq!(quota.state(), QuotaState::Open);
}

#[tokio::test(start_paused = true)]
async fn while_it_waits_for_its_retry_another_may_probe() {
    let quota = define_quota("probe-wait", "ramp = 0s");
    reset(&quota).await;
    let retrying = site(r#"quota = "probe-wait", attempts = 2, backoff = fixed(10s), jitter = none"#);
    let server = Server::failing([Class::NETWORK]);
    let other = async {
        sleep(secs(5)).await;
        let outcome = call(site(r#"quota = "probe-wait""#), &Server::up()).await;
        (outcome, quota.state())
    };
    let (outcome, other) = tokio::join!(call(retrying, &server), other);
    assert_eq!((outcome, other), (Ok(()), (Ok(()), QuotaState::Open)));
}

#[tokio::test(start_paused = true)]
async fn one_that_hangs_loses_its_place() {
    for (name, settings, after) in [("probe-hung", "", 60), ("probe-hung-set", "probe_timeout = 5s", 5)] {
        let quota = define_quota(name, settings);
        reset(&quota).await;
        let site = site(&format!(r#"quota = "{name}""#));
        let hanging = tokio::spawn(site.call(std::future::pending::<Result<(), Failed>>));
        settle().await;
        pass(secs(after - 1)).await;
        assert_eq!(call(site, &Server::up()).await, used_up(name, None));
        pass(secs(1)).await;
        assert_eq!((call(site, &Server::up()).await, quota.state()), (Ok(()), QuotaState::Ramp));
        hanging.abort();
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_is_cut_by_its_timeout_gives_its_place_to_the_next() {
    let quota = define_quota("probe-timeout", "ramp = 0s");
    reset(&quota).await;
    let site = site(r#"quota = "probe-timeout", timeout = 5s, attempts = 1"#);
    let cut: Outcome = site.call(std::future::pending).await;
    assert_eq!(cut, Err(Error::Rejected(Rejected::TimedOut { after: secs(5) })));
    assert_eq!(quota.state(), QuotaState::Closed);
    assert_eq!((call(site, &Server::up()).await, quota.state()), (Ok(()), QuotaState::Open));
}

#[tokio::test(start_paused = true)]
async fn one_that_panics_gives_its_place_to_the_next() {
    let quota = define_quota("probe-panic", "ramp = 0s");
    reset(&quota).await;
    let site = site(r#"quota = "probe-panic""#);
    let panicking = site.call(|| async {
        tokio::task::yield_now().await;
        std::panic::resume_unwind(Box::new("on purpose"));
        #[allow(unreachable_code, reason = "it says what type the body has")]
        Ok::<(), Failed>(())
    });
    assert!(AssertUnwindSafe(panicking).catch_unwind().await.is_err());
    assert_eq!(quota.state(), QuotaState::Closed);
    assert_eq!((call(site, &Server::up()).await, quota.state()), (Ok(()), QuotaState::Open));
}

#[tokio::test(start_paused = true)]
async fn one_that_is_dropped_gives_its_place_to_the_next() {
    let quota = define_quota("probe-dropped", "ramp = 0s");
    let site = site(r#"quota = "probe-dropped""#);
    for polls in 0..3 {
        reset(&quota).await;
        let slow = site.call(|| async {
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            Ok::<_, Failed>(())
        });
        assert!(dropped_after(polls, slow).await.is_none());
        assert_eq!(quota.state(), QuotaState::Closed, "after {polls} polls");
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
}

#[test]
fn that_blocks() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(r#"quota("probe-blocking", ramp = 8s), attempts = 1"#);
    let server = Server::failing([Class::NETWORK]);
    quota("probe-blocking").close_for(secs(10));
    clock.advance(secs(10));
    assert_eq!(call_blocking(site, &server), failed(Class::NETWORK));
    let panic = std::panic::catch_unwind(|| {
        site.call_blocking(|| -> Result<(), Failed> { std::panic::resume_unwind(Box::new("on purpose")) })
    });
    assert!(panic.is_err());
    let nested = || {
        assert_eq!(quota("probe-blocking").state(), QuotaState::Probing);
        server.answer(OK);
        server.ask()
    };
    assert_eq!(site.call_blocking(nested), Ok(()));
    assert_eq!(quota("probe-blocking").state(), QuotaState::Ramp);
}
