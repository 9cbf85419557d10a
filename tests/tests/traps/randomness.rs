//! Randomness cloned for each call, or drawn once for a policy.

use std::collections::HashSet;
use std::time::Duration;

use resilin::{Policy, Site};

use super::common::{policy, server, sleeps_of};

fn call(policy: &Policy) -> Vec<Duration> {
    sleeps_of(&Site::new("random", policy.clone()), server(), Duration::ZERO)
}

// Red when: `next_u64` of runtime/src/random.rs draws from a copy: `with_borrow(|generator| generator.clone().next_u64())`.
#[test]
fn every_call_draws_afresh() {
    let policy = policy("attempts = 10");
    let site = Site::new("random", policy.clone());
    let of_one_site: HashSet<_> = (0..50).map(|_| sleeps_of(&site, server(), Duration::ZERO)).collect();
    let of_one_policy: HashSet<_> = (0..50).map(|_| call(&policy)).collect();
    assert_eq!((of_one_site.len(), of_one_policy.len()), (50, 50));
}

// Red when: as above; every delay is then the same share of its step.
#[test]
fn every_delay_is_drawn_afresh() {
    let sleeps = call(&policy("backoff = fixed(1h), attempts = 50"));
    assert!(sleeps.iter().collect::<HashSet<_>>().len() > 45, "{sleeps:?}");
}

// Red when: the thread-local of runtime/src/random.rs starts from `SmallRng::seed_from_u64(0)`.
#[test]
fn every_thread_draws_its_own() {
    let draw = || call(&policy("attempts = 10"));
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(draw)).collect();
    let drawn: HashSet<_> = threads.into_iter().map(|thread| thread.join().expect("no panic there")).collect();
    assert_eq!(drawn.len(), 8);
}

// Red when: `next_u64` of runtime/src/random.rs draws from a copy.
#[test]
fn calls_under_way_at_once_do_not_come_back_together() {
    let first: HashSet<Duration> = (0..200).map(|_| call(&policy("attempts = 2"))[0]).collect();
    assert!(first.len() > 190, "{} different first delays", first.len());
}
