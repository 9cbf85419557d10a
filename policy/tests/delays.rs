//! What the shapes give: bounds that hold for all of them, and schedules that others have published.

#[allow(dead_code, reason = "shared with tests that draw whole policies")]
mod common;

use proptest::prelude::*;
use resilin_policy::{
    Attempts, Backoff, Context, Jitter, Policy, Settings, Target, read, worst_case, worst_case_in,
};
use std::time::Duration;

/// Attempts: early ones, late ones, any.
fn number() -> impl Strategy<Value = u32> {
    prop_oneof![0_u32..200, 0_u32..100_000, any::<u32>()]
}

proptest! {
    #![proptest_config(common::cases(2_000))]

    // Seen red: backoff.rs without `.min(cap)` for `Exponential`.
    #[test]
    fn no_delay_is_above_the_cap(shape in common::backoff(), n: u32) {
        prop_assert!(shape.delay(n) <= shape.cap());
        prop_assert!(shape.delay(u32::MAX) <= shape.cap());
    }

    // Seen red: `n % ENOUGH` in `fibonacci`, or `n & 0xff` for `Linear`, of backoff.rs.
    #[test]
    fn no_delay_is_shorter_than_an_earlier_one(shape in common::backoff(), n in number(), more in number()) {
        let later = n.saturating_add(more);
        prop_assert!(shape.delay(n) <= shape.delay(later), "{:?}, then {:?}", shape.delay(n), shape.delay(later));
    }

    // Seen red: `longest_wait(policy, 0)` for the rest in worst_case.rs.
    #[test]
    fn the_worst_case_is_no_shorter_than_the_plain_delays(policy in common::policy()) {
        let policy = Policy::from_checked(Settings { table: None, on: None, ..policy.written().clone() });
        let Attempts::Limited(limit) = policy.attempts() else { return Ok(()) };
        let some = (limit.get() - 1).min(2_000);
        let plain = (0..some).fold(Duration::ZERO, |sum, n| sum.saturating_add(policy.backoff().delay(n)));
        let plain = policy.deadline().map_or(plain, |deadline| plain.min(deadline));
        prop_assert!(worst_case(&policy).waiting >= Some(plain));
    }
}

#[test]
fn extremes_saturate() {
    let cap = Duration::MAX;
    let tick = Duration::from_nanos(1);
    for (shape, n) in [
        (Backoff::Exponential { first: Duration::MAX, factor: f64::MAX, cap }, u32::MAX),
        (Backoff::Exponential { first: tick, factor: f64::MAX, cap }, 1),
        (Backoff::Exponential { first: tick, factor: 2.0, cap }, u32::MAX),
        (Backoff::Exponential { first: Duration::MAX, factor: 1.0, cap }, 7),
        (Backoff::Linear { first: Duration::MAX, step: Duration::MAX, cap }, u32::MAX),
        (Backoff::Fibonacci { first: tick, cap }, 137),
        (Backoff::Fibonacci { first: tick, cap }, u32::MAX),
        (Backoff::Decorrelated { base: tick, cap }, u32::MAX),
    ] {
        assert_eq!(shape.delay(n), Duration::MAX, "{shape:?} after attempt {n}");
    }
    assert_eq!(Backoff::None.delay(u32::MAX), Duration::ZERO);
    assert!(Backoff::Fibonacci { first: tick, cap }.delay(135) < Duration::MAX);
}

/// Seconds, from the first delay on.
fn seconds(shape: &str, expected: &[u64]) {
    let shape: Backoff = shape.parse().expect("a shape of this test");
    let delays: Vec<u64> = (0..).take(expected.len()).map(|n| shape.delay(n).as_secs()).collect();
    assert_eq!(delays, expected, "{shape}");
    assert!((0..).take(expected.len()).all(|n| shape.delay(n).subsec_nanos() == 0), "{shape}");
}

/// Source: `tests/test_tenacity.py` of jd/tenacity, as collected in `backoff_tables.json`.
#[test]
fn tenacity_schedules() {
    seconds("exp(1s, 2, 30d)", &[1, 2, 4, 8, 16, 32, 64, 128]);
    seconds("exp(1s, 2, 40s)", &[1, 2, 4, 8, 16, 32, 40, 40]);
    seconds("exp(1s, 2, 50s)", &[1, 2, 4, 8, 16, 32, 50, 50]);
    seconds("linear(500s, 100s, 1d)", &[500, 600, 700]);
    // The table's last column is attempt 50.
    assert_eq!("exp(1s, 2, 40s)".parse().map(|shape: Backoff| shape.delay(49)), Ok(Duration::from_secs(40)));
}

