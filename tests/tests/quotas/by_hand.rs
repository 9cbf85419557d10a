//! Named quotas, moved by hand.

use std::time::{Duration, SystemTime};

use resilin::quota::{Quota, QuotaState};
use resilin::testing::{self, ManualClock};

use super::common::{HOUR, SECOND, seconds};

#[test]
fn closed_for_a_time() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("closed for a time");
    quota.close_for(HOUR);
    assert_eq!((quota.state(), quota.snapshot().resets_in), (QuotaState::Closed, Some(HOUR)));
    clock.advance(seconds(3_599));
    assert_eq!(quota.snapshot().resets_in, Some(SECOND));
    clock.advance(HOUR);
    let snapshot = quota.snapshot();
    assert_eq!(
        (snapshot.state, snapshot.resets_in),
        (QuotaState::Closed, Some(Duration::ZERO)),
        "nobody has asked"
    );
    assert_eq!((snapshot.since, snapshot.closings, snapshot.refused), (seconds(7_199), 1, 0));
}

/// By hand a shorter time replaces a longer one.
// Red when: `close_for` of machine.rs extends.
#[test]
fn closed_for_another_time() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("closed for another time");
    quota.close_for(HOUR);
    quota.close_for(SECOND);
    assert_eq!((quota.snapshot().resets_in, quota.snapshot().closings), (Some(SECOND), 1));
}

/// The time left is measured once: that the wall clock is set afterwards changes nothing.
#[test]
fn closed_until_a_time() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("closed until a time");
    let (before, wall) = (SystemTime::now(), testing::stop_wall_clock());
    let at_most = before.elapsed().expect("nobody sets the clock back");
    quota.close_until(before + HOUR);
    wall.advance(seconds(600));
    clock.advance(SECOND);
    let resets_in = quota.snapshot().resets_in.expect("it is closed");
    let late = seconds(3_599).saturating_sub(resets_in);
    assert!(resets_in <= seconds(3_599) && late <= at_most, "{resets_in:?}");
}

#[test]
fn closed_until_a_time_that_has_passed() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("closed until yesterday");
    quota.close_until(SystemTime::UNIX_EPOCH);
    assert_eq!((quota.state(), quota.snapshot().resets_in), (QuotaState::Closed, Some(Duration::ZERO)));
}

#[test]
fn opened() {
    let quota = resilin::quota("opened");
    quota.open();
    assert_eq!(quota.snapshot().closings, 0);
    quota.close_for(HOUR);
    quota.open();
    assert_eq!((quota.state(), quota.snapshot().resets_in), (QuotaState::Open, None));
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_that_of_the_runtime() {
    let quota = resilin::quota("on tokio's clock");
    quota.close_for(seconds(90));
    tokio::time::advance(seconds(60)).await;
    assert_eq!(quota.snapshot().resets_in, Some(seconds(30)));
    assert_eq!(quota.snapshot().since, seconds(60));
}

#[test]
fn one_name_is_one_quota() {
    let quota = resilin::quota("one name");
    assert_eq!(quota.name(), "one name");
    assert_eq!(quota, quota.clone());
    assert_eq!(quota, resilin::quota("one name"));
    assert_ne!(quota, resilin::quota("another name"));
    quota.close_for(HOUR);
    assert_eq!(resilin::quota("one name").state(), QuotaState::Closed);
}

#[test]
fn it_is_printed_with_its_name_and_state() {
    let quota = resilin::quota("printed");
    assert_eq!(format!("{quota:?}"), r#"Quota { name: "printed", state: Open, .. }"#);
    quota.close_for(HOUR);
    assert_eq!(quota.state().to_string(), "closed");
}

#[test]
fn it_may_go_anywhere() {
    fn anywhere<T: Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe + 'static>() {}
    anywhere::<Quota>();
}
