//! Every key of a policy, and what holds.

use std::fmt::Display;

use resilin_policy::{Policy, QuotaRef, RetryBudgetRef, Settings, Table, TableRef};

use super::provenance;
use crate::{BreakerRef, Site, Source, text};

/// One key of a policy, or one setting of a gate.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// What holds: as the policy language writes it, or in words where what holds by default is no value. `None` where
    /// there is none.
    pub value: Option<String>,
    /// Where that comes from.
    pub source: Source,
}

/// Every key of the policy that new calls at this site go by.
pub(super) fn of_policy(site: &Site) -> Vec<Setting> {
    let written = values(site.policy().written());
    let holding = values(&with_defaults(site.policy()));
    let keys = written.into_iter().zip(holding);
    keys.map(|((key, written), (_, value))| {
        let source = written.map_or(Source::Default, |_| provenance::of_key(site, key));
        let value = value.or_else(|| in_words(site.policy(), key));
        Setting { key, value, source }
    })
    .collect()
}

/// In the order in which a policy is printed. A new key does not compile until it is here.
fn values(settings: &Settings) -> Vec<(&'static str, Option<String>)> {
    let Settings {
        backoff,
        jitter,
        attempts,
        timeout,
        deadline,
        breaker,
        quota,
        retry_budget,
        table,
        on,
        max_wait,
        idempotent,
    } = settings;
    vec![
        ("backoff", printed(backoff.as_ref())),
        ("jitter", printed(jitter.as_ref())),
        ("attempts", printed(attempts.as_ref())),
        ("timeout", timeout.map(text::time)),
        ("deadline", deadline.map(text::time)),
        ("breaker", breaker.as_ref().map(BreakerRef::name).map(str::to_owned)),
        ("quota", quota.as_ref().map(QuotaRef::name).map(str::to_owned)),
        ("retry_budget", retry_budget.as_ref().map(RetryBudgetRef::name).map(str::to_owned)),
        ("table", table.as_ref().map(TableRef::name).map(str::to_owned)),
        ("on", printed(on.as_ref())),
        ("max_wait", max_wait.map(text::time)),
        ("idempotent", printed(idempotent.as_ref())),
    ]
}

fn with_defaults(policy: &Policy) -> Settings {
    let mut settings = policy.written().clone();
    settings.backoff = Some(policy.backoff());
    settings.jitter = Some(policy.jitter());
    settings.attempts = Some(policy.attempts());
    settings.table.get_or_insert(const { TableRef::named(Table::STANDARD) });
    settings.idempotent = Some(policy.idempotent());
    settings
}

/// What holds by default and is no value.
fn in_words(policy: &Policy, key: &str) -> Option<String> {
    let longest = match policy.deadline() {
        Some(_) => "what the deadline leaves",
        None => "5 times the longest delay",
    };
    (key == "max_wait").then(|| longest.to_owned())
}

pub(super) fn printed(value: Option<impl Display>) -> Option<String> {
    value.map(|value| value.to_string())
}
