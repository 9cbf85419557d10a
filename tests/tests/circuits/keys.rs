//! One breaker for each key, and not one more than are kept.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Breaker, BreakerState, breaker};

use super::common::{define, pass, secs};

/// Whether the key has a breaker of its own; else the parent serves.
fn is_own(breaker: &Breaker) -> bool {
    breaker.name().contains('/')
}

fn fail(breaker: &Breaker, times: usize) {
    (0..times).for_each(|_| breaker.permit().expect("it passes").failed());
}

#[tokio::test(start_paused = true)]
async fn each_key_has_its_own_with_the_settings_of_the_parent() {
    define("key-own", "failures = 2, open = 30s");
    let (first, second) = (breaker("key-own/eu"), breaker("key-own/us"));
    assert_eq!((first.name(), second.name()), ("key-own/eu", "key-own/us"));
    fail(&first, 2);
    let states = [first, second, breaker("key-own"), breaker("key-own/eu")].map(|breaker| breaker.state());
    assert_eq!(states, [BreakerState::Open, BreakerState::Closed, BreakerState::Closed, BreakerState::Open]);
    pass(secs(30)).await;
    breaker("key-own/eu").permit().expect("its time is over").succeeded();
    assert_eq!(breaker("key-own/eu").state(), BreakerState::Closed);
}

// Red when: `define` of runtime/src/breaker/family.rs does not share with the keys.
#[test]
fn what_is_defined_for_the_parent_reaches_living_keys() {
    let key = breaker("key-reach/eu");
    fail(&key, 1);
    define("key-reach", "failures = 2");
    fail(&key, 1);
    assert_eq!(key.state(), BreakerState::Open, "and the failure of before still counts");
    let new = breaker("key-reach/us");
    fail(&new, 2);
    assert_eq!(new.state(), BreakerState::Open);
}

// Red when: `share` of runtime/src/breaker/keys.rs does not ask whether it is defined by its own name.
#[test]
fn what_is_defined_for_one_key_is_that_keys_own() {
    define("key-one/eu", "failures = 2");
    define("key-one", "failures = 3");
    for (name, failures) in [("key-one/eu", 2), ("key-one/us", 3), ("key-one", 3)] {
        let breaker = breaker(name);
        fail(&breaker, failures - 1);
        assert_eq!(breaker.state(), BreakerState::Closed, "{name}");
        fail(&breaker, 1);
        assert_eq!(breaker.state(), BreakerState::Open, "{name}");
    }
}

#[test]
fn a_living_key_keeps_its_state_when_it_is_defined() {
    let key = breaker("key-state/eu");
    key.force_open();
    assert_eq!(define("key-state/eu", "failures = 2").state(), BreakerState::ForcedOpen);
}

/// Names of the keys that have a breaker of their own when each is asked for once more.
fn opens_kept(parent: &str, keys: usize) -> usize {
    (0..keys).filter(|key| breaker(&format!("{parent}/{key}")).state() == BreakerState::Open).count()
}

/// How many of these keys still know of a failure. Asking makes those that were given up anew, without it, and takes
/// no place: there is room for more from now on.
fn remembered(parent: &str, keys: usize) -> usize {
    define(parent, "keys = 100000, failures = 9");
    (0..keys).filter(|key| breaker(&format!("{parent}/{key}")).snapshot().failures > 0).count()
}

// Red when: `add` of runtime/src/breaker/keys.rs gives nothing up.
#[test]
fn idle_ones_give_their_places_up() {
    define("key-bound", "keys = 8, failures = 5, open = 1h");
    for key in 0..1_000 {
        let name = format!("key-bound/{key}");
        let breaker = breaker(&name);
        assert_eq!(breaker.name(), name, "every key has its own while the others are idle");
        fail(&breaker, 4);
    }
    assert_eq!(remembered("key-bound", 1_000), 8);
}

