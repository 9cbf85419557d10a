//! What is refused though each rule is right.

use crate::{judged, refused, refused_blocking};
use resilin_policy::{Context, Target, read, read_table};

const SINGLE: &str = "`retry` has no effect with `attempts = 1`: nothing is retried";

// Red when: `Rule::Retry(_) if runs_once` in read/table/combine.rs is only `Rule::RETRY if runs_once`.
#[test]
fn a_single_run_is_not_retried() {
    refused(
        "on(throttled = retry, server = retry(none, attempts = 3, counts = true), client = fail), attempts = 1",
        &[
            ("throttled = retry", SINGLE, "leave it out, or allow 2 attempts or more"),
            (
                "server = retry(none, attempts = 3, counts = true)",
                SINGLE,
                "write `fail(counts = true)`, or allow 2 attempts or more",
            ),
        ],
    );
    refused_blocking(
        "attempts = 1, on(\"mine\" = retry(scale = 2)), backoff = none",
        &[
            ("\"mine\" = retry(scale = 2)", SINGLE, "leave it out, or allow 2 attempts or more"),
            (
                "backoff = none",
                "`backoff` has no effect with `attempts = 1`: nothing is retried",
                "leave it out, or allow 2 attempts or more",
            ),
        ],
    );
    refused(
        "attempts = 1, table = http, quota = llm, on(client = fail(counts = true), quota = cooldown(15m))",
        &[],
    );
}

// Red when: `if !self.context.has_credentials` in read/table/combine.rs is left out, or `Rule::Refresh if runs_once`.
#[test]
fn credentials_are_what_is_renewed() {
    let text = "on(auth = refresh, \"expired\" = refresh(counts = true), client = fail)";
    let message = "`refresh` needs credentials: nothing else can be renewed";
    for (target, way) in [
        (Target::Text, "write it above a function that has `credentials(lease = …)`"),
        (Target::AsyncFn, "add `credentials(lease = …)`"),
        (Target::BlockingFn, "add `credentials(lease = …)`"),
    ] {
        judged(
            text,
            target,
            &[
                ("auth = refresh", message, &format!("{way}, or write `fail`")),
                (
                    "\"expired\" = refresh(counts = true)",
                    message,
                    &format!("{way}, or write `fail(counts = true)`"),
                ),
            ],
        );
        let beside = Context::from(target).with_credentials();
        assert_eq!(read(text, beside).findings, []);
        let once = format!("attempts = 1, {text}");
        // The next call gets what was renewed.
        assert_eq!(read(&once, beside).findings, []);
    }
    // A named table may serve sites that have them.
    assert_eq!(read_table("auth = refresh").findings, []);
}

// Red when: `Beside::finding` has an arm for `Rule::Cooldown`.
#[test]
fn a_cooldown_without_a_quota_is_as_fail() {
    refused("on(quota = cooldown(15m), overload = cooldown(1m, counts = true))", &[]);
    assert_eq!(read_table("quota = cooldown(15m)").findings, []);
}

#[test]
fn a_scale_lengthens_a_delay() {
    for backoff in ["none", "fixed(0s)"] {
        let message = format!("`scale` has no effect with `backoff = {backoff}`: there are no delays to lengthen");
        refused(
            &format!("on(server = retry(scale = 2)), backoff = {backoff}"),
            &[("server = retry(scale = 2)", &message, "write a shape of its own, as in `retry(fixed(1s))`")],
        );
    }
    refused("on(server = retry(scale = 2)), backoff = linear(0s, 1s, 9s)", &[]);
}

// Red when: `varies_own` is left out of `jitter_beside` in read/combine.rs.
#[test]
fn a_jitter_varies_the_delays_of_a_rule() {
    let none = "`jitter` has no effect with `backoff = none`: there are no delays to vary";
    let twice = "`jitter` has no effect with `decorrelated`: its delays are random already";
    let shape = "leave `jitter` out, or choose another shape";
    for rule in ["retry(none)", "retry(decorrelated(1s, 9s))", "retry", "fail"] {
        refused(
            &format!("backoff = none, jitter = full, on(server = {rule})"),
            &[("jitter = full", none, "leave one of the two out")],
        );
        refused(
            &format!("backoff = decorrelated(1s, 9s), jitter = full, on(server = {rule})"),
            &[("jitter = full", twice, shape)],
        );
    }
    refused("backoff = none, jitter = full, on(server = retry(fixed(1s)))", &[]);
    refused("backoff = decorrelated(1s, 9s), jitter = full, on(server = retry(fixed(1s), attempts = 2))", &[]);
}

#[test]
fn what_could_not_be_read_takes_no_part() {
    let findings = read("on(auth = refresh(5m), server = retry(scale = 1)), attempts = 1", Target::Text).findings;
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["`refresh` takes no `5m`", "`scale` is 1: the delays would be the site's own"]);
}
