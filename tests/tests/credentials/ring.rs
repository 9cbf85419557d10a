//! Which key of a ring is used.

use std::time::Duration;

use resilin::credentials::{KeyRing, KeyRingError, KeyState, LeaseSource, NoKey};
use resilin::testing::{ManualClock, stop_wall_clock};
use resilin::{Class, Classify, Fault, Hint, Rejected};

use crate::login::{minutes, seconds};

pub(crate) const AUTH: Fault = Fault::new(Class::AUTH);
pub(crate) const QUOTA: Fault = Fault::new(Class::QUOTA);

pub(crate) fn ring() -> KeyRing<String> {
    KeyRing::new(["a", "b", "c"].map(|name| (name, format!("secret of {name}")))).unwrap()
}

/// The names of the next `count` keys.
fn next(keys: &KeyRing<String>, count: usize) -> String {
    (0..count).map(|_| keys.get().unwrap().name().to_owned()).collect()
}

/// Red when: `turn` moves on where the ring is not spread, or never.
#[test]
fn the_first_key_is_used_until_it_fails_or_each_in_turn() {
    let keys = ring();
    assert_eq!(next(&keys, 5), "aaaaa");
    assert_eq!(*keys.get().unwrap(), "secret of a");
    assert_eq!(next(&ring().spread(), 7), "abcabca");
}

/// Red when: `refused` takes no key out.
#[test]
fn a_key_that_is_refused_gives_way_to_the_next() {
    let keys = ring();
    keys.failed(&keys.get().unwrap(), &AUTH, true);
    assert_eq!(next(&keys, 3), "bbb");
    keys.failed(&keys.get().unwrap(), &QUOTA, false);
    assert_eq!(next(&keys, 3), "ccc");
    let keys = ring().spread();
    keys.failed(&keys.get().unwrap(), &AUTH, true);
    assert_eq!(next(&keys, 4), "bcbc");
}

/// Red when: `failed` does not look at the class, or not at `refresh`.
#[test]
fn other_failures_are_not_the_keys_fault() {
    let keys = ring();
    let key = keys.get().unwrap();
    for class in [Class::NETWORK, Class::SERVER, Class::THROTTLED, Class::CLIENT, Class::UNKNOWN] {
        keys.failed(&key, &Fault::new(class), false);
    }
    assert_eq!(next(&keys, 1), "a");
    keys.failed(&key, &Fault::new(Class::CLIENT), true);
    assert_eq!(next(&keys, 1), "b", "the rule of its class is to refresh");
    keys.failed(&keys.get().unwrap(), &AUTH, false);
    assert_eq!(next(&keys, 1), "c", "an auth fault is the key's, whatever the rule");
}

/// Red when: `put_back` moves `next` to the key that is back.
#[test]
fn the_key_in_use_stays_in_use_when_another_is_back() {
    let (clock, keys) = (ManualClock::new(), ring());
    let _stopped = (clock.install(), stop_wall_clock());
    keys.failed(&keys.get().unwrap(), &AUTH, true);
    assert_eq!(next(&keys, 1), "b");
    clock.advance(minutes(5));
    assert_eq!(next(&keys, 1), "b");
    assert_eq!(keys.states()[0].state, KeyState::Ready);
}

/// Red when: `in_stint` does not compare the stints.
#[test]
fn a_hundred_faults_of_one_key_at_once_are_one() {
    let (clock, keys) = (ManualClock::new(), ring());
    let _stopped = (clock.install(), stop_wall_clock());
    let leases: Vec<_> = (0..100).map(|_| keys.get().unwrap()).collect();
    for lease in &leases {
        keys.failed(lease, &AUTH, true);
    }
    let states = keys.states();
    assert_eq!((states[0].state, states[0].faults), (KeyState::Quarantined { back_in: minutes(5) }, 1));
    assert_eq!(next(&keys, 1), "b");
    clock.advance(minutes(5));
    assert_eq!(keys.get().unwrap().name(), "b");
    keys.failed(&leases[0], &AUTH, true);
    keys.failed(&leases[1], &QUOTA, true);
    assert_eq!(keys.states()[0].state, KeyState::Ready, "a stint later it is old news");
}

/// Red when: `owns` compares nothing.
#[test]
fn a_key_of_another_ring_changes_nothing() {
    let (ours, others) = (ring(), ring());
    let lease = others.get().unwrap();
    ours.failed(&lease, &AUTH, true);
    ours.failed(&lease, &QUOTA, true);
    ours.succeeded(&lease);
    assert_eq!(next(&ours, 1), "a");
}

/// Red when: `NoKey::first` is the first of the list.
#[test]
fn when_all_keys_are_out_the_error_says_how_each_stands() {
    let (clock, keys) = (ManualClock::new(), ring());
    let _stopped = (clock.install(), stop_wall_clock());
    keys.failed(&keys.get().unwrap(), &QUOTA.retry_after(seconds(7200)), false);
    keys.failed(&keys.get().unwrap(), &AUTH, true);
    clock.advance(Duration::from_millis(500));
    keys.failed(&keys.get().unwrap(), &QUOTA, false);
    let none = keys.get().unwrap_err();
    let text = "every key is out: `a` is used up for 7200s, `b` is quarantined for 300s, `c` is used up for 900s; \
                `b` is back first, in 300s";
    assert_eq!(none.to_string(), text);
    assert_eq!(none.retry_after(), Duration::from_millis(299_500));
    assert_eq!(none.keys(), keys.states());
    let rejected = Rejected::from(none.clone());
    assert_eq!(rejected.to_string(), format!("no credentials: {text}"));
    assert_eq!(rejected.fault(), none.classify());
    assert_eq!(rejected.fault(), AUTH.not_processed().with_hint(Some(Hint::After(none.retry_after()))));
}

/// Red when: `restore` leaves the faults, or the key out, or the stint as it is.
#[test]
fn a_key_can_be_put_back_by_hand() {
    let (clock, keys) = (ManualClock::new(), ring());
    let _stopped = (clock.install(), stop_wall_clock());
    let first = keys.get().unwrap();
    for _ in 0..3 {
        keys.failed(&keys.get().unwrap(), &AUTH, true);
    }
    assert!(keys.get().is_err());
    assert!(keys.restore("a") && !keys.restore("z"));
    assert_eq!((next(&keys, 1), keys.states()[0].faults), ("a".to_owned(), 0));
    keys.failed(&first, &AUTH, true);
    assert_eq!(next(&keys, 1), "a", "news from before it was put back");
    let before = keys.get().unwrap();
    assert!(keys.restore("a"));
    keys.failed(&before, &AUTH, true);
    assert_eq!(next(&keys, 1), "a", "though it was not out");
}

/// Red when: `KeyRing::new` does not look at the names, or takes an empty list.
#[test]
fn a_ring_has_keys_and_each_its_own_name() {
    let none: [(&str, u8); 0] = [];
    assert_eq!(KeyRing::new(none).unwrap_err(), KeyRingError::Empty);
    let repeated = KeyRing::new([("a", 1), ("b", 2), ("a", 3)]).unwrap_err();
    assert_eq!(repeated, KeyRingError::Repeated { name: "a".to_owned() });
    assert_eq!(repeated.to_string(), "two keys of the ring are called `a`");
    assert_eq!(KeyRingError::Empty.to_string(), "a key ring needs at least one key");
}

#[test]
fn clones_are_the_same_ring() {
    let keys = ring();
    let clone = keys.clone();
    clone.failed(&clone.get().unwrap(), &AUTH, true);
    assert_eq!(next(&keys, 1), "b");
    let _: Result<_, NoKey> = keys.get();
}