#[test]
fn those_that_know_something_stay() {
    define("key-busy", "keys = 8, failures = 1, open = 1h");
    for key in 0..7 {
        fail(&breaker(&format!("key-busy/{key}")), 1);
    }
    for key in 100..200 {
        assert!(is_own(&breaker(&format!("key-busy/{key}"))), "the eighth place is free for each of these");
    }
    assert_eq!(opens_kept("key-busy", 7), 7);
}

// Red when: `key` of runtime/src/breaker/family.rs makes a breaker that is not kept where there is no place.
#[test]
fn where_all_are_busy_the_parent_serves() {
    define("key-full", "keys = 8, failures = 1, open = 1h");
    for key in 0..8 {
        fail(&breaker(&format!("key-full/{key}")), 1);
    }
    let ninth = breaker("key-full/ninth");
    assert_eq!(ninth.name(), "key-full");
    fail(&ninth, 1);
    assert_eq!(breaker("key-full").state(), BreakerState::Open);
    assert_eq!(opens_kept("key-full", 8), 8);
    breaker("key-full/3").close();
    assert_eq!(breaker("key-full/ninth").name(), "key-full/ninth", "a place is free again");
}

#[test]
fn a_key_that_somebody_holds_stays() {
    define("key-held", "keys = 4");
    let held: Vec<_> = (0..4).map(|key| breaker(&format!("key-held/{key}"))).collect();
    assert!(!is_own(&breaker("key-held/other")));
    fail(&held[2], 5);
    assert_eq!(breaker("key-held/2").state(), BreakerState::Open, "it is still the same one");
    drop(held);
    assert!(is_own(&breaker("key-held/other")));
}

// Red when: `push` of runtime/src/breaker/keys.rs says that a newcomer was used.
/// A stream of keys that come once takes no place from those that are asked for again and again.
#[test]
fn those_that_are_asked_for_outlive_those_that_are_not() {
    define("key-recent", "keys = 8, failures = 9");
    let hot = || (0..4).map(|key| breaker(&format!("key-recent/{key}")));
    hot().for_each(|breaker| fail(&breaker, 1));
    for cold in 0..100 {
        assert!(hot().all(|breaker| breaker.snapshot().failures == 1), "lost to the cold key {cold}");
        drop(breaker(&format!("key-recent/cold-{cold}")));
    }
}

#[test]
fn defining_one_key_first_takes_no_places_from_the_others() {
    define("key-first/eu", "failures = 2");
    define("key-first", "keys = 8, failures = 9");
    for key in 0..200 {
        let breaker = breaker(&format!("key-first/{key}"));
        assert!(is_own(&breaker), "all others are idle");
        fail(&breaker, 1);
    }
    assert_eq!(remembered("key-first", 200), 8);
}

// Red when: `len` of runtime/src/breaker/keys.rs counts those that were defined by their own names, too.
#[test]
fn keys_that_code_defines_need_no_place() {
    define("key-code", "keys = 1, failures = 1, open = 1h");
    for key in 0..20 {
        define(&format!("key-code/{key}"), "failures = 3").force_open();
    }
    assert_eq!(breaker("key-code/data").name(), "key-code/data");
    assert_eq!((0..20).filter(|key| is_own(&breaker(&format!("key-code/{key}")))).count(), 20);
    breaker("key-code/data").force_open();
    assert!(!is_own(&breaker("key-code/more")));
}

// Red when: `define` of runtime/src/breaker/family.rs does not trim.
#[test]
fn fewer_keys_than_before_are_kept_when_it_is_defined_so() {
    define("key-fewer", "keys = 2000, failures = 9");
    (0..1_000).for_each(|key| fail(&breaker(&format!("key-fewer/{key}")), 1));
    define("key-fewer", "keys = 16, failures = 9");
    assert_eq!(remembered("key-fewer", 1_000), 16);
}

