//! `timeout`: for each attempt.

use std::io;
use std::time::Duration;

use resilin::{Class, Error, Rejected, Site, policy, resilient};
use tokio::task::coop::consume_budget;
use tokio::time::{Instant, advance, sleep};

use super::common::{Fail, Runs, fail, failed, secs};

fn timed_out<E>(seconds: u64, outcome: &Result<(), Error<E>>) -> bool {
    matches!(outcome, Err(Error::Rejected(Rejected::TimedOut { after, .. })) if *after == secs(seconds))
}

/// Each run takes the seconds that are next in the list; the last one's result is a value.
#[resilient(timeout = 2s, backoff = fixed(1s), jitter = none, attempts = 3)]
async fn lasting(runs: &Runs, seconds: &[u64]) -> Result<usize, Error<Fail>> {
    let number = runs.note();
    sleep(secs(seconds[number - 1])).await;
    if number < seconds.len() { failed(Class::SERVER, number) } else { Ok(number) }
}

#[tokio::test(start_paused = true)]
async fn armed_for_each_attempt_anew() {
    let runs = Runs::new();
    // 1s, 1s of wait, cut at 2s, 1s of wait, 1s: no attempt is charged for another one's time.
    assert_eq!(lasting(&runs, &[1, 9, 1]).await, Ok(3));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 2_000, 5_000], 6_000));
}

#[resilient(timeout = 2s, backoff = none)]
async fn at_once(runs: &Runs, millis: u64) -> Result<(), Error<Fail>> {
    let number = runs.note();
    sleep(Duration::from_millis(millis)).await;
    failed(Class::SERVER, number)
}

#[tokio::test(start_paused = true)]
async fn armed_anew_without_a_wait_in_between() {
    let runs = Runs::new();
    assert_eq!(at_once(&runs, 1_500).await, failed(Class::SERVER, 3));
    assert_eq!(runs.at(), [0, 1_500, 3_000]);
    let runs = Runs::new();
    assert!(timed_out(2, &at_once(&runs, 60_000).await));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 2_000, 4_000], 6_000));
}

#[tokio::test(start_paused = true)]
async fn the_outcome_of_a_last_attempt_that_was_cut() {
    let runs = Runs::new();
    assert!(timed_out(2, &lasting(&runs, &[9, 1, 9]).await.map(drop)));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 3_000, 5_000], 7_000));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_ends_in_time_keeps_its_own_error() {
    let runs = Runs::new();
    assert_eq!(lasting(&runs, &[9, 9, 1, 0]).await, failed(Class::SERVER, 3));
}

#[resilient(timeout = 3s, attempts = 1)]
async fn once() -> Result<(), Error<Fail>> {
    sleep(secs(60)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn without_a_retry_too() {
    let start = Instant::now();
    assert!(timed_out(3, &once().await));
    assert_eq!(start.elapsed(), secs(3));
}

#[resilient(timeout = 1s, attempts = 1)]
async fn through_io() -> io::Result<()> {
    sleep(secs(60)).await;
    Ok(())
}

#[resilient(timeout = 1s, attempts = 1)]
async fn through_anyhow() -> anyhow::Result<()> {
    sleep(secs(60)).await;
    Ok(())
}

#[resilient(timeout = 1s, attempts = 1)]
async fn through_a_box() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    sleep(secs(60)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn said_through_the_errors_that_can_carry_it() {
    let io = through_io().await.expect_err("cut");
    assert_eq!(io.kind(), io::ErrorKind::TimedOut);
    assert!(matches!(io.get_ref(), Some(inner) if inner.is::<Rejected>()));
    let anyhow = through_anyhow().await.expect_err("cut");
    assert!(matches!(anyhow.downcast_ref(), Some(Rejected::TimedOut { .. })));
    let boxed = through_a_box().await.expect_err("cut");
    assert!(matches!(boxed.downcast_ref(), Some(Rejected::TimedOut { .. })));
}

#[tokio::test(start_paused = true)]
async fn at_a_site_made_by_hand() {
    static SITE: Site =
        Site::new("site", policy!("timeout = 2s, backoff = fixed(1s), jitter = none, attempts = 2"));
    let runs = Runs::new();
    let outcome = SITE
        .call(|| {
            runs.note();
            async {
                sleep(secs(60)).await;
                Err::<(), _>(fail(Class::CLIENT, 0))
            }
        })
        .await;
    assert!(timed_out(2, &outcome));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 3_000], 5_000));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_ends_at_its_limit_has_ended() {
    let runs = Runs::new();
    assert_eq!(lasting(&runs, &[2]).await, Ok(1));
}

/// Never waits: it uses up the budget that tokio gives a task for each poll, again and again.
async fn busy() -> &'static str {
    for _ in 0..1_000_000 {
        consume_budget().await;
    }
    "ran on"
}

#[resilient(timeout = 2s, attempts = 1)]
async fn limited() -> Result<&'static str, Error<Fail>> {
    Ok(busy().await)
}

#[resilient(deadline = 2s, attempts = 1)]
async fn limited_as_a_whole() -> Result<&'static str, Error<Fail>> {
    Ok(busy().await)
}

async fn passing_time() {
    loop {
        advance(secs(1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_never_idle_is_cut_all_the_same() {
    let time = tokio::spawn(passing_time());
    assert!(tokio::time::timeout(secs(2), busy()).await.is_err(), "as tokio's own timeout does");
    assert!(timed_out(2, &limited().await.map(drop)));
    assert_eq!(limited_as_a_whole().await, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    time.abort();
}
