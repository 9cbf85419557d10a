//! What the names of a site stand for at this moment. Looking makes nothing: a name that nobody has used yet has what the
//! site itself would give it.

use resilin_policy::{
    BreakerRef, BreakerSettings, Policy, QuotaRef, QuotaSettings, RetryBudgetRef, RetryBudgetSettings, Table,
    TableRef,
};

use crate::Site;
use crate::budget::RetryBudget;
use crate::registry::Registry;
use crate::snapshot::{breaker_state, quota_state};

/// A named gate: what it goes by, and what it is at this moment.
pub(super) struct InForce<S> {
    pub(super) settings: S,
    /// In words; `None` where nobody has used it yet, or where it is not one alone.
    pub(super) state: Option<String>,
}

/// The process's registry, if the site's names are looked up there.
pub(super) fn registry(site: &Site) -> Option<&'static Registry> {
    (!site.is_scoped()).then(Registry::global)
}

pub(super) fn breaker(site: &Site, named: &BreakerRef) -> InForce<BreakerSettings> {
    let shelf = registry(site).map(Registry::breaker_shelf);
    let settings = shelf.map(|shelf| shelf.held_of(named.parent()).in_force_beside(*named.settings()));
    let breaker = shelf.and_then(|shelf| shelf.look(named.parent())).filter(|_| !named.is_keyed());
    InForce {
        settings: settings.unwrap_or(*named.settings()),
        state: breaker.map(|breaker| breaker_state(&breaker.snapshot())),
    }
}

pub(super) fn quota(site: &Site, named: &QuotaRef) -> InForce<QuotaSettings> {
    let shelf = registry(site).map(Registry::quota_shelf);
    let shared = shelf.map(|shelf| shelf.held_of(named.name()).in_force_beside(*named.settings()));
    let shared = shared.unwrap_or(*named.settings());
    // How long a site waits is its own affair.
    let settings = QuotaSettings { wait_up_to: named.settings().wait_up_to.or(shared.wait_up_to), ..shared };
    let quota = shelf.and_then(|shelf| shelf.look(named.name()));
    InForce { settings, state: quota.map(|quota| quota_state(&quota.snapshot())) }
}

pub(super) fn budget(site: &Site, named: &RetryBudgetRef) -> InForce<RetryBudgetSettings> {
    let shelf = registry(site).map(Registry::budget_shelf);
    let settings = shelf.map(|shelf| shelf.held_of(named.name()).in_force_beside(*named.settings()));
    let budget = shelf.and_then(|shelf| shelf.look(named.name()));
    InForce { settings: settings.unwrap_or(*named.settings()), state: budget.map(|budget| balance(&budget)) }
}

/// The rules of the table that the site names; `None` where it names none, or one without rules.
pub(super) fn table(site: &Site) -> Option<Table> {
    let name = site.policy().table().filter(|name| *name != Table::STANDARD)?;
    let defined = registry(site).and_then(|registry| registry.table(name));
    defined.or_else(|| site.policy().table_rules().cloned())
}

/// The policy of a site, with what its names stand for: what it comes to can be worked out from it alone.
pub(crate) fn policy(site: &Site) -> Policy {
    let mut settings = site.policy().written().clone();
    if let Some(named) = &mut settings.quota {
        named.settings = quota(site, named).settings;
    }
    if let Some(TableRef { rules, .. }) = &mut settings.table {
        *rules = Some(table(site).unwrap_or_default());
    }
    Policy::from_checked(settings)
}

fn balance(budget: &RetryBudget) -> String {
    format!("{} left", budget.balance())
}
