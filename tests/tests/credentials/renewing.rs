//! When a lease is renewed, and what is served meanwhile.

use resilin::testing::stop_wall_clock;
use tokio::time::{Duration, Instant, advance, sleep};

use crate::login::{Step, credentials, hours, minutes, seconds, settle};

/// Red when: `lead` is a fiftieth of what was asked for (`least / 50`).
#[tokio::test(start_paused = true)]
async fn a_session_of_a_day_is_renewed_five_minutes_early_for_a_week() {
    let (credentials, script) = credentials(Step::GoodFor(hours(24)));
    script.takes(seconds(2));
    let begin = Instant::now();
    let mut lease = credentials.get().await.unwrap();
    let mut granted = Instant::now();
    while begin.elapsed() < hours(7 * 24) {
        sleep(seconds(10)).await;
        let now = credentials.get().await.unwrap();
        if now.epoch() != lease.epoch() {
            let age = granted.elapsed();
            assert!(age >= hours(24) - minutes(6), "renewed after {age:?}: too early");
            assert!(age <= hours(24) - minutes(5) + seconds(20), "renewed after {age:?}: too late");
            granted = Instant::now();
            lease = now;
        }
        assert!(granted.elapsed() < hours(24) && !lease.expires_in().unwrap().is_zero(), "expired, and served");
    }
    assert_eq!((script.calls(), lease.epoch()), (8, 8), "the first, and one a day");
}

/// Red when: `lead` subtracts its part instead of adding it; it adds none.
#[tokio::test(start_paused = true)]
async fn chance_makes_renewals_earlier_never_later() {
    let (credentials, _) = credentials(Step::GoodFor(hours(1)));
    let mut epochs = credentials.epochs();
    epochs.changed().await;
    let mut ages = Vec::new();
    for _ in 0..200 {
        let granted = Instant::now();
        epochs.changed().await;
        ages.push(granted.elapsed());
    }
    assert!(ages.iter().all(|age| (minutes(54)..=minutes(55)).contains(age)), "{ages:?}");
    let (least, most) = (ages.iter().min().unwrap(), ages.iter().max().unwrap());
    assert!(*most - *least > seconds(30), "a fleet would renew together: {least:?} to {most:?}");
}

/// Red when: `lead` does not look at the ttl.
#[tokio::test(start_paused = true)]
async fn a_short_lease_is_not_renewed_before_half_of_its_time_is_over() {
    let (credentials, _) = credentials(Step::GoodFor(seconds(60)));
    let mut epochs = credentials.epochs();
    epochs.changed().await;
    for _ in 0..100 {
        let granted = Instant::now();
        epochs.changed().await;
        let age = granted.elapsed();
        assert!((seconds(30)..=seconds(35) + Duration::from_millis(2)).contains(&age), "{age:?}");
    }
}

/// Red when: `renew_before` sets nothing.
#[tokio::test(start_paused = true)]
async fn the_lead_is_what_the_user_says() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let credentials = credentials.renew_before(minutes(20));
    credentials.get().await.unwrap();
    advance(minutes(35)).await;
    credentials.get().await.unwrap();
    settle().await;
    assert_eq!(script.calls(), 1);
    advance(minutes(5)).await;
    credentials.get().await.unwrap();
    settle().await;
    assert_eq!(script.calls(), 2);
}

/// Red when: `Lifecycle::ask` answers `Wait` while a renewal runs.
#[tokio::test(start_paused = true)]
async fn the_old_lease_is_served_while_the_new_one_is_under_way() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    credentials.get().await.unwrap();
    script.takes(seconds(30));
    advance(minutes(56)).await;
    let asked = Instant::now();
    for _ in 0..10 {
        assert_eq!(credentials.get().await.unwrap().epoch(), 1);
        settle().await;
    }
    assert_eq!(asked.elapsed(), Duration::ZERO, "nobody waits for a lease that is not needed yet");
    assert!(credentials.snapshot().is_renewing);
    sleep(seconds(31)).await;
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (2, 2));
}

/// Red when: `End::is_over` is true only after the end (`self.moment < now.moment`), or `good` does not look at it.
#[tokio::test(start_paused = true)]
async fn a_lease_has_expired_at_its_very_end() {
    let (credentials, script) = credentials(Step::GoodFor(minutes(10)));
    let credentials = credentials.renew_before(Duration::ZERO);
    credentials.get().await.unwrap();
    // To the tick of tokio's clock, which is a millisecond.
    advance(minutes(10) - Duration::from_millis(1)).await;
    assert_eq!(credentials.current().map(|lease| lease.epoch()), Some(1));
    assert_eq!(credentials.get().await.unwrap().epoch(), 1);
    advance(Duration::from_millis(1)).await;
    assert!(credentials.current().is_none(), "at the end, not after it");
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (2, 2));
}

