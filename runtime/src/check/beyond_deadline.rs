//! Policies whose deadline cuts what they allow.

use resilin_policy::{Policy, worst_case_in};

use super::{CheckFinding, CheckedSite, FindingKind};
use crate::explain::policy_in_force;
use crate::{Site, text};

/// A deadline that comes before the end of what the rest of the policy allows.
pub(super) fn found(site: &Site) -> Option<CheckFinding> {
    let deadline = site.policy().deadline()?;
    let mut settings = policy_in_force(site).written().clone();
    settings.deadline = None;
    let worst = worst_case_in(&Policy::from_checked(settings), site.compiled().context());
    let (longest, what) = match (worst.total, worst.waiting) {
        (Some(total), _) => (total, "attempts and waits"),
        (None, Some(waiting)) => (waiting, "waits alone"),
        (None, None) => return None,
    };
    if longest <= deadline {
        return None;
    }
    let (longest, deadline) = (text::time(longest), text::time(deadline));
    let message = format!("the {what} of `{}` can take {longest}, beyond its deadline of {deadline}", site.name());
    let help = format!("write fewer `attempts`, a shorter `backoff` or `timeout`, or `deadline = {longest}`");
    let sites = vec![CheckedSite::of(site)];
    Some(CheckFinding { kind: FindingKind::BeyondDeadline, message, sites, help })
}
