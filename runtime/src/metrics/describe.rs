//! What exporters are told of the metrics.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

pub(super) fn all() {
    calls();
    breakers();
    rest();
}

fn calls() {
    describe_counter!("resilience_calls_total", Unit::Count, "Calls that have ended.");
    describe_histogram!(
        "resilience_call_duration_seconds",
        Unit::Seconds,
        "How long calls took, with all attempts and waits."
    );
    describe_counter!("resilience_attempts_total", Unit::Count, "Runs of bodies that have ended.");
    describe_histogram!("resilience_retry_delay_seconds", Unit::Seconds, "How long the next attempt was put off.");
    describe_counter!(
        "resilience_gave_up_total",
        Unit::Count,
        "Calls whose last attempt failed and was not retried."
    );
    describe_counter!("resilience_rejected_total", Unit::Count, "Calls that the policy ended.");
}

fn breakers() {
    describe_gauge!("resilience_breaker_state", Unit::Count, "Breakers that are in the state now.");
    describe_counter!(
        "resilience_breaker_transitions_total",
        Unit::Count,
        "Transitions of breakers from one state to another."
    );
    describe_counter!(
        "resilience_breaker_state_seconds_total",
        Unit::Seconds,
        "Time that breakers have spent in the state, in whole seconds."
    );
    describe_counter!("resilience_breaker_rejected_total", Unit::Count, "Attempts that breakers have refused.");
}

fn rest() {
    describe_gauge!("resilience_quota_closed", "1 while the quota refuses, else 0.");
    describe_counter!("resilience_quota_closings_total", Unit::Count, "How often the quota was used up.");
    describe_counter!(
        "resilience_credentials_renewals_total",
        Unit::Count,
        "Renewals of credentials that have ended."
    );
    describe_gauge!(
        "resilience_retry_budget_balance",
        "What is in the retry budget: retries where it is a ratio, else tokens."
    );
}
