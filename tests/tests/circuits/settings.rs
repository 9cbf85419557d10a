//! Whose settings hold.

use resilin::{Breaker, BreakerState, Class, breaker};

use super::common::{Server, call, define, fail, failed, pass, refused, secs, site};

/// Failures that it takes to trip it now.
async fn takes(name: &str) -> usize {
    let site = site(&format!(r#"breaker = "{name}", attempts = 1"#));
    let breaker = breaker(name);
    breaker.close();
    let mut failures = 0;
    while breaker.state() == BreakerState::Closed {
        fail(site, 1).await;
        failures += 1;
    }
    breaker.close();
    failures
}

#[tokio::test(start_paused = true)]
async fn the_first_site_to_be_called_decides() {
    let first = site(r#"breaker("set-first", failures = 2), attempts = 1"#);
    let second = site(r#"breaker("set-first", failures = 7), attempts = 1"#);
    assert_eq!(call(first, &Server::up()).await, Ok(()));
    assert_eq!(call(second, &Server::up()).await, Ok(()));
    assert_eq!(takes("set-first").await, 2);
}

#[tokio::test(start_paused = true)]
async fn a_site_without_settings_decides_nothing() {
    let bare = site(r#"breaker = "set-bare", attempts = 1"#);
    let written = site(r#"breaker("set-bare", failures = 2), attempts = 1"#);
    assert_eq!(call(bare, &Server::up()).await, Ok(()));
    assert_eq!(call(written, &Server::up()).await, Ok(()));
    assert_eq!(takes("set-bare").await, 2);
}

// Red when: `of` of runtime/src/breaker/family.rs says that the defaults were chosen.
#[tokio::test(start_paused = true)]
async fn a_handle_that_was_there_before_decides_nothing() {
    let handle = breaker("set-handle");
    let written = site(r#"breaker("set-handle", failures = 2), attempts = 1"#);
    assert_eq!(call(written, &Server::up()).await, Ok(()));
    assert_eq!(takes("set-handle").await, 2);
    fail(written, 2).await;
    assert_eq!(handle.state(), BreakerState::Open, "it is the same breaker");
}

#[tokio::test(start_paused = true)]
async fn what_is_defined_wins_over_what_a_site_says_whoever_comes_first() {
    let site_of = |name: &str| site(&format!(r#"breaker("{name}", failures = 7), attempts = 1"#));
    define("set-before", "failures = 2");
    assert_eq!(call(site_of("set-before"), &Server::up()).await, Ok(()));
    assert_eq!(takes("set-before").await, 2);
    assert_eq!(call(site_of("set-after"), &Server::up()).await, Ok(()));
    define("set-after", "failures = 2");
    assert_eq!(takes("set-after").await, 2);
    assert_eq!(call(site_of("set-after"), &Server::up()).await, Ok(()));
    assert_eq!(takes("set-after").await, 2, "nor does a site that comes later take it back");
}

#[tokio::test(start_paused = true)]
async fn defined_as_the_defaults_it_is_defined_all_the_same() {
    define("set-default", "");
    let written = site(r#"breaker("set-default", failures = 1), attempts = 1"#);
    assert_eq!(call(written, &Server::up()).await, Ok(()));
    assert_eq!(takes("set-default").await, 5);
}

#[tokio::test(start_paused = true)]
async fn defining_it_anew_keeps_what_it_has_counted() {
    let site = site(r#"breaker("set-counts", failures = 5), attempts = 1"#);
    fail(site, 2).await;
    define("set-counts", "failures = 3");
    assert_eq!(breaker("set-counts").snapshot().failures, 2);
    fail(site, 1).await;
    assert_eq!(breaker("set-counts").state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn defining_an_open_one_anew_keeps_it_open_as_long() {
    let site = site(r#"breaker("set-open", failures = 1, open = 30s), attempts = 1"#);
    fail(site, 1).await;
    define("set-open", "failures = 1, open = 5s");
    assert_eq!(call(site, &Server::up()).await, refused("set-open", secs(30)));
    pass(secs(30)).await;
    fail(site, 1).await;
    assert_eq!(call(site, &Server::up()).await, refused("set-open", secs(5)));
}

#[tokio::test(start_paused = true)]
async fn defining_it_anew_reaches_a_call_under_way() {
    let name = "set-under-way";
    let site = site(&format!(r#"breaker("{name}", failures = 9), attempts = 9, backoff = fixed(10s)"#));
    let server = Server::down();
    let (outcome, ()) = tokio::join!(call(site, &server), async {
        define(name, "failures = 2");
    });
    assert_eq!((outcome, server.runs()), (failed(Class::SERVER), 2));
}

#[tokio::test(start_paused = true)]
async fn a_window_survives_that_only_the_limit_changes() {
    let site = site(r#"breaker("set-window", failure_rate = 90%, within = 60s, min_calls = 10), attempts = 1"#);
    fail(site, 4).await;
    for _ in 0..5 {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
    define("set-window", "failure_rate = 50%, within = 60s, min_calls = 10");
    assert_eq!(breaker("set-window").snapshot().calls, Some(9));
    fail(site, 1).await;
    assert_eq!(breaker("set-window").state(), BreakerState::Open);
}

#[test]
fn what_is_wrong_with_them_is_said_and_nothing_changes() {
    define("set-wrong", "failures = 2");
    for (name, settings) in [("set-wrong", "failures = 0"), ("set-wrong", "failure = 3"), ("set wrong", "")] {
        let error = Breaker::define(name, settings).expect_err(settings);
        assert!(error.to_string().contains("help: "), "{error}");
    }
    for _ in 0..2 {
        breaker("set-wrong").permit().unwrap().failed();
    }
    assert_eq!(breaker("set-wrong").state(), BreakerState::Open, "2, as before");
}
