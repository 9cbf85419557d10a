//! Schedules that others have published, taken by whole calls.

use std::time::Duration;

use resilin::testing::{ManualClock, seed};
use resilin::{Class, Fault, Policy};
use serde_json::Value;

use crate::common::{Failed, failed, secs, site};
use crate::vectors::{Run, Vector, list, number, numbers, parse, run_all, text};

const TABLE: [Run; 20] = [
    ("tenacity/exp", |vector| by_attempt(vector, "exp(1s, 2, 30d)")),
    ("tenacity/exp_max40", |vector| by_attempt(vector, "exp(1s, 2, 40s)")),
    ("tenacity/exp_max50_mult1", |vector| by_attempt(vector, "exp(1s, 2, 50s)")),
    ("tenacity/incrementing_500_100", |vector| exact("linear(500s, 100s, 1d)", &in_seconds(vector.value))),
    ("tenacity/exp_jitter_max60_ranges", added_jitter),
    ("tenacity/deadline_example_stop_after_5s", stop_before_the_delay),
    ("temporal/defaults", temporal_defaults),
    ("temporal/calc(1s,2.0,10s,10 attempts)", temporal_calc),
    ("temporal/sanitise", temporal_sanitise),
    ("temporal/overflow", temporal_overflow),
    ("temporal/next_retry_delay", temporal_next_retry_delay),
    ("aws_blog/simulator_base_cap", |vector| assert_eq!(numbers(vector.value), [5, 2000], "as in BLOG")),
    ("aws_blog/expo", |_| between("none", EXPO.map(|expo| (expo, expo)))),
    ("aws_blog/full", |_| between("full", EXPO.map(|expo| (0, expo)))),
    ("aws_blog/equal", |_| between("equal", EXPO.map(|expo| (expo / 2, expo)))),
    ("aws_blog/decorrelated", decorrelated),
    ("aws_blog/polly_contrib_variant", |_| assert!(at_the_cap() < 0.001, "the ceiling is cut, not the result")),
    ("stamina", stamina),
    ("resilience4j", resilience4j),
    ("failsafe", |_| exact("exp(1s, 3, 10s)", &[1_000, 3_000, 9_000, 10_000, 10_000])),
];

// Red when: `delay` of policy/src/backoff.rs counts from 1 (`n.saturating_add(1)`); `spread` of
// runtime/src/kernel/jitter.rs loses its `.min(nanos(ceiling))`; or a decorrelated delay is drawn before it is cut.
#[test]
fn tables() {
    let file = parse(include_str!("../../vectors/backoff_tables.json"));
    run_all(&file, &["tenacity", "temporal", "aws_blog"], &TABLE);
}

#[test]
fn documents() {
    let file = parse(include_str!("../../vectors/backoff_documents.json"));
    run_all(&file, &["cases"], &[("cases", document)]);
}

/// The waits of a call that only fails.
fn waits(policy: &str) -> Vec<Duration> {
    waits_after(policy, Fault::new(Class::SERVER))
}

fn waits_after(policy: &str, fault: Fault) -> Vec<Duration> {
    let clock = ManualClock::new();
    let _installed = clock.install();
    assert!(site(policy).call_blocking(|| Err::<(), _>(Failed(fault))).is_err());
    clock.sleeps()
}

fn exact(backoff: &str, millis: &[u64]) {
    let policy = format!("backoff = {backoff}, jitter = none, attempts = {}", millis.len() + 1);
    let expected: Vec<Duration> = millis.iter().copied().map(Duration::from_millis).collect();
    assert_eq!(waits(&policy), expected, "{backoff}");
}

fn in_seconds(value: &Value) -> Vec<u64> {
    numbers(value).into_iter().map(|seconds| u64::from(seconds) * 1_000).collect()
}

