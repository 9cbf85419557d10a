//! Schedules that others have published, taken by whole calls.
//!
//! The numbers are those of `backoff_tables.json` of the project's vectors, which names the sources: the tests of
//! jd/tenacity, `retry_logic.rs` of temporalio/sdk-core, the AWS architecture blog and its simulator, hynek/stamina
//! and resilience4j's `IntervalFunction`.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Classify, Fault, Policy, Site};

struct Failed;

impl Classify for Failed {
    fn classify(&self) -> Fault {
        Fault::new(Class::SERVER)
    }
}

fn waits(policy: &str) -> Vec<Duration> {
    let policy: Policy = policy.parse().expect("a policy of this table");
    let clock = ManualClock::new();
    let _installed = clock.install();
    assert!(Site::new("conformance", policy).call_blocking(|| Err::<(), _>(Failed)).is_err());
    clock.sleeps()
}

fn exact(shape: &str, millis: &[u64]) {
    let policy = format!("backoff = {shape}, jitter = none, attempts = {}", millis.len() + 1);
    let expected: Vec<Duration> = millis.iter().copied().map(Duration::from_millis).collect();
    assert_eq!(waits(&policy), expected, "{shape}");
}

fn exact_seconds(shape: &str, seconds: &[u64]) {
    exact(shape, &seconds.iter().map(|seconds| seconds * 1_000).collect::<Vec<_>>());
}

// Red, as are the five after it, when: `delay` of policy/src/backoff.rs counts from 1 (`n.saturating_add(1)`).
#[test]
fn tenacity() {
    exact_seconds("exp(1s, 2, 30d)", &[1, 2, 4, 8, 16, 32, 64, 128]);
    exact_seconds("exp(1s, 2, 40s)", &[1, 2, 4, 8, 16, 32, 40, 40]);
    exact_seconds("exp(1s, 2, 50s)", &[1, 2, 4, 8, 16, 32, 50, 50]);
    exact_seconds("linear(500s, 100s, 1d)", &[500, 600, 700]);
    assert_eq!(waits("backoff = exp(1s, 2, 40s), jitter = none, attempts = 51")[49], Duration::from_secs(40));
}

#[test]
fn tenacitys_stop_before_the_delay() {
    // Attempts at 0s, 1s and 3s; the next would be at 7s, beyond the 5s.
    let waits = waits("backoff = exp(1s, 2, 60s), jitter = none, attempts = 9, deadline = 5s");
    assert_eq!(waits, [1, 2].map(Duration::from_secs));
}

#[test]
fn temporal() {
    exact_seconds("exp(1s, 2, 10s)", &[1, 2, 4, 8, 10, 10, 10, 10, 10]);
    exact_seconds("exp(1s, 10, 100s)", &[1, 10, 100, 100]);
}

#[test]
fn stamina() {
    exact("exp(100ms, 2, 5s)", &[100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
}

#[test]
fn resilience4j() {
    exact("exp(500ms, 1.5, 60s)", &[500, 750, 1_125]);
}

/// The blog's formulas, base 5 and cap 2000 as in the simulator: where each wait may be.
fn between(policy: &str, ranges: impl IntoIterator<Item = (u64, u64)>) {
    let waits = waits(policy);
    for (n, (low, high)) in ranges.into_iter().enumerate() {
        let range = Duration::from_secs(low)..=Duration::from_secs(high);
        assert!(range.contains(&waits[n]), "{policy}, wait {n}: {:?} is not in {range:?}", waits[n]);
    }
}

const EXPO: [u64; 11] = [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_000, 2_000];

#[test]
fn aws() {
    for _ in 0..200 {
        let shape = "backoff = exp(5s, 2, 2000s), attempts = 12";
        between(&format!("{shape}, jitter = full"), EXPO.map(|expo| (0, expo)));
        between(&format!("{shape}, jitter = equal"), EXPO.map(|expo| (expo / 2, expo)));
        between(
            "backoff = decorrelated(5s, 2000s), attempts = 8",
            [15, 45, 135, 405, 1_215, 2_000, 2_000].map(|high| (5, high)),
        );
    }
}

/// `exp_jitter_max60_ranges` of tenacity adds up to a second, which no jitter here does; its ceiling of 60s is the same.
// Red when: `range` of runtime/src/kernel/jitter.rs loses its `.min(nanos(ceiling))`.
#[test]
fn a_jittered_ceiling_stays() {
    for _ in 0..200 {
        between("backoff = exp(1s, 2, 60s), jitter = 100%, attempts = 10", [(0, 60); 9]);
    }
}
