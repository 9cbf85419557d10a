//! What a policy says of itself, and how long it can take.

use std::time::Duration;

use resilin_policy::{
    Policy, Settings, TableRef, Target, Tokens, built_in_class, describe, read, read_retry_budget, worst_case,
};

fn policy(text: &str) -> Policy {
    let reading = read(text, Target::AsyncFn);
    assert_eq!(reading.findings, [], "in `{text}`");
    Policy::from_checked(reading.settings)
}

#[track_caller]
fn says(text: &str, line: &str) {
    let description = describe(&policy(text));
    assert!(description.lines().any(|it| it.trim_start_matches("- ") == line), "`{text}` says\n{description}");
}

// Red when: `series` of describe.rs has an end for four delays, too, or `spread` tells a jitter of nothing.
#[test]
fn delays_are_listed_as_far_as_they_go() {
    says(
        "backoff = exp(1s, 2, 60s), attempts = 5, jitter = equal",
        "Delays: 1s, 2s, 4s, 8s, each drawn at random between half of that and that.",
    );
    says("backoff = exp(1s, 2, 60s), attempts = 6, jitter = 0", "Delays: 1s, 2s, 4s, 8s, … up to 16s.");
}

// Red when: `lengthened` of describe/rules.rs needs a first delay, or tells of delays that are as long as they may be;
// or `own_delays` has no words of its own for what is drawn.
#[test]
fn what_rules_do_to_delays_is_told() {
    says(
        "backoff = linear(0s, 1s, 10s)",
        "For throttling, 1s, 2s; for errors of no known class, 4 times the delay, up to 10s.",
    );
    says("backoff = exp(10s, 2, 10s)", "For throttling, 1s, 2s.");
    says(
        "backoff = exp(10s, 2, 10s), on(throttled = retry(decorrelated(1s, 10s)))",
        "For throttling, between 1s and three times the delay before, up to 10s.",
    );
}

// Red when: `longest` or `granted` of describe.rs tells of a wait of nothing.
#[test]
fn a_wait_of_nothing_is_not_told() {
    says(
        "on(throttled = fail, unknown = fail), backoff = none, timeout = 1s",
        "At most 3s in all. A server that asks for a longer wait gets no retry.",
    );
}

// Red when: `waits` of worst_case.rs takes another wait than the last for those beyond the first thousand.
#[test]
fn what_is_not_added_up_counts_as_the_last() {
    let text = "on(throttled = fail, unknown = fail), backoff = linear(1s, 1ms, 10h), attempts = 2000";
    // 1 s to 1.999 s one by one, then 999 times 2.998 s.
    assert_eq!(worst_case(&policy(text)).waiting, Some(Duration::from_millis(1_499_500 + 999 * 2_998)));
}

// Red when: `custom` of known.rs takes the rules of the table that the policy's own displace, or no others.
#[test]
fn the_rule_that_is_nearer_is_told() {
    let near = policy("on(\"x\" = fail, \"z\" = retry)");
    let rules = "\"x\" = retry, \"y\" = retry".parse().expect("a table");
    let table = Some(TableRef::with_rules("t", rules));
    let both = Policy::from_checked(Settings { table, ..near.written().clone() });
    let description = describe(&both);
    let (mut lines, x, y, z) = (description.lines(), "`x`", "`y`", "`z`");
    let retried = lines.next().unwrap_or_default();
    let returned = lines.next().unwrap_or_default();
    assert!(retried.contains(y) && retried.contains(z) && !retried.contains(x), "{description}");
    assert!(returned.contains(x) && !returned.contains(y) && !returned.contains(z), "{description}");
    assert_eq!(description.matches(x).count(), 1, "{description}");
}

#[test]
fn a_percentage_can_be_a_power_of_ten() {
    assert_eq!(policy("jitter = 1e1%"), policy("jitter = 0.1"));
}

#[test]
fn a_class_that_nobody_knows_is_named() {
    let unknown = built_in_class("trottled").expect_err("it is misspelt");
    assert_eq!(unknown.to_string(), "unknown class `trottled`");
}

#[test]
fn tokens_are_shown_as_they_are_written() {
    let budget = read_retry_budget("tokens = 5.5").settings;
    assert_eq!(budget.tokens.map(|tokens: Tokens| format!("{tokens:?}")), Some("5.5".to_owned()));
}

#[cfg(feature = "toml")]
#[test]
fn a_section_with_something_in_it_is_not_empty() {
    use resilin_policy::{Document, Usage};

    let (document, findings) = Document::read("[policies.feed]\nattempts = 5\n", Usage::Compiled);
    assert_eq!(findings, []);
    assert!(!document.policies.is_empty());
    assert!(document.breakers.is_empty());
}
