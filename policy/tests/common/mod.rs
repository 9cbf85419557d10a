//! Arbitrary policies, all of them valid.

use proptest::{option, prelude::*};
use resilin_policy::{Attempts, Backoff, Jitter, Policy, Settings};
use std::{num::NonZeroU32, time::Duration};

/// From a nanosecond to `Duration::MAX`, with both ends and the usual magnitudes drawn often.
///
/// Boxed, as unions of unions would not fit a test thread's stack.
pub(crate) fn duration() -> BoxedStrategy<Duration> {
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

/// Two durations, the shorter one first.
fn rising() -> impl Strategy<Value = (Duration, Duration)> {
    (duration(), duration()).prop_map(|(one, other)| (one.min(other), one.max(other)))
}

/// At least a millionth above 1 unless it is 1: closer than that, what a float drops outweighs the growth.
fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(2.0), 1.000_001..10.0, 1.0e1..1.0e300, Just(f64::MAX)]
}

/// Every shape.
pub(crate) fn backoff() -> BoxedStrategy<Backoff> {
    prop_oneof![
        (rising(), factor()).prop_map(|((first, cap), factor)| Backoff::Exponential { first, factor, cap }),
        (rising(), duration()).prop_map(|((first, cap), step)| Backoff::Linear { first, step, cap }),
        (duration(), duration()).prop_map(|(step, cap)| Backoff::Linear { first: Duration::ZERO, step, cap }),
        rising().prop_map(|(first, cap)| Backoff::Fibonacci { first, cap }),
        rising().prop_map(|(base, cap)| Backoff::Decorrelated { base, cap }),
        duration().prop_map(Backoff::Fixed),
        Just(Backoff::Fixed(Duration::ZERO)),
        Just(Backoff::None),
    ]
    .boxed()
}

fn jitter() -> impl Strategy<Value = Jitter> {
    prop_oneof![
        (0.0..=1.0).prop_map(Jitter::Proportional),
        Just(Jitter::Proportional(f64::MIN_POSITIVE)),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::None),
    ]
}

fn attempts() -> impl Strategy<Value = Attempts> {
    let limited = |n| NonZeroU32::new(n).map_or(Attempts::Unlimited, Attempts::Limited);
    prop_oneof![(1_u32..10).prop_map(limited), any::<u32>().prop_map(limited), Just(limited(u32::MAX))]
}

/// Every policy that reads without a finding.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let shapes = (option::of(backoff()), option::of(jitter()), option::of(attempts()));
    let limits =
        (option::of(duration()), option::of(duration()), option::of(duration()), option::of(any::<bool>()));
    (shapes, limits).prop_map(|((backoff, jitter, attempts), (timeout, deadline, max_wait, idempotent))| {
        let written = Settings { backoff, jitter, attempts, timeout, deadline, max_wait, idempotent };
        Policy::from_checked(reconciled(written))
    })
}

/// Leaves out what does not go together: the rules of the language, told a second time.
fn reconciled(written: Settings) -> Settings {
    let mut settings = written;
    if settings.attempts == Some(Attempts::Unlimited) && settings.deadline.is_none() {
        settings.deadline = Some(Duration::MAX);
    }
    if matches!(settings.backoff, Some(Backoff::None | Backoff::Decorrelated { .. })) {
        settings.jitter = None;
    }
    let policy = Policy::from_checked(settings.clone());
    if !policy.retries() {
        settings = Settings { backoff: None, jitter: None, max_wait: None, ..settings };
    } else if settings.deadline.is_some_and(|deadline| deadline <= first(policy.backoff())) {
        settings.backoff = Some(Backoff::None);
        settings.jitter = None;
    }
    settings.timeout = settings.timeout.filter(|&timeout| settings.deadline.is_none_or(|limit| timeout < limit));
    settings
}

fn first(backoff: Backoff) -> Duration {
    match backoff {
        Backoff::Decorrelated { base, .. } => base,
        other => other.delay(0),
    }
}