/// A table whose one key says of which attempts it is, as in `1..8,50`.
fn by_attempt(vector: &Vector<'_>, backoff: &str) {
    let (attempts, delays) = vector.value.as_object().and_then(|table| table.iter().next()).expect("a table");
    let attempts: Vec<usize> = attempts.trim_start_matches("attempts").split(',').flat_map(range).collect();
    let last = attempts.iter().max().expect("an attempt");
    let waits = waits(&format!("backoff = {backoff}, jitter = none, attempts = {}", last + 1));
    assert_eq!(attempts.len(), list(delays).len(), "{}", vector.name);
    for (attempt, seconds) in attempts.into_iter().zip(numbers(delays)) {
        assert_eq!(waits[attempt - 1], secs(seconds.into()), "{}, attempt {attempt}", vector.name);
    }
}

fn range(part: &str) -> std::ops::RangeInclusive<usize> {
    let (first, last) = part.split_once("..").unwrap_or((part, part));
    let number = |text: &str| text.parse().expect("a number");
    number(first)..=number(last)
}

/// Theirs adds up to a second; no jitter here adds, but the ceiling is the same.
fn added_jitter(vector: &Vector<'_>) {
    let ours = list(vector.ours().expect("it differs"));
    for _ in 0..200 {
        let waits = waits(&format!("backoff = exp(1s, 2, 60s), jitter = 100%, attempts = {}", ours.len() + 1));
        for (wait, range) in waits.iter().zip(ours.iter().map(numbers)) {
            assert!((secs(range[0].into())..=secs(range[1].into())).contains(wait), "{wait:?}: {range:?}");
        }
    }
}

fn stop_before_the_delay(vector: &Vector<'_>) {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site("backoff = exp(1s, 2, 60s), jitter = none, attempts = 9, deadline = 5s");
    let mut began = Vec::new();
    let outcome = site.call_blocking(|| {
        began.push(u32::try_from(clock.elapsed().as_secs()).expect("a short time"));
        failed::<()>(Class::SERVER)
    });
    assert!(outcome.is_err());
    assert_eq!(began, numbers(&vector.value["stop_before_delay"]));
}

fn temporal_defaults(vector: &Vector<'_>) {
    assert_eq!((&vector.value["initial_s"], &vector.value["max_interval"]), (&1.into(), &"100*initial".into()));
    exact("exp(1s, 2, 100s)", &[1, 2, 4, 8, 16, 32, 64, 100, 100].map(|seconds| seconds * 1_000));
    let holds = |policy: &str| policy.parse::<Policy>().is_ok();
    let ours = &vector.ours().expect("it differs")["attempts = unlimited"];
    assert_eq!(ours, holds("attempts = unlimited"));
    assert!(holds("attempts = unlimited, deadline = 1h"));
}

fn temporal_calc(vector: &Vector<'_>) {
    let waits = waits("backoff = exp(1s, 2, 10s), jitter = none, attempts = 10");
    for (attempt, expected) in vector.value.as_object().expect("a table") {
        let attempt: usize = attempt.parse().expect("a number");
        assert_eq!(waits.get(attempt - 1).map(Duration::as_secs), expected.as_u64(), "attempt {attempt}");
    }
}

/// What they replace by something that holds is refused here, with the place and a way out.
fn temporal_sanitise(vector: &Vector<'_>) {
    let written = [
        "backoff = exp(-5s, 2, 10s)",
        "backoff = exp(1s, 0.5, 10s)",
        "backoff = exp(1s, 2, -5s)",
        "backoff = exp(5s, 2, 1s)",
        "attempts = -5",
    ];
    assert_eq!(written.len(), list(vector.value).len());
    for policy in written {
        assert!(policy.parse::<Policy>().is_err(), "{policy}: {}", vector.ours().expect("it differs"));
    }
}

/// As far as a test can count.
fn temporal_overflow(vector: &Vector<'_>) {
    let factor = number(&vector.value["coef"]);
    let waits = waits(&format!("backoff = exp(1s, {factor}, 100s), jitter = none, attempts = 100000"));
    assert!(waits[2..].iter().all(|wait| *wait == secs(100)));
}

fn temporal_next_retry_delay(vector: &Vector<'_>) {
    let delay = secs(number(&vector.value["attempt1"]).into());
    let waits = waits_after("jitter = none, attempts = 2", Fault::new(Class::SERVER).retry_after(delay));
    assert_eq!(waits, [delay], "then {}", vector.value["attempt2_of_2"]);
}

