//! Who wants to know is told once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use resilin::quota::{Closing, Quota, QuotaState, ResetKind};

use super::common::{HOUR, SECOND};

const LIMIT_FOR_AN_HOUR: [(&str, &str); 2] = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "3600")];

/// Keeps what it is told.
fn told(quota: &Quota) -> Arc<Mutex<Vec<Closing>>> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let to = Arc::clone(&told);
    quota.on_closing(move |closing| to.lock().expect("nobody panics here").push(closing.clone()));
    told
}

#[test]
fn a_closing_is_told_with_its_reset() {
    let quota = resilin::quota("told");
    let told = told(&quota);
    assert!(quota.observe(429, LIMIT_FOR_AN_HOUR));
    quota.open();
    quota.close_for(SECOND);
    let told = told.lock().expect("nobody panics here");
    let [by_response, by_hand] = &told[..] else { panic!("{told:?}") };
    assert_eq!((by_response.quota(), by_response.resets_in()), ("told", HOUR));
    assert_eq!((by_response.kind(), by_hand.kind()), (ResetKind::Known, ResetKind::Manual));
    assert_eq!(by_hand.resets_in(), SECOND);
}

// Red when: `tell` of handle.rs tells a change of the reset, too.
#[test]
fn that_the_reset_moves_is_not_told() {
    let quota = resilin::quota("told once");
    let told = told(&quota);
    quota.close_for(SECOND);
    quota.close_for(2 * SECOND);
    assert!(quota.observe(200, LIMIT_FOR_AN_HOUR));
    assert!(!quota.observe(429, [("Retry-After", "60")]));
    assert_eq!(told.lock().expect("nobody panics here").len(), 1);
}

#[test]
fn a_hundred_threads_that_close_it_are_told_of_once() {
    let quota = resilin::quota("told once by many");
    let told = told(&quota);
    std::thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(|| quota.observe(429, LIMIT_FOR_AN_HOUR));
        }
    });
    assert_eq!(told.lock().expect("nobody panics here").len(), 1);
}

#[test]
fn all_of_them_are_told_in_the_order_in_which_they_came() {
    let quota = resilin::quota("told to several");
    let order = Arc::new(Mutex::new(Vec::new()));
    for number in 0..3 {
        let order = Arc::clone(&order);
        quota.on_closing(move |_| order.lock().expect("nobody panics here").push(number));
    }
    quota.close_for(SECOND);
    assert_eq!(*order.lock().expect("nobody panics here"), [0, 1, 2]);
}

/// No lock is held: it may look at the quota, move it, and add another listener.
// Red (it hangs) when: `tell` of closing.rs calls them while it holds the lock.
#[test]
fn a_listener_may_do_anything_with_the_quota() {
    let quota = resilin::quota("told and moved");
    let (weak, told) = (quota.clone(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&told);
    quota.on_closing(move |closing| {
        assert_eq!(weak.state(), QuotaState::Closed);
        assert_eq!(closing.quota(), weak.name());
        let count = Arc::clone(&count);
        weak.on_closing(move |_| _ = count.fetch_add(1, Ordering::Relaxed));
        weak.open();
    });
    quota.close_for(HOUR);
    assert_eq!((quota.state(), told.load(Ordering::Relaxed)), (QuotaState::Open, 0));
    quota.close_for(HOUR);
    assert_eq!(told.load(Ordering::Relaxed), 1);
}

#[test]
fn a_listener_that_panics_does_not_wedge_it() {
    let quota = resilin::quota("told to one that panics");
    let panics = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&panics);
    quota.on_closing(move |_| {
        assert!(count.fetch_add(1, Ordering::Relaxed) > 0, "the first time");
    });
    let panicked = catch_unwind(AssertUnwindSafe(|| quota.close_for(HOUR)));
    assert!(panicked.is_err(), "the panic is not swallowed");
    assert_eq!((quota.state(), quota.snapshot().closings), (QuotaState::Closed, 1));
    quota.open();
    quota.close_for(HOUR);
    assert_eq!((panics.load(Ordering::Relaxed), quota.snapshot().closings), (2, 2));
}
