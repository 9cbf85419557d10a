//! Partial configuration that does not parse, out-of-range values that are clamped or panic.

use resilin::{Attempts, Backoff, Policy, policy};

use super::common::policy as parsed;

// Red when: `from_str` of policy/src/policy.rs also asks for `settings.attempts.is_some()`.
#[test]
fn every_part_of_a_policy_is_a_policy() {
    let entries = [
        "backoff = exp(1s, 2, 60s)",
        "jitter = 25%",
        "attempts = 5",
        "timeout = 2s",
        "deadline = 90s",
        "max_wait = 30s",
        "idempotent = false",
    ];
    for chosen in 0_u32..1 << entries.len() {
        let part: Vec<&str> = (0..).zip(entries).filter(|(n, _)| chosen >> n & 1 == 1).map(|(_, it)| it).collect();
        let (text, policy) = (part.join(", "), parsed(&part.join(", ")));
        let with_comma = format!("{text},");
        assert_eq!(policy.written().attempts.is_some(), text.contains("attempts"), "{text}");
        assert!(text.is_empty() || with_comma.parse() == Ok(policy), "{text}");
    }
}

// Red when: `backoff` of policy/src/policy.rs answers `Backoff::None` where nothing is written.
#[test]
fn what_is_left_out_is_the_default() {
    let policy = parsed("attempts = 7");
    assert_eq!(policy.backoff(), Backoff::DEFAULT);
    assert_eq!(policy.jitter(), Policy::DEFAULT.jitter());
    assert!(policy.attempts().allows(7) && !policy.attempts().allows(8));
    assert_eq!(policy!("").attempts(), Attempts::DEFAULT);
}

const OUT_OF_RANGE: [&str; 24] = [
    "attempts = 0",
    "attempts = -1",
    "attempts = 4294967296",
    "attempts = 1.5",
    "jitter = 1.5",
    "jitter = -0.5",
    "jitter = 101%",
    "jitter = NaN",
    "backoff = exp(1s, 0.5, 60s)",
    "backoff = exp(1s, -2, 60s)",
    "backoff = exp(1s, inf, 60s)",
    "backoff = exp(1s, nan, 60s)",
    "backoff = exp(0s, 2, 60s)",
    "backoff = exp(60s, 2, 1s)",
    "backoff = linear(1s, 0s, 60s)",
    "backoff = fib(0s, 60s)",
    "backoff = decorrelated(60s, 1s)",
    "backoff = fixed(-1s)",
    "backoff = fixed(18446744073709551616s)",
    "backoff = fixed(99999999999999999999999999999999d)",
    "timeout = 0s",
    "deadline = 0s",
    "timeout = 10s, deadline = 10s",
    "deadline = 1s, backoff = fixed(1s)",
];

// Red when: `jitter` of policy/src/read/values.rs takes any share and clamps it: `Some(share) => Ok(…clamp(0.0, 1.0))`.
#[test]
fn a_value_out_of_range_is_an_error_neither_clamped_nor_a_panic() {
    for text in OUT_OF_RANGE {
        let error = text.parse::<Policy>().expect_err(text);
        assert!(error.to_string().contains("help: "), "{error}");
    }
}

// Red when: `count` of policy/src/read/values.rs reads 0 as 1.
#[test]
fn no_attempts_is_an_error_when_the_policy_is_read() {
    let error = "attempts = 0".parse::<Policy>().expect_err("nothing would run");
    assert!(error.to_string().starts_with("`attempts` is 0"), "{error}");
    assert!("0".parse::<Attempts>().is_err());
}