/// Source: `crates/sdk-core/src/retry_logic.rs` of temporalio/sdk-core, as collected in `backoff_tables.json`.
#[test]
fn temporal_schedules() {
    seconds("exp(1s, 2, 10s)", &[1, 2, 4, 8, 10, 10]);
    let overflowing: Backoff = "exp(1s, 10, 100s)".parse().expect("a shape of this test");
    assert_eq!(overflowing.delay(u32::MAX - 1), Duration::from_secs(100));
}

/// Source: the formulas of `aws_blog` in `backoff_tables.json`: base 5, cap 2000; three times the one before at most.
#[test]
fn aws_schedules() {
    seconds("exp(5s, 2, 2000s)", &[5, 10, 20, 40, 80, 160, 320, 640, 1280, 2000, 2000]);
    seconds("decorrelated(5s, 2000s)", &[15, 45, 135, 405, 1215, 2000, 2000]);
}

#[test]
fn schedules_of_the_other_shapes() {
    seconds("fib(1s, 10s)", &[1, 1, 2, 3, 5, 8, 10, 10]);
    seconds("linear(0s, 2s, 5s)", &[0, 2, 4, 5, 5]);
    assert_eq!(
        "linear(0s, 1ms, 30d)".parse().map(|it: Backoff| it.delay(1_000_000)),
        Ok(Duration::from_secs(1_000))
    );
    seconds("fixed(7s)", &[7, 7, 7]);
    seconds("none", &[0, 0, 0]);
}

#[test]
fn a_factor_of_1_keeps_what_a_float_cannot_hold() {
    let first = Duration::new(1 << 60, 1);
    let shape = Backoff::Exponential { first, factor: 1.0, cap: Duration::MAX };
    assert_eq!((shape.delay(0), shape.delay(7)), (first, first));
}

#[test]
fn fractions_come_out_to_the_nanosecond() {
    let shape: Backoff = "exp(200ms, 1.5, 20s)".parse().expect("a shape of this test");
    let delays: Vec<u128> = (0..5).map(|n| shape.delay(n).as_nanos()).collect();
    assert_eq!(delays, [200_000_000, 300_000_000, 450_000_000, 675_000_000, 1_012_500_000]);
}

/// Waiting in milliseconds, and the total.
fn worst(text: &str) -> (Option<u128>, Option<u128>) {
    let worst = worst_case(&text.parse::<Policy>().expect("a policy of this test"));
    (worst.waiting.map(|it| it.as_millis()), worst.total.map(|it| it.as_millis()))
}

#[test]
fn the_worst_case_counts_every_class() {
    // Throttling waits 1s and 2s where the site itself waits 200ms and 400ms.
    assert_eq!(worst(""), (Some(3_000), None));
    // Four times 1s and 2s for what nobody classified.
    assert_eq!(worst("backoff = exp(1s, 2, 60s)"), (Some(12_000), None));
    // As the site wrote it, lengthened by a quarter, never above the cap.
    assert_eq!(worst("backoff = exp(10s, 2, 20s), attempts = 3, jitter = 25%"), (Some(32_500), None));
    assert_eq!(worst("backoff = fixed(2s), attempts = 3, timeout = 5s"), (Some(4_000), Some(19_000)));
    assert_eq!(worst("attempts = 1, timeout = 5s"), (Some(0), Some(5_000)));
}

// Red when: `retries` in worst_case.rs is without `- 1`, `site_apart` is left out of `steps`, or the shared steps begin
// with 0 again.
#[test]
fn the_worst_case_follows_the_rules_of_the_policy() {
    let base = "backoff = fixed(2s), attempts = 3, timeout = 5s";
    let with = |rules: &str| worst(&format!("{base}, on({rules})"));
    // Two waits of the site's, and nine of 10s with throttling, which has 10 attempts.
    assert_eq!(with("throttled = retry(fixed(10s), attempts = 10)"), (Some(94_000), Some(154_000)));
    assert_eq!(with("throttled = retry(fixed(10s))"), (Some(20_000), Some(35_000)));
    assert_eq!(with("\"conflict\" = retry(attempts = 4)"), (Some(10_000), Some(40_000)));
    // 1s, 2s, 3s, 4s: one schedule, whoever counts.
    let growing = "backoff = linear(1s, 1s, 60s), attempts = 3, timeout = 5s";
    assert_eq!(worst(&format!("{growing}, on(\"conflict\" = retry(attempts = 3))")), (Some(10_000), Some(35_000)));
    assert_eq!(with("server = retry(scale = 3)"), (Some(12_000), Some(27_000)));
    assert_eq!(
        worst(&format!("{base}, quota = llm, on(client = fail, quota = cooldown(1d), auth = fail)")),
        (Some(4_000), Some(19_000))
    );
    assert_eq!(worst("attempts = 1, timeout = 5s, on(client = fail)"), (Some(0), Some(5_000)));
    let nothing = ["network", "timeout", "server", "overload", "throttled", "invalid", "unknown"];
    let nothing = nothing.map(|class| format!("{class} = fail")).join(", ");
    assert_eq!(with(&nothing), (Some(0), Some(5_000)));
}

