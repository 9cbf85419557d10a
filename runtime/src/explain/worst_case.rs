//! The longest that a call can take.

use std::time::Duration;

use resilin_policy::{Compiled, Delays, Policy, granted, worst_case_in};

use super::in_force;
use super::rules::Ruled;
use crate::Site;

/// The longest that a call can take, if no server asks for longer waits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct WorstCase {
    /// All waits together: between attempts, and for a quota. `None` if nothing bounds them.
    #[cfg_attr(feature = "serde", serde(rename = "waiting_seconds", serialize_with = "crate::seconds::of_some"))]
    pub waiting: Option<Duration>,
    /// The whole call. `None` if nothing bounds it.
    #[cfg_attr(feature = "serde", serde(rename = "total_seconds", serialize_with = "crate::seconds::of_some"))]
    pub total: Option<Duration>,
    /// Why nothing bounds it, where that is so.
    pub unbounded: Option<String>,
}

pub(super) fn of(site: &Site) -> WorstCase {
    let policy = in_force::policy(site);
    let worst = worst_case_in(&policy, site.compiled().context());
    let total = worst.total.filter(|_| is_cut(site));
    let unbounded = total.is_none().then(|| why(site, worst.waiting).to_owned());
    WorstCase { waiting: worst.waiting, total, unbounded }
}

/// Whether an attempt ends when its time is over.
fn is_cut(site: &Site) -> bool {
    site.compiled().has(Compiled::ASYNC)
}

fn why(site: &Site, waiting: Option<Duration>) -> &'static str {
    match waiting {
        None => "`attempts = unlimited` without a `deadline` has no end",
        Some(_) if !is_cut(site) => "a blocking body cannot be cut short",
        Some(_) if site.is_leased() => "only a `deadline` bounds the wait for credentials",
        Some(_) => "neither a `timeout` nor a `deadline` bounds an attempt",
    }
}

/// What a server gets that asks for a longer wait, in words.
pub(super) fn hints(policy: &Policy, classes: &[Ruled]) -> Option<String> {
    let hints = classes.iter().filter_map(|class| match class.rule.retry()?.delays {
        Delays::Own(shape) => Some(shape.longest_hint()),
        _ => Some(policy.backoff().longest_hint()),
    });
    let longest = hints.max().filter(|_| policy.retries())?;
    Some(granted(policy, longest))
}
