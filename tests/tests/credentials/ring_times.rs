//! How long a key is out.

use std::time::{Duration, SystemTime};

use resilin::credentials::{KeyRing, KeyState, LeaseSource};
use resilin::testing::{ManualClock, stop_wall_clock};

use crate::login::{hours, minutes, seconds};
use crate::ring::{AUTH, QUOTA, ring};

fn one_key() -> KeyRing<String> {
    KeyRing::new([("only", "secret".to_owned())]).unwrap()
}

/// Fails with the only key, and says for how long it is out.
fn refused(keys: &KeyRing<String>) -> Duration {
    keys.failed(&keys.get().unwrap(), &AUTH, true);
    keys.get().unwrap_err().retry_after()
}

/// Red when: `refused` does not double, or not more than once; nothing is the longest.
#[test]
fn a_key_that_fails_again_is_out_for_longer_up_to_an_hour() {
    let (clock, keys) = (ManualClock::new(), one_key());
    let _stopped = (clock.install(), stop_wall_clock());
    for expected in [5, 10, 20, 40, 60, 60, 60].map(minutes) {
        assert_eq!(refused(&keys), expected);
        clock.advance(expected - Duration::from_nanos(1));
        assert!(keys.get().is_err(), "a moment too early");
        clock.advance(Duration::from_nanos(1));
        assert_eq!(keys.get().unwrap().name(), "only");
    }
    assert_eq!(keys.states()[0].faults, 7);
}

/// Red when: `quarantine` sets nothing; the longest cuts a first one that is longer.
#[test]
fn the_first_quarantine_is_the_users_choice() {
    let clock = ManualClock::new();
    let _stopped = (clock.install(), stop_wall_clock());
    for (first, then) in [(seconds(30), seconds(60)), (hours(3), hours(3))] {
        let keys = one_key().quarantine(first);
        assert_eq!(refused(&keys), first);
        clock.advance(first);
        assert_eq!(refused(&keys), then);
    }
}

/// Red when: `1_u32.checked_shl(…)` wraps.
#[test]
fn a_hundred_faults_in_a_row_overflow_nothing() {
    let (clock, keys) = (ManualClock::new(), one_key().quarantine(seconds(1)));
    let _stopped = (clock.install(), stop_wall_clock());
    for fault in 0..100 {
        let expected = if fault < 12 { seconds(1 << fault) } else { hours(1) };
        assert_eq!(refused(&keys), expected.min(hours(1)), "after {fault} faults");
        clock.advance(hours(1));
    }
}

/// Red when: `worked` does nothing; `on_trial` is always false.
#[test]
fn a_success_makes_the_next_quarantine_short_again() {
    let (clock, keys) = (ManualClock::new(), one_key());
    let _stopped = (clock.install(), stop_wall_clock());
    refused(&keys);
    clock.advance(minutes(5));
    assert_eq!(refused(&keys), minutes(10));
    clock.advance(minutes(10));
    keys.succeeded(&keys.get().unwrap());
    assert_eq!(refused(&keys), minutes(5));
}

/// Red when: `worked` does not compare the stints.
#[test]
fn a_success_of_an_earlier_stint_is_old_news() {
    let (clock, keys) = (ManualClock::new(), one_key());
    let _stopped = (clock.install(), stop_wall_clock());
    refused(&keys);
    clock.advance(minutes(5));
    let slow = keys.get().unwrap();
    refused(&keys);
    keys.succeeded(&slow);
    assert_eq!(keys.states()[0].faults, 2);
}

/// Red when: `resets_in` does not look at the hint; `QUOTA_PAUSE` is another.
#[test]
fn a_used_up_key_is_out_until_the_reset() {
    let (clock, keys) = (ManualClock::new(), ring());
    let _stopped = (clock.install(), stop_wall_clock());
    let at = SystemTime::now() + hours(3);
    keys.failed(&keys.get().unwrap(), &QUOTA.retry_after(minutes(40)), false);
    keys.failed(&keys.get().unwrap(), &QUOTA, false);
    keys.failed(&keys.get().unwrap(), &QUOTA.resets_at(at), false);
    let out: Vec<_> = keys.states().into_iter().map(|key| key.state).collect();
    assert_eq!(out[..2], [40, 15].map(|wait| KeyState::UsedUp { back_in: minutes(wait) }));
    assert!(out[2].back_in().abs_diff(hours(3)) < minutes(1), "{:?}", out[2]);
    clock.advance(minutes(15));
    assert_eq!(keys.get().unwrap().name(), "b");
    assert_eq!(keys.states()[1].faults, 0, "a used-up key is no bad key");
}

/// Red when: `resets_later` is always false, or does not compare the times.
#[test]
fn of_several_resets_told_at_once_the_latest_counts() {
    let (clock, keys) = (ManualClock::new(), ring());
    let _stopped = (clock.install(), stop_wall_clock());
    let leases = [(); 4].map(|()| keys.get().unwrap());
    let told = [10, 60, 30].map(|wait| QUOTA.retry_after(minutes(wait)));
    for (lease, fault) in leases.iter().zip(told) {
        keys.failed(lease, &fault, false);
    }
    assert_eq!(keys.states()[0].state, KeyState::UsedUp { back_in: minutes(60) });
    keys.failed(&leases[3], &AUTH, true);
    assert_eq!(keys.states()[0].state, KeyState::UsedUp { back_in: minutes(60) });
}

/// A reset that is past, and one in a thousand years: it is as if the server had named none.
///
/// Red when: `resets_in` of the ring takes any hint.
#[test]
fn a_reset_that_is_none_is_as_if_it_had_not_been_named() {
    for nonsense in [Duration::ZERO, hours(1_000 * 366 * 24), Duration::MAX] {
        let (clock, keys) = (ManualClock::new(), one_key());
        let _stopped = (clock.install(), stop_wall_clock());
        keys.failed(&keys.get().unwrap(), &QUOTA.retry_after(nonsense), false);
        assert_eq!(keys.states()[0].state, KeyState::UsedUp { back_in: minutes(15) }, "{nonsense:?}");
    }
}

/// Red when: `End::left` does not look at the wall clock.
#[test]
fn a_reset_that_passed_while_the_machine_slept_has_passed() {
    let (clock, keys, wall) = (ManualClock::new(), one_key(), stop_wall_clock());
    let _installed = clock.install();
    keys.failed(&keys.get().unwrap(), &QUOTA.retry_after(hours(4)), false);
    assert!(keys.get().is_err());
    wall.advance(hours(5));
    assert_eq!(keys.get().unwrap().name(), "only");
}
