//! What is read from which text.

use resilin_policy::{Attempts, Backoff, Finding, Jitter, KeyKind, Policy, Target, key_kind, read};
use std::{num::NonZeroU32, time::Duration};

#[track_caller]
fn policy(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn timeout(text: &str) -> Duration {
    policy(&format!("timeout = {text}")).timeout().expect("the timeout that was just written")
}

#[test]
fn durations_are_exact() {
    for (text, nanos) in [
        ("1ns", 1),
        ("1us", 1_000),
        ("1\u{B5}s", 1_000),
        ("1\u{3BC}s", 1_000),
        ("1_000ms", 1_000_000_000),
        ("1.5s", 1_500_000_000),
        ("0.000000001s", 1),
        ("1.500000000000000000000000000s", 1_500_000_000),
        ("2m", 120_000_000_000),
        ("2min", 120_000_000_000),
        ("1m30s", 90_000_000_000),
        ("1d2h3m4s5ms6us7ns", 93_784_005_006_007),
    ] {
        assert_eq!(timeout(text).as_nanos(), nanos, "{text}");
    }
    assert_eq!(timeout("18446744073709551615.999999999s"), Duration::MAX);
}

#[test]
fn the_finest_decimals_of_a_day_come_out_even() {
    // 2^-16 days are the shortest time that takes all sixteen decimals.
    assert_eq!(timeout("0.0000152587890625d").as_nanos(), 1_318_359_375);
}

#[test]
fn shapes_are_read() {
    let (s1, s2, s9) = (Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(9));
    for (text, shape) in [
        ("exp(1s, 2, 9s)", Backoff::Exponential { first: s1, factor: 2.0, cap: s9 }),
        ("exp ( 1s,1_0.5 , 9s, )", Backoff::Exponential { first: s1, factor: 10.5, cap: s9 }),
        ("linear(0s, 2s, 9s)", Backoff::Linear { first: Duration::ZERO, step: s2, cap: s9 }),
        ("fib(1s, 1s)", Backoff::Fibonacci { first: s1, cap: s1 }),
        ("fixed(0s)", Backoff::Fixed(Duration::ZERO)),
        ("decorrelated(2s, 9s)", Backoff::Decorrelated { base: s2, cap: s9 }),
        ("none", Backoff::None),
    ] {
        assert_eq!(policy(&format!("backoff = {text}")).backoff(), shape, "{text}");
        assert_eq!(policy(&format!("backoff = \" {text} \",")).backoff(), shape, "{text}");
        assert_eq!(text.parse(), Ok(shape), "{text}");
    }
}

#[test]
fn jitter_and_attempts_are_read() {
    for (text, jitter) in [
        ("0.25", Jitter::Proportional(0.25)),
        ("25%", Jitter::Proportional(0.25)),
        ("25 %", Jitter::Proportional(0.25)),
        ("0", Jitter::Proportional(0.0)),
        ("1", Jitter::Proportional(1.0)),
        ("100%", Jitter::Proportional(1.0)),
        ("full", Jitter::Full),
        ("equal", Jitter::Equal),
        ("none", Jitter::None),
    ] {
        assert_eq!(policy(&format!("jitter = {text}")).jitter(), jitter, "{text}");
        assert_eq!(text.parse(), Ok(jitter), "{text}");
    }
    assert_eq!("4_294_967_295".parse(), Ok(Attempts::Limited(NonZeroU32::MAX)));
    assert_eq!("unlimited".parse(), Ok(Attempts::Unlimited));
    assert!(!policy("attempts = 1").retries());
    assert!("".parse::<Attempts>().is_err() && "full, 3".parse::<Jitter>().is_err());
}

#[test]
fn only_what_was_written_is_kept() {
    assert_eq!(policy(""), Policy::DEFAULT);
    assert_eq!(policy(" \n\t"), Policy::DEFAULT);
    assert_ne!(policy("attempts = 3"), Policy::DEFAULT);
    assert!(!policy("idempotent = false").idempotent());
    assert_eq!(policy("max_wait = 0s").max_wait(), Some(Duration::ZERO));
    assert_eq!(policy("backoff = fib(1s, 8s)").backoff().longest_hint(), Duration::from_secs(40));
}

#[test]
fn what_could_be_read_is_kept_beside_findings() {
    let reading = read("attempts = 5, timeout = 2, jitter = full, attempts = 6", Target::AsyncFn);
    assert_eq!(reading.settings.attempts, Some(Attempts::Limited(NonZeroU32::MIN.saturating_add(4))));
    assert_eq!((reading.settings.jitter, reading.settings.timeout), (Some(Jitter::Full), None));
    assert_eq!(reading.findings.len(), 2);
}

#[test]
fn what_could_not_be_read_takes_no_part_in_combinations() {
    for text in [
        "attempts = unlimited, deadline = 5",
        "attempts = 0, backoff = none",
        "backoff = exp(1s, 2), deadline = 1ms",
        "backoff = fixed(5), jitter = full, deadline = 100ms",
        "attempts = x, deadline = 100ms",
        "timeout = 5s, deadline = 0s",
        "backoff = fixed(x), backoff = none, jitter = full",
    ] {
        let messages: Vec<_> = read(text, Target::Text).findings.into_iter().map(|it| it.message).collect();
        let repeated = messages.iter().filter(|message| message.ends_with("is written twice")).count();
        assert_eq!(messages.len() - repeated, 1, "{text}: {messages:?}");
    }
}

#[test]
fn what_may_stand_together_is_not_refused() {
    for text in [
        "timeout = 4.999999999s, deadline = 5s",
        "deadline = 200.000001ms",
        "deadline = 1ms, attempts = 1",
        "deadline = 1ms, backoff = none",
        "backoff = decorrelated(1s, 60s), deadline = 2s",
        "attempts = unlimited, deadline = 5m",
        "attempts = 1, timeout = 5s, deadline = 6s, idempotent = false",
        "jitter = full, attempts = 2",
    ] {
        assert_eq!(read(text, Target::AsyncFn).findings, vec![], "{text}");
    }
    assert_eq!(read("deadline = 5s, attempts = 2", Target::BlockingFn).findings, vec![]);
}

#[test]
fn keys_have_their_kinds() {
    let kinds = [
        (
            KeyKind::Setting,
            "policy backoff jitter attempts timeout deadline breaker quota retry_budget table on max_wait idempotent",
        ),
        (KeyKind::Code, "classify validate credentials fallback clone attempt registry name crate"),
        (KeyKind::Later, "rate_limit concurrency_limit hedge"),
        (KeyKind::Unknown, "back_off Backoff retries exp failures circuit_breaker"),
    ];
    for (kind, names) in kinds {
        assert!(names.split(' ').all(|name| key_kind(name) == kind), "{names}");
    }
}

#[test]
fn ranges_point_into_the_content_of_strings_and_behind_wide_characters() {
    let text = "backoff = \"exp(1s, 0.5, 60s)\", timeout = 5\u{B5}, jitter = 7";
    let places: Vec<_> =
        read(text, Target::Text).findings.into_iter().map(|Finding { range, .. }| range).collect();
    assert_eq!(places, [19..22, 42..44, 55..56]);
}
