//! What is counted as it happens.

use metrics::{counter, histogram};

use super::state;
use crate::events::{
    AttemptEnded, BreakerMoved, CallEnded, CredentialsRenewed, GaveUp, QuotaClosed, Rejection, RenewalFailed,
    RetryScheduled,
};
use crate::{Event, Listener};

/// Tells the facade. No handle is kept: an exporter may forget what is idle, and a recorder may come later; a handle of
/// before would count for nobody.
pub(super) struct Recording;

impl Listener for Recording {
    fn heard(&self, event: &Event<'_>) {
        match event {
            Event::CallEnded(call) => call_ended(call),
            Event::AttemptEnded(attempt) => attempt_ended(attempt),
            Event::RetryScheduled(retry) => retry_scheduled(retry),
            Event::GaveUp(given_up) => gave_up(given_up),
            Event::Rejected(rejection) => rejected(rejection),
            Event::BreakerMoved(moved) => breaker_moved(moved),
            Event::QuotaClosed(closed) => quota_closed(closed),
            Event::QuotaOpened(opened) => state::of_quota(opened.quota),
            Event::CredentialsRenewed(CredentialsRenewed { provider, .. }) => renewal_ended(provider, "ok"),
            Event::RenewalFailed(RenewalFailed { provider, reason, .. }) => renewal_ended(provider, reason),
            Event::KeyOut(_) | Event::KeyBack(_) | Event::Noticed(_) => {}
        }
    }
}

fn call_ended(call: &CallEnded) {
    let (site, outcome) = (call.site, call.outcome.name());
    counter!("resilience_calls_total", "site" => site, "outcome" => outcome).increment(1);
    histogram!("resilience_call_duration_seconds", "site" => site, "outcome" => outcome).record(call.took);
}

fn attempt_ended(attempt: &AttemptEnded) {
    counter!("resilience_attempts_total", "site" => attempt.site, "class" => attempt.outcome.name()).increment(1);
}

fn retry_scheduled(retry: &RetryScheduled) {
    histogram!("resilience_retry_delay_seconds", "site" => retry.site).record(retry.delay);
}

fn gave_up(given_up: &GaveUp) {
    counter!("resilience_gave_up_total", "site" => given_up.site, "reason" => given_up.reason.name()).increment(1);
}

fn rejected(rejection: &Rejection<'_>) {
    counter!("resilience_rejected_total", "site" => rejection.site, "reason" => rejection.reason()).increment(1);
}

fn breaker_moved(moved: &BreakerMoved<'_>) {
    let (breaker, from, to) = (moved.family().to_owned(), moved.from.name(), moved.to.name());
    counter!("resilience_breaker_transitions_total", "breaker" => breaker, "from" => from, "to" => to)
        .increment(1);
    state::of_breakers(moved.family());
}

fn quota_closed(closed: &QuotaClosed<'_>) {
    let (quota, reason) = (closed.quota.to_owned(), closed.reason.name());
    counter!("resilience_quota_closings_total", "quota" => quota, "reason" => reason).increment(1);
    state::of_quota(closed.quota);
}

fn renewal_ended(provider: &'static str, outcome: &'static str) {
    counter!("resilience_credentials_renewals_total", "provider" => provider, "outcome" => outcome).increment(1);
}
