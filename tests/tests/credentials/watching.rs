//! Watching for new leases.

use futures_util::poll;
use resilin::testing::stop_wall_clock;
use tokio::time::{Instant, advance, sleep, timeout};

use crate::login::{Step, credentials, hours, minutes, seconds, settle};

/// Red when: `changed` waits for the bell alone.
#[tokio::test(start_paused = true)]
async fn while_somebody_watches_leases_are_renewed_without_a_call() {
    let (credentials, script) = credentials(Step::GoodFor(hours(24)));
    let mut epochs = credentials.epochs();
    assert_eq!(epochs.changed().await, 1, "the first is a new one too");
    let begin = Instant::now();
    for epoch in 2..=8 {
        assert_eq!(timeout(hours(25), epochs.changed()).await, Ok(epoch));
        assert!(credentials.current().is_some(), "there was a good one all the time");
    }
    let day = hours(24);
    assert!((7 * (day - minutes(6))..=7 * (day - minutes(5))).contains(&begin.elapsed()));
    assert_eq!(script.calls(), 8);
}

/// Red when: `epochs` begins with what was seen at 0.
#[tokio::test(start_paused = true)]
async fn a_watcher_is_told_what_is_new_to_it() {
    let (credentials, _) = credentials(Step::Grant);
    let first = credentials.get().await.unwrap();
    let mut epochs = credentials.epochs();
    assert_eq!(epochs.current(), 1);
    assert!(poll!(Box::pin(epochs.changed())).is_pending(), "nothing new, and a lease that does not expire");
    credentials.reject(&first);
    let second = credentials.get().await.unwrap();
    credentials.reject(&second);
    credentials.get().await.unwrap();
    assert_eq!((epochs.changed().await, epochs.current()), (3, 3), "two that came and went are one");
}

/// Red when: `reject` does not ring the bell.
#[tokio::test(start_paused = true)]
async fn a_watcher_has_a_rejected_lease_replaced() {
    let (credentials, script) = credentials(Step::Grant);
    let lease = credentials.get().await.unwrap();
    let mut epochs = credentials.epochs();
    let watch = tokio::spawn(async move { epochs.changed().await });
    settle().await;
    credentials.reject(&lease);
    settle().await;
    let epoch = timeout(minutes(1), watch).await.expect("it is told").unwrap();
    assert_eq!((epoch, script.calls()), (2, 2));
}

/// Red when: `watch` answers `Watch::For(wait)`, however long that is.
#[tokio::test(start_paused = true)]
async fn a_watcher_notices_that_the_machine_has_slept() {
    let wall = stop_wall_clock();
    let (credentials, _) = credentials(Step::GoodFor(hours(24)));
    credentials.get().await.unwrap();
    let mut epochs = credentials.epochs();
    let mut changed = Box::pin(epochs.changed());
    assert!(timeout(seconds(10), changed.as_mut()).await.is_err());
    wall.advance(hours(30));
    let begin = Instant::now();
    assert_eq!(changed.await, 2);
    assert!(begin.elapsed() <= seconds(30), "within half a minute of its awakening, not in a day");
}

/// Red when: `Failure::pause` is what is remembered and no more (it never ends).
#[tokio::test(start_paused = true)]
async fn a_watcher_does_not_hammer_a_provider_that_fails() {
    for (remember, tries) in [(seconds(0), 60..=62), (seconds(5), 12..=13)] {
        let (credentials, script) = credentials(Step::Fail("the server is down"));
        let credentials = credentials.remember_failure(remember);
        let mut epochs = credentials.epochs();
        assert!(timeout(minutes(1), epochs.changed()).await.is_err());
        assert!(tries.contains(&script.calls()), "{} tries in a minute", script.calls());
        script.always(Step::Grant);
        assert_eq!(timeout(seconds(5), epochs.changed()).await, Ok(1), "and it sees that it works again");
    }
}

/// Red when: `changed` waits for the bell before it looks (it never ends).
#[tokio::test(start_paused = true)]
async fn a_watch_that_is_dropped_misses_nothing() {
    let (credentials, _) = credentials(Step::GoodFor(hours(1)));
    let mut epochs = credentials.epochs();
    for epoch in 1..=5 {
        for _ in 0..3 {
            let mut changed = Box::pin(epochs.changed());
            if epoch > 1 {
                assert!(poll!(changed.as_mut()).is_pending());
            }
        }
        advance(minutes(56)).await;
        credentials.get().await.unwrap();
        settle().await;
        assert_eq!(epochs.changed().await, epoch);
    }
}

/// Red when: `watch` does not look at `running`.
#[tokio::test(start_paused = true)]
async fn many_watchers_make_one_renewal() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    script.takes(seconds(1));
    credentials.get().await.unwrap();
    let watch = |mut epochs: resilin::credentials::Epochs<_>| tokio::spawn(async move { epochs.changed().await });
    let watchers: Vec<_> = (0..50).map(|_| watch(credentials.epochs())).collect();
    sleep(minutes(56)).await;
    for watcher in watchers {
        assert_eq!(watcher.await.unwrap(), 2);
    }
    assert_eq!(script.calls(), 2);
}
