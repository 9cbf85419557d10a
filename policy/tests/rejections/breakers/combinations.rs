//! What is refused though each setting is right.

use super::settings_refused;
use crate::{refused, told};

#[test]
fn a_rate_is_taken_of_one_window() {
    settings_refused(
        "failure_rate = 50%, calls = 10, within = 60s",
        &[(
            "calls = 10",
            "`calls` and `within` are two windows: a rate is taken of one",
            "leave one of the two out",
        )],
    );
}

#[test]
fn what_belongs_to_a_rate_needs_one() {
    for entry in ["calls = 10", "min_calls = 10", "min_calls = 200"] {
        let key = &entry[..entry.find(' ').expect("an entry")];
        let message = format!("`{key}` has no effect without `failure_rate` or `slow_call`: no rate is taken");
        settings_refused(
            &format!("failures = 3, {entry}"),
            &[(entry, &message, "leave it out, or write a rate, as in `failure_rate = 50%`")],
        );
    }
    settings_refused(
        "failure_rate = 50%, slow_call_rate = 20%",
        &[(
            "slow_call_rate = 20%",
            "`slow_call_rate` has no effect without `slow_call`: no call is slow",
            "write from how long on a call is slow, as in `slow_call = 2s`",
        )],
    );
}

// Red when: `calls < min_calls.get()` in breaker/combine.rs is `calls + 1 < min_calls.get()`.
#[test]
fn a_window_holds_its_min_calls() {
    settings_refused(
        "slow_call = 1s, calls = 10, min_calls = 11",
        &[(
            "min_calls = 11",
            "`min_calls` is above `calls`: the window never holds that many",
            "write `10` or less, or more `calls`",
        )],
    );
    settings_refused(
        "failure_rate = 50%, min_calls = 101",
        &[(
            "min_calls = 101",
            "`min_calls` is above the default of `calls`: the window never holds that many",
            "write `100` or less, or more `calls`",
        )],
    );
}

#[test]
fn what_could_not_be_read_takes_no_part() {
    for (settings, at, message) in [
        ("failure_rate = half, calls = 10", "half", "expected a share, found `half`"),
        ("slow_call = x, slow_call_rate = 50%", "x", "expected a duration, found `x`"),
        ("failure_rate = 50%, calls = x, min_calls = 200", "x", "expected a whole number, found `x`"),
        ("failure_rate = 50%, within = x, min_calls = 200", "x", "expected a duration, found `x`"),
    ] {
        let findings = resilin_policy::read_breaker(settings).findings;
        let told: Vec<_> = told(settings, &findings).into_iter().map(|(at, it, _)| (at, it)).collect();
        assert_eq!(told, [(at, message)], "{settings}");
    }
}

#[test]
fn what_may_stand_together_is_not_refused() {
    for settings in [
        "failure_rate = 50%, calls = 10, min_calls = 10",
        "slow_call = 1s, min_calls = 100",
        "failure_rate = 50%, within = 60s, min_calls = 1000",
        "failures = 3, failure_rate = 50%, calls = 10",
        "failures = 3, within = 60s",
        "probes = 2, successes = 9, probe_timeout = 1s, keys = 5",
    ] {
        settings_refused(settings, &[]);
    }
}

// The breaker may be shared with sites that have no timeout.
#[test]
fn a_slow_call_may_be_longer_than_the_timeout() {
    refused(r#"breaker("api", slow_call = 3s), timeout = 2s"#, &[]);
}

#[test]
fn a_breaker_ends_endless_attempts() {
    refused(r#"attempts = unlimited, breaker = "api""#, &[]);
    // Whatever was meant by it: one finding is enough.
    refused(
        "attempts = unlimited, breaker = 5",
        &[("5", "expected a breaker's name, found `5`", r#"write it as in `breaker = "api"`"#)],
    );
}
