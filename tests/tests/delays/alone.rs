//! The delays of a policy without a call: those that a call waits.

use std::collections::HashSet;
use std::time::Duration;

use proptest::prelude::*;
use resilin::kernel::{Delays, Failure};
use resilin::{Backoff, Class, Policy, delays, testing};

use super::common::{STEPS, bits, cases, decorrelated, jitter, jittered, policy, waits};

fn parsed(text: &str) -> Policy {
    text.parse().expect("a policy of this test")
}

fn shape() -> impl Strategy<Value = (Backoff, String)> {
    prop_oneof![
        (jittered(), jitter()).prop_map(|(shape, jitter)| (shape, format!(", jitter = {jitter}"))),
        decorrelated().prop_map(|shape| (shape, String::new())),
    ]
}

proptest! {
    #![proptest_config(cases(256))]

    // Red when: `climb` of runtime/src/kernel/delays.rs takes `Duration::MAX` for the ceiling.
    #[test]
    fn they_are_what_a_call_waits((shape, rest) in shape(), bits in bits()) {
        let policy = policy(shape, &rest);
        let (mut delays, mut alone) = (Delays::of(&policy), bits);
        let alone: Vec<_> = std::iter::from_fn(|| delays.next(&mut alone)).take(STEPS).collect();
        prop_assert_eq!(alone, waits(&policy, &Failure::new(Class::SERVER), bits));
    }

    #[test]
    fn there_is_one_less_than_attempts(attempts in 2_usize..200) {
        let policy = parsed(&format!("attempts = {attempts}"));
        prop_assert_eq!(delays(&policy).len_by_hint(), Some(attempts - 1));
        prop_assert_eq!(delays(&policy).count(), attempts - 1);
    }
}

/// What an iterator says of its length before anything is taken.
trait LenByHint: Iterator {
    fn len_by_hint(&self) -> Option<usize> {
        let (least, most) = self.size_hint();
        most.filter(|most| *most == least)
    }
}

impl<I: Iterator> LenByHint for I {}

#[test]
fn a_single_attempt_has_none() {
    assert_eq!(delays(&parsed("attempts = 1")).next(), None);
}

#[test]
fn after_the_last_there_are_none() {
    let mut delays = delays(&parsed("attempts = 2"));
    assert!(delays.next().is_some());
    assert_eq!((delays.next(), delays.next()), (None, None));
}

#[test]
fn unlimited_attempts_have_no_last_one() {
    let mut delays =
        delays(&parsed("backoff = exp(1s, 2, 60s), jitter = none, attempts = unlimited, deadline = 1h"));
    assert_eq!(delays.size_hint(), (usize::MAX, None));
    assert_eq!(delays.nth(100_000), Some(Duration::from_secs(60)));
}

// Red when: `delays` of runtime/src/delays.rs makes its generator from a fixed seed.
#[test]
fn each_time_they_are_drawn_anew() {
    let policy = parsed("backoff = fixed(1h), attempts = 2");
    let first: HashSet<_> = (0..200).map(|_| delays(&policy).next()).collect();
    assert!(first.len() > 198, "hardly any two are equal");
}

// Red when: as above.
#[test]
fn a_seed_repeats_them() {
    let policy = parsed("backoff = exp(1s, 2, 60s), attempts = 20");
    let seeded = |seed| {
        let _seeded = testing::seed(seed);
        delays(&policy).collect::<Vec<_>>()
    };
    assert_eq!(seeded(7), seeded(7));
    assert_ne!(seeded(7), seeded(8));
}
