//! The worst case that a function's documentation promises, against what the kernel does.

use std::time::Duration;

use proptest::prelude::*;
use resilin::kernel::{Call, Failure, Verdict};
use resilin::{Backoff, Class, Policy};
use resilin_policy::worst_case;

use super::common::{Bits, bits, decorrelated, jitter, jittered};

const RETRIED: [Class; 4] = [Class::SERVER, Class::THROTTLED, Class::UNKNOWN, Class::custom("conflict")];

/// What a call waits in all, if its attempts fail in turn with these classes.
fn waited(policy: &Policy, classes: &[Class], bits: &mut Bits) -> Duration {
    let mut call = Call::new();
    let mut sum = Duration::ZERO;
    for class in classes.iter().cycle() {
        match call.failed(policy, &Failure::new(*class), bits) {
            Verdict::Retry { after } => sum = sum.saturating_add(after),
            _ => break,
        }
    }
    sum
}

fn shapes() -> impl Strategy<Value = Backoff> {
    prop_oneof![jittered(), decorrelated()]
}

proptest! {
    // Red when: `longest_drawn` in the policy crate cuts at `shape.cap()` instead of `shape.ceiling()`.
    #[test]
    fn no_call_waits_longer_than_the_worst_case(
        shape in shapes(),
        jitter in jitter(),
        attempts in prop_oneof![Just(String::new()), (2_u32..20).prop_map(|n| format!(", attempts = {n}"))],
        classes in prop::collection::vec(prop::sample::select(&RETRIED), 1..5),
        mut bits in bits(),
    ) {
        let jitter = match shape {
            Backoff::Decorrelated { .. } => String::new(),
            _ => format!(", jitter = {jitter}"),
        };
        let policy: Policy = format!("backoff = {shape}{jitter}{attempts}").parse().expect("a valid policy");
        let promised = worst_case(&policy).waiting.expect("attempts are limited");
        // Floats share out a delay to the nanosecond before or after.
        let rounding = Duration::from_nanos(40).saturating_add(promised / 1_000_000_000);
        prop_assert!(waited(&policy, &classes, &mut bits) <= promised.saturating_add(rounding));
    }
}
