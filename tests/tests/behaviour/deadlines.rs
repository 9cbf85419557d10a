//! `deadline`: for the whole call, waits and attempts included.

use resilin::testing::ManualClock;
use resilin::{Class, Error, Rejected, Site, policy, resilient};
use tokio::time::sleep;

use super::common::{Fail, Runs, fail, failed, secs};

#[resilient(deadline = 10s, backoff = fixed(2s), jitter = none, attempts = 20)]
async fn lasting(runs: &Runs, seconds: &[u64]) -> Result<(), Error<Fail>> {
    let number = runs.note();
    sleep(secs(seconds[number - 1])).await;
    failed(Class::SERVER, number)
}

#[tokio::test(start_paused = true)]
async fn cuts_the_first_attempt_and_says_so() {
    let runs = Runs::new();
    assert_eq!(lasting(&runs, &[60]).await, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    assert_eq!((runs.count(), runs.elapsed()), (1, 10_000));
}

#[tokio::test(start_paused = true)]
async fn a_later_attempt_that_is_cut_leaves_the_last_that_ended() {
    let runs = Runs::new();
    assert_eq!(lasting(&runs, &[1, 2, 60]).await, failed(Class::SERVER, 2));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 3_000, 7_000], 10_000));
}

#[tokio::test(start_paused = true)]
async fn no_wait_is_started_that_it_would_cut() {
    let runs = Runs::new();
    // 8s of attempt leave 2s, and the wait is 2s.
    assert_eq!(lasting(&runs, &[8, 0]).await, failed(Class::SERVER, 1));
    assert_eq!((runs.count(), runs.elapsed()), (1, 8_000));
}

#[tokio::test(start_paused = true)]
async fn counts_the_attempts_and_not_only_the_waits() {
    let runs = Runs::new();
    assert_eq!(lasting(&runs, &[3, 3, 3]).await, failed(Class::SERVER, 2));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 5_000], 8_000));
}

#[resilient(deadline = 10s, timeout = 4s, backoff = fixed(1s), jitter = none, attempts = 20)]
async fn limited(runs: &Runs) -> Result<(), Error<Fail>> {
    runs.note();
    sleep(secs(60)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn the_kept_outcome_may_be_a_timeout() {
    let runs = Runs::new();
    let outcome = limited(&runs).await;
    assert!(matches!(outcome, Err(Error::Rejected(Rejected::TimedOut { after, .. })) if after == secs(4)));
    // The third attempt starts at 10s and would be cut at once, so it is not started.
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 5_000], 9_000));
}

#[resilient(deadline = 11s, timeout = 4s, backoff = fixed(1s), jitter = none, attempts = 20)]
async fn limited_twice(runs: &Runs) -> Result<(), Error<Fail>> {
    runs.note();
    sleep(secs(60)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_timeout_outlives_a_later_attempt_that_is_cut() {
    let runs = Runs::new();
    let outcome = limited_twice(&runs).await;
    assert!(matches!(outcome, Err(Error::Rejected(Rejected::TimedOut { after, .. })) if after == secs(4)));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 5_000, 10_000], 11_000));
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(number: &usize) -> Result<(), String> {
    Err(format!("answer {number}"))
}

#[resilient(deadline = 10s, validate = refuse, backoff = fixed(1s), jitter = none)]
async fn invalid(runs: &Runs, seconds: &[u64]) -> Result<usize, Error<Fail>> {
    let number = runs.note();
    sleep(secs(seconds[number - 1])).await;
    Ok(number)
}

#[tokio::test(start_paused = true)]
async fn the_kept_outcome_may_be_an_invalid_answer() {
    let runs = Runs::new();
    let outcome = invalid(&runs, &[1, 1, 60]).await;
    let Err(Error::Rejected(Rejected::Invalid { reason, .. })) = outcome else { panic!("{outcome:?}") };
    assert_eq!((reason.as_str(), runs.elapsed()), ("answer 2", 10_000));
}

#[tokio::test(start_paused = true)]
async fn at_a_site_made_by_hand() {
    static SITE: Site =
        Site::new("site", policy!("deadline = 5s, backoff = fixed(1s), jitter = none, attempts = 9"));
    let runs = Runs::new();
    let outcome = SITE
        .call(|| {
            let number = runs.note();
            async move {
                sleep(secs(if number == 2 { 60 } else { 1 })).await;
                Err::<(), _>(fail(Class::SERVER, number))
            }
        })
        .await;
    assert_eq!(outcome, failed(Class::SERVER, 1));
    assert_eq!((runs.at(), runs.elapsed()), (vec![0, 2_000], 5_000));
}

#[test]
fn a_blocking_attempt_is_not_cut_and_its_time_counts() {
    static SITE: Site =
        Site::new("site", policy!("deadline = 10s, backoff = fixed(1s), jitter = none, attempts = 9"));
    let clock = ManualClock::new();
    let _installed = clock.install();
    let mut runs = 0;
    let outcome: Result<(), _> = SITE.call_blocking(|| {
        runs += 1;
        clock.advance(secs(4));
        Err(fail(Class::SERVER, runs))
    });
    // 4s, 1s, 4s leave 1s, and the wait is 1s.
    assert_eq!(outcome, failed(Class::SERVER, 2));
    assert_eq!((clock.sleeps(), clock.elapsed()), (vec![secs(1)], secs(9)));
}

#[test]
fn a_blocking_attempt_may_end_late_and_well() {
    static SITE: Site = Site::new("site", policy!("deadline = 10s"));
    let clock = ManualClock::new();
    let _installed = clock.install();
    let outcome = SITE.call_blocking(|| {
        clock.advance(secs(60));
        Ok::<_, Fail>("late")
    });
    assert_eq!(outcome, Ok("late"));
}

#[resilient(deadline = 10s, backoff = none)]
fn late(clock: &ManualClock) -> Result<(), Error<Fail>> {
    clock.advance(secs(11));
    failed(Class::SERVER, 1)
}

#[test]
fn nothing_is_started_after_it_even_without_a_wait() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    assert_eq!(late(&clock), failed(Class::SERVER, 1));
    assert_eq!(clock.elapsed(), secs(11));
}