#[test]
fn of_many_keys_none_is_lost_while_there_is_room() {
    define("key-many", "keys = 5000, failures = 9");
    (0..4_000).for_each(|key| fail(&breaker(&format!("key-many/{key}")), 1));
    assert_eq!(remembered("key-many", 4_000), 4_000);
}

#[test]
fn threads_that_ask_for_one_key_get_one() {
    let handles: Vec<_> = std::thread::scope(|threads| {
        let asking: Vec<_> = (0..8).map(|_| threads.spawn(|| breaker("key-threads/eu"))).collect();
        asking.into_iter().map(|thread| thread.join().expect("no panic there")).collect()
    });
    fail(&handles[0], 5);
    assert!(handles.iter().all(|breaker| breaker.state() == BreakerState::Open));
}

#[test]
fn a_handle_that_is_older_than_the_place_is_no_other_breaker() {
    define("key-old", "keys = 1, failures = 1, open = 1h");
    let old = breaker("key-old/a");
    assert_eq!(breaker("key-old/b").name(), "key-old", "its place is taken");
    fail(&old, 1);
    assert_eq!(breaker("key-old/a").state(), BreakerState::Open);
}

/// A host that has gone for good is never called again: its breaker stays open, but is not to keep its place for ever.
// Red when: `Slot::worth` of runtime/src/breaker/keys.rs has no place to give up while a breaker is open.
#[test]
fn those_that_only_wait_for_a_call_go_when_no_closed_one_can() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    define("key-gone", "keys = 3, failures = 1, open = 1s");
    for key in 0..3 {
        fail(&breaker(&format!("key-gone/{key}")), 1);
    }
    assert!(!is_own(&breaker("key-gone/new")), "they still refuse");
    clock.advance(Duration::from_secs(1));
    assert!(is_own(&breaker("key-gone/new")));
    assert_eq!(opens_kept("key-gone", 3), 2);
}

// Red when: `Worth::Most` of runtime/src/breaker/keys.rs is less than `Worth::More`.
#[test]
fn a_closed_one_goes_before_one_that_waits_for_a_call() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    define("key-order", "keys = 2, failures = 1, open = 1s");
    fail(&breaker("key-order/open"), 1);
    breaker("key-order/closed");
    breaker("key-order/closed");
    clock.advance(Duration::from_secs(1));
    assert!(is_own(&breaker("key-order/new")));
    assert_eq!(breaker("key-order/open").state(), BreakerState::Open);
}

// Red when: `trim` of runtime/src/breaker/keys.rs takes whatever comes first.
#[test]
fn a_smaller_bound_takes_closed_ones_first() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    define("key-trim", "keys = 8, failures = 1, open = 1s");
    for key in 0..4 {
        fail(&breaker(&format!("key-trim/{key}")), 1);
    }
    for key in 4..8 {
        breaker(&format!("key-trim/{key}"));
    }
    clock.advance(Duration::from_secs(1));
    define("key-trim", "keys = 4, failures = 1, open = 1s");
    define("key-trim", "failures = 1, open = 1s");
    assert_eq!(opens_kept("key-trim", 8), 4);
}

// Red when: `given_up` of runtime/src/breaker/keys.rs gives nothing up but what was not asked for again.
#[test]
fn of_many_that_are_all_in_steady_use_one_goes() {
    define("key-steady", "keys = 200");
    for key in (0..200).chain(0..200) {
        breaker(&format!("key-steady/{key}"));
    }
    assert!(is_own(&breaker("key-steady/new")), "none of them is busy");
}

// Red when: `trim` of runtime/src/breaker/keys.rs stops at the first that was asked for.
#[test]
fn a_smaller_bound_holds_at_once_for_many() {
    define("key-low", "keys = 500, failures = 5");
    for key in (0..500).chain(0..500) {
        fail(&breaker(&format!("key-low/{key}")), 1);
    }
    define("key-low", "keys = 10, failures = 5");
    assert_eq!(remembered("key-low", 500), 10);
}