// Red when: `most.attempts` in worst_case.rs is `most.attempts - 1`, or the total is without the waits for the quota.
#[test]
fn every_attempt_may_wait_for_the_quota() {
    let quota = "quota(llm, wait_up_to = 10s)";
    assert_eq!(worst(&format!("attempts = 1, timeout = 5s, {quota}")), (Some(10_000), Some(15_000)));
    let rest = "backoff = fixed(2s), attempts = 3";
    assert_eq!(worst(&format!("{rest}, timeout = 5s, {quota}")), (Some(34_000), Some(49_000)));
    assert_eq!(worst(&format!("{rest}, {quota}")), (Some(34_000), None));
    assert_eq!(worst(&format!("{rest}, {quota}, deadline = 30s")), (Some(30_000), Some(30_000)));
    // Where nothing is written beside its name.
    assert_eq!(worst(&format!("{rest}, quota = llm")), (Some(4_000), None));
    let longest = "attempts = 9, quota(llm, wait_up_to = 18446744073709551615s)";
    assert_eq!(worst(longest).0, Some(Duration::MAX.as_millis()));
}

// Red when: `may_renew` in worst_case.rs does not look at `retries`, or not at the rules; or the one attempt is left out; or
// the total is not left open: nobody knows how long a lease is waited for.
#[test]
fn renewed_credentials_bring_one_more_attempt() {
    let beside = Context::from(Target::AsyncFn).with_credentials();
    for (text, waiting) in [
        ("attempts = 3, backoff = fixed(2s)", 44),
        ("attempts = 3, backoff = fixed(2s), on(auth = fail)", 34),
        ("attempts = 3, backoff = fixed(2s), on(auth = fail, \"expired\" = refresh)", 44),
        ("attempts = 1", 10),
    ] {
        for (deadline, total) in [("", None), ("deadline = 45s, ", Some(Duration::from_secs(45)))] {
            let text = format!("{deadline}timeout = 4s, quota(llm, wait_up_to = 10s), {text}");
            let reading = read(&text, beside);
            assert_eq!(reading.findings, []);
            let worst = worst_case_in(&Policy::from_checked(reading.settings), beside);
            assert_eq!((worst.waiting, worst.total), (Some(Duration::from_secs(waiting)), total), "{text}");
        }
    }
}

#[test]
fn only_a_deadline_bounds_what_a_named_table_may_say() {
    assert_eq!(worst("timeout = 5s, table = http"), (None, None));
    assert_eq!(worst("timeout = 5s, table = standard"), (Some(3_000), Some(18_000)));
    assert_eq!(worst("deadline = 60s, table = http"), (Some(60_000), Some(60_000)));
}

#[test]
fn a_fixed_delay_has_no_cap_that_would_bound_it() {
    assert_eq!(worst("backoff = fixed(10s), jitter = 50%, attempts = 3"), (Some(30_000), None));
    assert_eq!(worst("backoff = fixed(10s), jitter = none"), (Some(80_000), None));
}

#[test]
fn a_deadline_bounds_the_worst_case() {
    assert_eq!(worst("deadline = 2s"), (Some(2_000), Some(2_000)));
    assert_eq!(worst("deadline = 60s"), (Some(3_000), Some(60_000)));
    assert_eq!(worst("attempts = unlimited, deadline = 5m"), (Some(300_000), Some(300_000)));
    assert_eq!(worst("attempts = unlimited, timeout = 1s, deadline = 5m"), (Some(300_000), Some(300_000)));
}

#[test]
fn the_worst_case_of_very_many_attempts_is_found_at_once() {
    let hours = worst("backoff = fixed(1h), attempts = 4294967295").0;
    assert_eq!(hours, Some(4_294_967_294 * 3_600_000));
}

#[test]
fn defaults_are_those_of_the_language() {
    let default = Policy::DEFAULT;
    assert_eq!(default.backoff().to_string(), "exp(200ms, 2, 20s)");
    assert_eq!(default.jitter(), Jitter::Full);
    assert_eq!(default.attempts().to_string(), "3");
    assert_eq!(default.max_wait(), None);
    assert_eq!(default.backoff().longest_hint(), Duration::from_secs(100));
    assert_eq!((default.timeout(), default.deadline()), (None, None));
    assert!(default.idempotent() && default.retries());
    assert_eq!(default, Policy::default());
}
