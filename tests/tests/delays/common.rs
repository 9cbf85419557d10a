//! Arbitrary shapes, jitters, durations and random bits; and a call that only fails.

use std::time::Duration;

use proptest::prelude::*;
use resilin::kernel::{Call, Failure, Random, Verdict};
use resilin::{Backoff, Jitter, Policy};

/// So many cases, unless the environment's `PROPTEST_CASES` says otherwise.
pub(super) fn cases(count: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases: count, ..config } }
}

/// So many that every shape that can saturate has saturated.
pub(super) const STEPS: usize = 160;

/// Random bits: at either end of their range, or mixed from a seed (splitmix64, as published by Sebastiano Vigna).
#[derive(Clone, Copy, Debug)]
pub(super) enum Bits {
    Low,
    High,
    Mixed(u64),
}

impl Random for Bits {
    fn next_u64(&mut self) -> u64 {
        match self {
            Self::Low => 0,
            Self::High => u64::MAX,
            Self::Mixed(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                mixed ^ (mixed >> 31)
            }
        }
    }
}

pub(super) fn bits() -> impl Strategy<Value = Bits> {
    prop_oneof![Just(Bits::Low), Just(Bits::High), any::<u64>().prop_map(Bits::Mixed)]
}

/// From a nanosecond to `Duration::MAX`.
pub(super) fn duration() -> BoxedStrategy<Duration> {
    prop_oneof![
        (1_u64..10_000).prop_map(Duration::from_millis),
        (1_u64..u64::MAX).prop_map(Duration::from_nanos),
        (1_u64..200_000).prop_map(Duration::from_secs),
        (any::<u64>(), 1_u32..1_000_000_000).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos)),
        Just(Duration::from_nanos(1)),
        Just(Duration::MAX),
    ]
    .boxed()
}

/// The shorter one first.
fn rising() -> impl Strategy<Value = (Duration, Duration)> {
    (duration(), duration()).prop_map(|(one, other)| (one.min(other), one.max(other)))
}

fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(2.0), 1.0..10.0, 1.0e1..1.0e300, Just(f64::MAX)]
}

/// Every shape whose delays are jittered.
pub(super) fn jittered() -> BoxedStrategy<Backoff> {
    prop_oneof![
        (rising(), factor()).prop_map(|((first, cap), factor)| Backoff::Exponential { first, factor, cap }),
        (rising(), duration()).prop_map(|((first, cap), step)| Backoff::Linear { first, step, cap }),
        rising().prop_map(|(first, cap)| Backoff::Fibonacci { first, cap }),
        duration().prop_map(Backoff::Fixed),
    ]
    .boxed()
}

pub(super) fn decorrelated() -> impl Strategy<Value = Backoff> {
    rising().prop_map(|(base, cap)| Backoff::Decorrelated { base, cap })
}

pub(super) fn jitter() -> BoxedStrategy<Jitter> {
    prop_oneof![
        (0.0..=1.0).prop_map(Jitter::Proportional),
        Just(Jitter::Proportional(1.0)),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::None),
    ]
    .boxed()
}

/// A policy of the language: printed, and read again.
pub(super) fn policy(shape: Backoff, rest: &str) -> Policy {
    let text = format!("backoff = {shape}, attempts = 4294967295{rest}");
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The waits of a call that always fails so; it ends early where the kernel gives up.
pub(super) fn waits(policy: &Policy, failure: &Failure, mut bits: impl Random) -> Vec<Duration> {
    let mut call = Call::new();
    (0..STEPS).map_while(|_| retried(call.failed(policy, failure, &mut bits))).collect()
}

pub(super) fn retried(verdict: Verdict) -> Option<Duration> {
    match verdict {
        Verdict::Retry { after } => Some(after),
        _ => None,
    }
}

/// The bound that a shape names. A fixed delay names none.
pub(super) fn cap(shape: &Backoff) -> Duration {
    if matches!(shape, Backoff::Fixed(_)) { Duration::MAX } else { shape.cap() }
}

/// `d` times `share`, in floats and with what they round off: that is a part of `d`, however little the share leaves.
pub(super) fn about(d: Duration, share: f64, rounding: f64) -> f64 {
    d.as_secs_f64() * (share + rounding) + rounding.signum() * 1.0e-9
}
