//! What is refused though each part of it is right.

use crate::{refused, refused_blocking};

#[test]
fn a_timeout_is_shorter_than_the_deadline() {
    refused(
        "timeout = 5s, deadline = 5s",
        &[(
            "timeout = 5s",
            "`timeout` is not shorter than `deadline`: it could never end an attempt",
            "write less than `5s`, or leave one of the two out",
        )],
    );
    refused(
        "deadline = 5s, timeout = 6s",
        &[(
            "timeout = 6s",
            "`timeout` is not shorter than `deadline`: it could never end an attempt",
            "write less than `5s`, or leave one of the two out",
        )],
    );
}

#[test]
fn a_deadline_leaves_time_for_a_retry() {
    refused(
        "deadline = 200ms",
        &[(
            "deadline = 200ms",
            "`deadline` is over before the first retry, which waits `200ms`",
            "write a longer `deadline`, or a `backoff` that is quicker than the default `exp(200ms, 2, 20s)`",
        )],
    );
    refused(
        "deadline = 100ms, attempts = unlimited",
        &[(
            "deadline = 100ms",
            "`deadline` is over before the first retry, which waits `200ms`",
            "write a longer `deadline`, or a `backoff` that is quicker than the default `exp(200ms, 2, 20s)`",
        )],
    );
    refused(
        "backoff = fixed(30s), deadline = 30s",
        &[(
            "deadline = 30s",
            "`deadline` is over before the first retry, which waits `30s`",
            "write a longer `deadline`, or a shorter first delay",
        )],
    );
    refused(
        "backoff = decorrelated(3s, 60s), deadline = 2s",
        &[(
            "deadline = 2s",
            "`deadline` is over before the first retry, which waits `3s`",
            "write a longer `deadline`, or a shorter first delay",
        )],
    );
}

#[test]
fn retry_keys_need_retries() {
    refused(
        "attempts = 1, backoff = none, jitter = full, max_wait = 5s",
        &[
            (
                "backoff = none",
                "`backoff` has no effect with `attempts = 1`: nothing is retried",
                "leave it out, or allow 2 attempts or more",
            ),
            (
                "jitter = full",
                "`jitter` has no effect with `attempts = 1`: nothing is retried",
                "leave it out, or allow 2 attempts or more",
            ),
            (
                "max_wait = 5s",
                "`max_wait` has no effect with `attempts = 1`: nothing is retried",
                "leave it out, or allow 2 attempts or more",
            ),
        ],
    );
}

// Red when: `Setting::RetryBudget` is left out of `findings` in read/combine.rs.
#[test]
fn a_retry_budget_needs_retries() {
    for entry in ["retry_budget = \"api\"", "retry_budget(api, ratio = 10%)"] {
        refused(
            &format!("{entry}, attempts = 1"),
            &[(
                entry,
                "`retry_budget` has no effect with `attempts = 1`: nothing is retried",
                "leave it out, or allow 2 attempts or more",
            )],
        );
        refused(&format!("{entry}, attempts = 2"), &[]);
    }
}

#[test]
fn jitter_needs_delays_that_it_can_vary() {
    refused(
        "backoff = none, jitter = full",
        &[(
            "jitter = full",
            "`jitter` has no effect with `backoff = none`: there are no delays to vary",
            "leave one of the two out",
        )],
    );
    refused(
        "jitter = 0.25, backoff = decorrelated(1s, 60s)",
        &[(
            "jitter = 0.25",
            "`jitter` has no effect with `decorrelated`: its delays are random already",
            "leave `jitter` out, or choose another shape",
        )],
    );
}

#[test]
fn something_has_to_end_the_call() {
    refused(
        "attempts = unlimited",
        &[(
            "attempts = unlimited",
            "`attempts = unlimited` needs a `deadline` or a `breaker`: nothing else would end the call",
            "add one, as in `deadline = 5m` or `breaker = \"api\"`",
        )],
    );
}

#[test]
fn a_blocking_function_has_no_timeout() {
    refused_blocking(
        "timeout = 6s, deadline = 5s",
        &[(
            "timeout = 6s",
            "`timeout` needs an async function: a blocking call cannot be cut short",
            "use the client's own timeout; a `deadline` ends the retries",
        )],
    );
}

#[test]
fn findings_are_in_the_order_of_the_text() {
    refused(
        "deadline = 1ms, timeout = 1h, jitter = 7",
        &[
            (
                "deadline = 1ms",
                "`deadline` is over before the first retry, which waits `200ms`",
                "write a longer `deadline`, or a `backoff` that is quicker than the default `exp(200ms, 2, 20s)`",
            ),
            (
                "timeout = 1h",
                "`timeout` is not shorter than `deadline`: it could never end an attempt",
                "write less than `1ms`, or leave one of the two out",
            ),
            (
                "7",
                "`jitter` is not between 0 and 1: a delay cannot vary by more than itself",
                "did you mean `7%`?",
            ),
        ],
    );
}
