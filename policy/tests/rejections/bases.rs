//! The policy that others refine: `policy = "reads"`.

use super::{refused, told};
use resilin_policy::{Base, Context, Policy, Reading, Target, read};

const HELP: &str = "write the policy's keys here instead of its name";
const MESSAGE: &str = "named policies come from `resilience.toml`, which is read when the program is compiled";

// Red when: `base_without_a_file` of combine.rs answers `None`.
#[test]
fn without_a_file_there_are_no_named_policies() {
    refused("policy = \"reads\"", &[("policy = \"reads\"", MESSAGE, HELP)]);
    refused("attempts = 5, policy = reads", &[("policy = reads", MESSAGE, HELP)]);
    assert!("policy = reads".parse::<Policy>().is_err());
}

fn with_policies(text: &str) -> Reading {
    read(text, Context::from(Target::Text).with_named_policies())
}

#[test]
fn where_there_are_it_is_no_setting_of_the_policy() {
    let reading = with_policies("attempts = 5, policy = \"reads\"");
    let Base { name, range, .. } = reading.base.clone().expect("it was just written");
    assert_eq!((name.as_str(), range), ("reads", 24..29));
    assert_eq!((reading.place("policy"), reading.name_place("policy")), (Some(14..30), Some(24..29)));
    assert_eq!(Policy::from_checked(reading.settings).to_string(), "attempts = 5");
    assert_eq!(with_policies("policy = a/b.c").base, None);
    assert!(with_policies("policy = \"a/b.c\"").base.is_some());
}

#[track_caller]
fn refused_with_policies(text: &str, expected: &[super::Expected<'_>]) {
    assert_eq!(told(text, &with_policies(text).findings), expected, "in `{text}`");
}

#[test]
fn names_that_are_none() {
    let as_in = "write it as in `reads`";
    refused_with_policies(
        "policy = \"\"",
        &[("policy = \"\"", "`policy` has no value", "write it as in `policy = \"reads\"`")],
    );
    refused_with_policies("policy = \"my reads\"", &[(" ", "a policy's name cannot hold a blank", as_in)]);
    refused_with_policies("policy = \"{a}\"", &[("{", "a policy's name takes no placeholders", as_in)]);
    refused_with_policies(
        "policy = none",
        &[("none", "`none` is no name for a policy", "leave `policy` out where there is none")],
    );
    let expected = "write it as in `policy = \"reads\"`";
    refused_with_policies("policy = 5", &[("5", "expected a policy's name, found `5`", expected)]);
    refused_with_policies(
        "policy = reads(5)",
        &[("reads(5)", "expected a policy's name, found `reads(5)`", expected)],
    );
    let keys = "`policy` takes the name of a policy, not its keys";
    let beside = "write the keys beside it, as in `policy = \"reads\", attempts = 5`";
    refused_with_policies("policy = \"attempts = 5\"", &[("\"attempts = 5\"", keys, beside)]);
    refused_with_policies("policy(reads)", &[("(", "expected `=` after `policy`, found `(`", expected)]);
    refused_with_policies(
        "policy = a, policy = b",
        &[("policy", "`policy` is written twice", "keep one of the two")],
    );
}

// Red when: any check of combine.rs that needs a key asks `left_out` instead of `is_missing`.
#[test]
fn a_part_is_judged_without_defaults() {
    let findings = |text: &str| {
        let findings = read(text, Context::from(Target::AsyncFn).partial()).findings;
        findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    for part in [
        "attempts = unlimited",
        "deadline = 100ms",
        "deadline = 1s, backoff = fixed(2s)",
        "on(auth = refresh)",
        "breaker(a, calls = 10)",
        "breaker(a, min_calls = 500)",
        "breaker(a, slow_call_rate = 50%)",
        "retry_budget(a, cost = 2)",
        "retry_budget(a, tokens = 2)",
        "retry_budget(a, tokens = 5, cost = 0)",
        "retry_budget(a, tokens = 6, failure_cost = 2)",
        "retry_budget(a, ratio = 20%, cost = 5)",
    ] {
        assert_eq!(findings(part), Vec::<String>::new(), "{part}");
        assert!(
            part == "deadline = 1s, backoff = fixed(2s)" || !read(part, Target::AsyncFn).findings.is_empty(),
            "{part}"
        );
    }
    for whole in [
        "attempts = 1, max_wait = 1s",
        "deadline = 1s, timeout = 2s",
        "deadline = 1s, backoff = fixed(2s), attempts = 2",
        "backoff = none, jitter = full",
        "attempts = 1, on(server = retry)",
        "breaker(a, calls = 10, within = 1s)",
        "breaker(a, calls = 10, min_calls = 20)",
        "retry_budget(a, tokens = 2, ratio = 10%)",
        "retry_budget(a, tokens = 2, cost = 3)",
        "retry_budget(a, tokens = 2, above = 3)",
        "retry_budget(a, tokens = 6, cost = 5, above = 0, failure_cost = 2)",
        "attempts = 0",
    ] {
        assert_eq!(findings(whole).len(), 1, "{whole}");
    }
}
