//! What trips a breaker, through calls.

use resilin::{BreakerState, Class, breaker};

use super::common::{Server, call, define, fail, failed, pass, refused, secs, site};

#[tokio::test(start_paused = true)]
async fn the_failures_of_all_sites_that_name_it_count() {
    let first = site(r#"breaker("trip-shared", failures = 3, open = 30s), attempts = 1"#);
    let second = site(r#"breaker = "trip-shared", attempts = 1"#);
    fail(first, 2).await;
    assert_eq!(breaker("trip-shared").state(), BreakerState::Closed);
    fail(second, 1).await;
    assert_eq!(breaker("trip-shared").state(), BreakerState::Open);
    let server = Server::up();
    for site in [first, second] {
        assert_eq!(call(site, &server).await, refused("trip-shared", secs(30)));
    }
    assert_eq!(server.runs(), 0);
}

#[tokio::test(start_paused = true)]
async fn breakers_of_other_names_are_not_touched() {
    let down = site(r#"breaker("trip-down", failures = 1), attempts = 1"#);
    let well = site(r#"breaker("trip-well", failures = 1), attempts = 1"#);
    fail(down, 1).await;
    assert_eq!(call(well, &Server::up()).await, Ok(()));
    assert_eq!(breaker("trip-well").state(), BreakerState::Closed);
}

// Red when: `gives_up` of runtime/src/driver/session.rs tells the gate only of the last attempt (`if !again`).
#[tokio::test(start_paused = true)]
async fn every_attempt_of_a_call_votes() {
    let site = site(r#"breaker("trip-votes", failures = 4), attempts = 3, backoff = none"#);
    let server = Server::down();
    assert_eq!(call(site, &server).await, failed(Class::SERVER));
    assert_eq!((server.runs(), breaker("trip-votes").snapshot().failures), (3, 3));
    assert_eq!(call(site, &server).await, failed(Class::SERVER));
    assert_eq!((server.runs(), breaker("trip-votes").state()), (4, BreakerState::Open));
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_the_row() {
    let site = site(r#"breaker("trip-row", failures = 3), attempts = 1"#);
    for _ in 0..5 {
        fail(site, 2).await;
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
    assert_eq!(breaker("trip-row").state(), BreakerState::Closed);
    fail(site, 3).await;
    assert_eq!(breaker("trip-row").state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_succeeds_after_failed_ones_ends_the_row() {
    let site = site(r#"breaker("trip-mended", failures = 3), attempts = 3, backoff = none"#);
    let mut runs = 0;
    let outcome = site
        .call(|| {
            runs += 1;
            let server = if runs < 3 { Server::down() } else { Server::up() };
            async move { server.ask() }
        })
        .await;
    assert_eq!(outcome, Ok(()));
    assert_eq!(breaker("trip-mended").snapshot().failures, 0);
}

#[tokio::test(start_paused = true)]
async fn failures_within_a_time_need_not_be_in_a_row() {
    let site = site(r#"breaker("trip-within", failures = 3, within = 60s), attempts = 1"#);
    let state = || breaker("trip-within").state();
    for expected in [BreakerState::Closed, BreakerState::Closed, BreakerState::Open] {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
        fail(site, 1).await;
        assert_eq!(state(), expected);
        pass(secs(20)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_share_of_failures_trips_it() {
    let site = site(r#"breaker("trip-rate", failure_rate = 50%, calls = 10, min_calls = 4), attempts = 1"#);
    for _ in 0..2 {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
    fail(site, 1).await;
    assert_eq!(breaker("trip-rate").snapshot().failure_rate, Some(1.0 / 3.0));
    fail(site, 1).await;
    assert_eq!(breaker("trip-rate").state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn slow_answers_trip_it_though_they_are_good() {
    let site = site(r#"breaker("trip-slow", slow_call = 2s, calls = 4), attempts = 1"#);
    for takes in [1, 2, 1, 3] {
        assert_eq!(breaker("trip-slow").state(), BreakerState::Closed);
        let slow = || async move {
            tokio::time::sleep(secs(takes)).await;
            Server::up().ask()
        };
        assert_eq!(site.call(slow).await, Ok(()));
    }
    assert_eq!(breaker("trip-slow").state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn the_time_between_attempts_makes_none_slow() {
    let site = site(
        r#"breaker("trip-waits", slow_call = 2s, calls = 3), attempts = 3, backoff = fixed(60s), jitter = none"#,
    );
    assert_eq!(call(site, &Server::failing(Class::NETWORK)).await, failed(Class::NETWORK));
    let snapshot = breaker("trip-waits").snapshot();
    assert_eq!((snapshot.calls, snapshot.slow_calls, snapshot.failures), (Some(3), 0, 3));
}

#[tokio::test(start_paused = true)]
async fn without_settings_five_in_a_row_open_it_for_a_minute() {
    let site = site(r#"breaker = "trip-default", attempts = 1"#);
    fail(site, 5).await;
    assert_eq!(call(site, &Server::up()).await, refused("trip-default", secs(60)));
    pass(secs(60)).await;
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    assert_eq!(breaker("trip-default").state(), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn each_opening_in_a_row_is_longer_where_the_open_time_grows() {
    let breaker = define("trip-grows", "failures = 1, open = exp(10s, 2, 40s)");
    let site = site(r#"breaker = "trip-grows", attempts = 1"#);
    for (least, most) in [(7, 13), (15, 25), (30, 40), (30, 40)] {
        fail(site, 1).await;
        let open = breaker.snapshot().retry_after.expect("it is open");
        assert!(secs(least) <= open && open <= secs(most), "{open:?}");
        pass(open).await;
    }
    assert_eq!(breaker.snapshot().opens, 4);
}