/// Red when: `End::left` does not look at the wall clock.
#[tokio::test(start_paused = true)]
async fn a_machine_that_slept_finds_its_lease_expired() {
    let wall = stop_wall_clock();
    let (credentials, _) = credentials(Step::GoodFor(hours(4)));
    let lease = credentials.get().await.unwrap();
    wall.advance(hours(8));
    assert_eq!(lease.expires_in(), Some(Duration::ZERO));
    assert!(credentials.current().is_none());
    assert_eq!(credentials.get().await.unwrap().epoch(), 2);
}

/// Red when: `End::left` looks at the wall clock alone.
#[tokio::test(start_paused = true)]
async fn a_wall_clock_that_is_set_back_makes_no_lease_longer() {
    let wall = stop_wall_clock();
    let (credentials, _) = credentials(Step::GoodFor(hours(4)));
    let lease = credentials.get().await.unwrap();
    wall.set_back(hours(24));
    assert_eq!(lease.expires_in(), Some(hours(4)));
    advance(hours(4)).await;
    assert_eq!(credentials.get().await.unwrap().epoch(), 2);
}

/// Red when: `End::left` does not look at the wall clock.
#[tokio::test(start_paused = true)]
async fn a_lease_that_is_nearly_over_by_the_wall_clock_is_renewed() {
    let wall = stop_wall_clock();
    let (credentials, script) = credentials(Step::GoodFor(hours(4)));
    credentials.get().await.unwrap();
    wall.advance(hours(4) - minutes(3));
    assert_eq!(credentials.get().await.unwrap().epoch(), 1, "it is good for three minutes more");
    settle().await;
    assert_eq!((credentials.get().await.unwrap().epoch(), script.calls()), (2, 2));
}

/// Red when: `good_for` does not look at `expires_at`.
#[tokio::test(start_paused = true)]
async fn an_expiry_by_date_is_kept_on_both_clocks() {
    let (credentials, _) = credentials(Step::GoodUntil(hours(2)));
    let lease = credentials.get().await.unwrap();
    let left = lease.expires_in().unwrap();
    assert!(left <= hours(2) && left > hours(2) - minutes(1), "{left:?}");
    advance(hours(2)).await;
    assert_eq!(credentials.get().await.unwrap().epoch(), 2);
}

/// Red when: `Running::granted` does not look for a ttl of zero (it never ends).
#[tokio::test(start_paused = true)]
async fn what_had_expired_before_it_came_is_an_error() {
    let (credentials, script) = credentials(Step::Expired);
    let error = credentials.get().await.unwrap_err();
    assert_eq!(error.to_string(), "the provider granted what had expired already");
    assert_eq!((credentials.snapshot().epoch, script.calls()), (0, 1));
    script.always(Step::GoodFor(Duration::ZERO));
    advance(seconds(5)).await;
    assert!(credentials.get().await.is_err());
}

/// Red when: `assume_ttl` goes before what the server said, or is not used.
#[tokio::test(start_paused = true)]
async fn without_the_servers_word_a_lease_lasts_until_it_is_rejected_or_as_assumed() {
    let _wall = stop_wall_clock();
    let (credentials, script) = credentials(Step::Grant);
    let lease = credentials.get().await.unwrap();
    assert_eq!(lease.expires_in(), None);
    advance(hours(10_000)).await;
    assert_eq!(credentials.get().await.unwrap().epoch(), 1);
    let credentials = credentials.assume_ttl(hours(1));
    credentials.reject(&lease);
    assert_eq!(credentials.get().await.unwrap().expires_in(), Some(hours(1)));
    script.always(Step::GoodFor(hours(3)));
    advance(hours(1)).await;
    assert_eq!(credentials.get().await.unwrap().expires_in(), Some(hours(3)));
}

/// Red when: `renewed` gives the provider no previous lease, or only a good one.
#[tokio::test(start_paused = true)]
async fn the_provider_sees_the_lease_before_even_if_it_is_no_good() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let first = credentials.get().await.unwrap();
    credentials.reject(&first);
    credentials.get().await.unwrap();
    advance(hours(2)).await;
    credentials.get().await.unwrap();
    assert_eq!(script.previous(), [None, Some(1), Some(2)]);
}
