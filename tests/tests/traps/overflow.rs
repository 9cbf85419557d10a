//! Panics of overflow at large attempts, factors and durations.

use std::time::Duration;

use resilin::kernel::{Call, Failure, Random, Verdict};
use resilin::testing::ManualClock;
use resilin::{Backoff, Class, Site};

use super::common::{Failed, policy, server, sleeps};

const MAX: Duration = Duration::MAX;
const TICK: Duration = Duration::from_nanos(1);

/// All bits set, or none.
struct Constant(u64);

impl Random for Constant {
    fn next_u64(&mut self) -> u64 {
        self.0
    }
}

fn largest() -> [Backoff; 7] {
    [
        Backoff::Exponential { first: TICK, factor: f64::MAX, cap: MAX },
        Backoff::Exponential { first: MAX, factor: f64::MAX, cap: MAX },
        Backoff::Linear { first: TICK, step: MAX, cap: MAX },
        Backoff::Linear { first: MAX, step: MAX, cap: MAX },
        Backoff::Fibonacci { first: MAX, cap: MAX },
        Backoff::Decorrelated { base: MAX, cap: MAX },
        Backoff::Decorrelated { base: TICK, cap: MAX },
    ]
}

// Red when: policy/src/backoff.rs has `Duration::from_secs_f64(grown)` in `exponential`, or `step * n` in `delay`.
#[test]
fn the_largest_attempt_factor_and_duration_saturate() {
    for shape in largest() {
        assert_eq!(shape.delay(u32::MAX), MAX, "{shape:?}");
        assert!(shape.delay(u32::MAX - 1) <= MAX && shape.delay(2) <= MAX, "{shape:?}");
    }
}

// Red when: `duration` of runtime/src/kernel/nanos.rs takes it for granted that 64 bits are enough.
#[test]
fn jitter_of_the_largest_delays_saturates() {
    for shape in largest() {
        for jitter in ["100%", "0.1%", "full", "equal", "none"] {
            for bits in [0, u64::MAX] {
                ten_failures(shape, jitter, &Failure::new(Class::SERVER), bits);
            }
        }
    }
}

// Red when: as above.
#[test]
fn the_largest_hint_saturates() {
    for shape in largest() {
        let failure = Failure { retry_after: Some(MAX), left: Some(MAX), ..Failure::new(Class::SERVER) };
        ten_failures(shape, "100%", &failure, u64::MAX);
        let failure = Failure { retry_after: Some(MAX), ..Failure::new(Class::SERVER) };
        ten_failures(shape, "full", &failure, u64::MAX);
    }
}

fn ten_failures(shape: Backoff, jitter: &str, failure: &Failure, bits: u64) {
    let jitter = match shape {
        Backoff::Decorrelated { .. } => String::new(),
        _ => format!(", jitter = {jitter}"),
    };
    let policy = policy(&format!("backoff = {shape}, attempts = 4294967295{jitter}"));
    let mut call = Call::new();
    for _ in 0..10 {
        match call.failed(&policy, failure, &mut Constant(bits)) {
            Verdict::Retry { after } => assert!(failure.retry_after.is_none_or(|hint| hint <= after)),
            verdict => assert!(failure.left.is_some(), "{shape:?}: {verdict:?}"),
        }
    }
}

// Red when: `advance` of runtime/src/kernel/steps.rs has `self.advance_site(shape, random) * *scale`.
#[test]
fn a_scaled_delay_saturates() {
    let policy = policy("backoff = fixed(18446744073709551615s), jitter = none");
    let verdict = Call::new().failed(&policy, &Failure::new(Class::UNKNOWN), &mut Constant(0));
    assert_eq!(verdict, Verdict::Retry { after: MAX });
}

// Red when: `after` of runtime/src/moment.rs has `self.0 + nanos(delay)`.
#[test]
fn the_longest_deadline_and_waits_saturate_on_the_clock() {
    let longest = "18446744073709551615s";
    let clock = ManualClock::new();
    let _installed = clock.install();
    clock.advance(Duration::from_secs(1));
    for text in [
        format!("backoff = fixed(1s), deadline = {longest}, jitter = none"),
        format!("backoff = fixed({longest}), jitter = none"),
        format!("backoff = fixed({longest}), jitter = none"),
    ] {
        let site = Site::new("longest", policy(&text));
        assert!(site.call_blocking(|| Err::<(), _>(Failed(server()))).is_err());
    }
    assert_eq!((clock.sleeps().len(), clock.elapsed()), (6, MAX));
}

// Red when: `climb` of runtime/src/kernel/schedule.rs leaves its step where it is.
#[test]
fn a_long_call_goes_on() {
    let sleeps = sleeps("backoff = exp(1ns, 2, 1s), attempts = 5000, jitter = none", server());
    assert_eq!((sleeps.len(), sleeps[4_998]), (4_999, Duration::from_secs(1)));
}