/// Base 5 and cap 2000, as in the simulator of the blog.
const EXPO: [u64; 11] = [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_000, 2_000];

fn between(jitter: &str, ranges: [(u64, u64); 11]) {
    let policy = format!("backoff = exp(5s, 2, 2000s), jitter = {jitter}, attempts = 12");
    for _ in 0..200 {
        for (n, (wait, (low, high))) in waits(&policy).into_iter().zip(ranges).enumerate() {
            assert!((secs(low)..=secs(high)).contains(&wait), "{jitter}, wait {n}: {wait:?}");
        }
    }
}

fn decorrelated(vector: &Vector<'_>) {
    for _ in 0..200 {
        let waits = waits("backoff = decorrelated(5s, 2000s), attempts = 9");
        let mut previous = secs(5);
        for wait in waits {
            assert!((secs(5)..=(previous * 3).min(secs(2000))).contains(&wait), "{wait:?} after {previous:?}");
            previous = wait;
        }
    }
    let ours = vector.ours().expect("it differs")["of a hundred long waits, at the cap"].as_f64();
    assert!(at_the_cap() * 100.0 <= ours.expect("a number"));
}

/// The share of the waits, once they are long, that are the cap itself.
#[allow(clippy::cast_precision_loss, reason = "a few thousands")]
fn at_the_cap() -> f64 {
    let _repeatable = seed(5);
    let long: Vec<_> = (0..20)
        .flat_map(|_| waits("backoff = decorrelated(5s, 2000s), attempts = 100").split_off(20))
        .filter(|wait| *wait > secs(700))
        .collect();
    assert!(long.len() > 500, "{}", long.len());
    long.iter().filter(|wait| **wait == secs(2000)).count() as f64 / long.len() as f64
}

/// Without the second that theirs adds.
fn stamina(vector: &Vector<'_>) {
    let default = |name: &str| number(&vector.value["defaults"][name]);
    let policy = format!(
        "backoff = exp(100ms, {}, {}s), jitter = none, attempts = {}, deadline = {}s",
        default("base"),
        default("max"),
        default("attempts"),
        default("timeout_s"),
    );
    let waits: Vec<_> = waits(&policy).iter().map(Duration::as_millis).collect();
    assert_eq!(waits, [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
}

fn resilience4j(vector: &Vector<'_>) {
    let text = "exp(500ms, 1.5, 60s)";
    exact(text, &[500, 750, 1_125]);
    for _ in 0..200 {
        let waits = waits(&format!("backoff = {text}, jitter = 0.5, attempts = 4"));
        for (wait, d) in waits.iter().zip([500_u64, 750, 1_125]) {
            let range = Duration::from_millis(d) / 2..=Duration::from_millis(d) * 3 / 2;
            assert!(range.contains(wait), "{wait:?}: {range:?}");
        }
    }
    let fourth = waits(&format!("backoff = {text}, jitter = none, attempts = 5"))[3].as_micros();
    assert_eq!(
        vector.ours().expect("it differs")["the fourth delay, in µs"],
        u64::try_from(fourth).expect("short")
    );
}

/// `waits_ms` exactly, or each within one of `ranges_ms`.
fn document(vector: &Vector<'_>) {
    let policy = text(&vector.value["policy"]);
    let value = vector.ours().unwrap_or(vector.value);
    if let Some(exact) = value.get("waits_ms") {
        let waits: Vec<_> = waits(policy).iter().map(Duration::as_millis).collect();
        assert_eq!(waits, numbers(exact).into_iter().map(u128::from).collect::<Vec<_>>(), "{}", vector.name);
        return;
    }
    let ranges = list(&value["ranges_ms"]);
    for _ in 0..200 {
        let waits = waits(policy);
        assert_eq!(waits.len(), ranges.len(), "{}", vector.name);
        for (n, (wait, range)) in waits.into_iter().zip(ranges.iter().map(numbers)).enumerate() {
            let millis = |n: usize| Duration::from_millis(range[n].into());
            assert!((millis(0)..=millis(1)).contains(&wait), "{}, wait {n}: {wait:?}", vector.name);
        }
    }
}
