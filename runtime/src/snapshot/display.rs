//! A snapshot as a table.

use std::fmt;
use std::time::Duration;

use super::{BreakerEntry, QuotaEntry, RetryBudgetEntry, SiteEntry, Snapshot};
use crate::text::{about, columns};
use crate::{BreakerSnapshot, BreakerState, QuotaSnapshot};

impl fmt::Display for Snapshot {
    /// A block for each kind of thing that there is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blocks = [
            block(["site", "policy"], self.sites.iter().map(site)),
            block(["breaker", "state", "for", "failures", "opens", "rejected"], self.breakers.iter().map(breaker)),
            block(["quota", "state", "for", "closings", "refused"], self.quotas.iter().map(quota)),
            block(["retry budget", "left", "settings"], self.retry_budgets.iter().map(retry_budget)),
        ];
        let blocks: Vec<String> = blocks.into_iter().flatten().collect();
        f.write_str(&blocks.join("\n"))
    }
}

fn block<const N: usize>(head: [&str; N], rows: impl Iterator<Item = Vec<String>>) -> Option<String> {
    let rows: Vec<Vec<String>> = std::iter::once(head.map(str::to_owned).to_vec()).chain(rows).collect();
    (rows.len() > 1).then(|| columns(0, &rows))
}

fn site(site: &SiteEntry) -> Vec<String> {
    let policy = if site.policy.is_empty() { "the defaults" } else { &site.policy };
    let overridden = if site.overridden { "  (overridden)" } else { "" };
    vec![site.name.to_owned(), format!("{policy}{overridden}")]
}

fn breaker(breaker: &BreakerEntry) -> Vec<String> {
    let seen = &breaker.snapshot;
    let cells = [failures(seen), seen.opens.to_string(), seen.rejected.to_string()];
    [vec![breaker.name.clone(), breaker_state(seen), about(seen.since)], cells.to_vec()].concat()
}

/// Of a window, the share.
fn failures(seen: &BreakerSnapshot) -> String {
    match seen.calls {
        Some(calls) => format!("{} of {calls}", seen.failures),
        None => seen.failures.to_string(),
    }
}

fn quota(quota: &QuotaEntry) -> Vec<String> {
    let seen = &quota.snapshot;
    vec![
        quota.name.clone(),
        quota_state(seen),
        about(seen.since),
        seen.closings.to_string(),
        seen.refused.to_string(),
    ]
}

/// The state, with what is left of it.
pub(crate) fn breaker_state(seen: &BreakerSnapshot) -> String {
    let state = match seen.state {
        BreakerState::HalfOpen => "half-open",
        BreakerState::ForcedOpen => "forced open",
        state => state.name(),
    };
    until(state, seen.retry_after)
}

/// The state, with what is left of it.
pub(crate) fn quota_state(seen: &QuotaSnapshot) -> String {
    until(seen.state.name(), seen.resets_in)
}

fn until(state: &str, left: Option<Duration>) -> String {
    left.map_or_else(|| state.to_owned(), |left| format!("{state}, {} left", about(left)))
}

fn retry_budget(budget: &RetryBudgetEntry) -> Vec<String> {
    let settings = if budget.settings.is_empty() { "the defaults" } else { &budget.settings };
    vec![budget.name.clone(), budget.balance.to_string(), settings.to_owned()]
}
