//! What a site's names stand for.

use std::fmt;
use std::sync::Arc;

use resilin_policy::{BreakerRef, QuotaRef, RetryBudgetRef, Table, TableRef};

use super::Site;
use crate::breaker::{Breaker, Family, rendered};
use crate::budget::RetryBudget;
use crate::quota::Quota;
use crate::registry::Registry;
use crate::telemetry::{self, Gate};

/// In the process's own registry. What is found there is kept: later calls find it without a lock.
impl Site {
    /// The breaker that the policy names.
    #[inline]
    pub(crate) fn breaker(&self) -> Option<&Breaker> {
        Some(self.family(self.policy.breaker()?).breaker())
    }

    /// The breaker of this key, a whole name.
    pub(crate) fn breaker_of(&self, key: fmt::Arguments<'_>) -> Option<Breaker> {
        let named = self.policy.breaker()?;
        Some(of_key(Registry::global(), self.family(named), named, key))
    }

    /// The quota that the policy names.
    #[inline]
    pub(crate) fn quota(&self) -> Option<&Quota> {
        let named = self.policy.quota()?;
        Some(self.quota.get().unwrap_or_else(|| self.found_quota(named)))
    }

    /// The retry budget that the policy names.
    #[inline]
    pub(crate) fn budget(&self) -> Option<&RetryBudget> {
        let named = self.policy.retry_budget()?;
        Some(self.budget.get().unwrap_or_else(|| self.found_budget(named)))
    }

    /// The rules of the table that the policy names. One that nobody has defined is told once.
    #[inline]
    pub(crate) fn table(&self) -> Option<Arc<Table>> {
        if self.policy.written().table.is_none() { None } else { self.found_table() }
    }

    #[inline(never)]
    fn found_table(&self) -> Option<Arc<Table>> {
        let named = self.table_ref()?;
        let rules = self.table.get_or_init(|| Registry::global().named_table(named)).rules();
        self.told_of(named.name(), rules)
    }

    #[inline]
    fn family(&self, named: &BreakerRef) -> &Family {
        self.family.get().unwrap_or_else(|| self.found_family(named))
    }

    /// Told only when it is found for good, as are the next two: what listens may call this very site.
    #[cold]
    fn found_family(&self, named: &BreakerRef) -> &Arc<Family> {
        let (found, agreed) =
            Registry::global().breaker_shelf().declared(named.parent(), &self.written_of_breaker(named));
        let is_first = self.family.set(Arc::clone(&found)).is_ok();
        if is_first && !agreed {
            telemetry::settings_differ(self, Gate::Breaker, found.breaker().name());
        }
        self.family.get_or_init(|| found)
    }

    #[cold]
    fn found_quota(&self, named: &QuotaRef) -> &Quota {
        let (found, agreed) =
            Registry::global().quota_shelf().declared(named.name(), &self.written_of_quota(named));
        let is_first = self.quota.set(found.clone()).is_ok();
        if is_first && !agreed {
            telemetry::settings_differ(self, Gate::Quota, named.name());
        }
        self.quota.get_or_init(|| found)
    }

    #[cold]
    fn found_budget(&self, named: &RetryBudgetRef) -> &RetryBudget {
        let (found, agreed) =
            Registry::global().budget_shelf().declared(named.name(), &self.written_of_budget(named));
        let is_first = self.budget.set(found.clone()).is_ok();
        if is_first && !agreed {
            telemetry::settings_differ(self, Gate::RetryBudget, named.name());
        }
        self.budget.get_or_init(|| found)
    }

    fn table_ref(&self) -> Option<&TableRef> {
        self.policy.written().table.as_ref().filter(|named| named.name() != Table::STANDARD)
    }

    fn told_of(&self, name: &str, rules: Option<Arc<Table>>) -> Option<Arc<Table>> {
        if rules.is_none() && self.told().no_table.first() {
            telemetry::no_table(self, name);
        }
        rules
    }
}

/// What a site's names stand for in a registry of its own. They are looked up by each call, but for the table, which only
/// failures need.
#[derive(Debug)]
pub(crate) struct Names {
    registry: Registry,
    quota: Option<Quota>,
    budget: Option<RetryBudget>,
}

impl Names {
    pub(crate) fn find(site: &Site, registry: &Registry) -> Self {
        let quota = site.policy.quota().map(|named| {
            let (found, agreed) = registry.quota_shelf().declared(named.name(), &site.written_of_quota(named));
            site.tell_unless(agreed, Gate::Quota, named.name());
            found
        });
        let budget = site.policy.retry_budget().map(|named| {
            let (found, agreed) = registry.budget_shelf().declared(named.name(), &site.written_of_budget(named));
            site.tell_unless(agreed, Gate::RetryBudget, named.name());
            found
        });
        Self { registry: registry.clone(), quota, budget }
    }

    /// The breaker that the policy names; where arguments are part of its name, that of this key.
    pub(crate) fn breaker(site: &Site, registry: &Registry, key: Option<fmt::Arguments<'_>>) -> Option<Breaker> {
        let named = site.policy.breaker()?;
        let (family, agreed) = registry.breaker_shelf().declared(named.parent(), &site.written_of_breaker(named));
        site.tell_unless(agreed, Gate::Breaker, family.breaker().name());
        Some(match key {
            Some(key) => of_key(registry, &family, named, key),
            None => family.breaker().clone(),
        })
    }

    pub(crate) const fn quota(&self) -> Option<&Quota> {
        self.quota.as_ref()
    }

    pub(crate) const fn budget(&self) -> Option<&RetryBudget> {
        self.budget.as_ref()
    }

    pub(crate) fn table(&self, site: &Site) -> Option<Arc<Table>> {
        let named = site.table_ref()?;
        site.told_of(named.name(), self.registry.named_table(named).rules())
    }
}

impl Site {
    /// Once a site, whatever the registry: it is the same mistake.
    fn tell_unless(&self, agreed: bool, gate: Gate, name: &str) {
        if !agreed && self.told().settings_differ.first() {
            telemetry::settings_differ(self, gate, name);
        }
    }
}

fn of_key(registry: &Registry, family: &Family, named: &BreakerRef, key: fmt::Arguments<'_>) -> Breaker {
    let find = |name: &str| registry.breaker_shelf().key(family, name);
    // A name that is all data is a key of the name as it is written.
    let is_whole = named.name().contains('/');
    if is_whole { rendered(key, find) } else { rendered(format_args!("{}/{key}", named.name()), find) }
}
