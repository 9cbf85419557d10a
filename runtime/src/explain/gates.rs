//! The gates that a site names.

use resilin_policy::{BreakerRef, QuotaRef, RetryBudgetRef, Settings};

use super::gate_settings::{self, Value};
use super::{Setting, in_force, provenance};
use crate::{NamedKind, Site, Source, sites};

/// A breaker, a quota or a retry budget that a site names.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct GateExplanation {
    /// What it is.
    pub kind: NamedKind,
    /// Its name, as the site writes it.
    pub name: String,
    /// Its state at this moment, in words. `None` where nobody has used it yet, where there is one for each key, and where
    /// it is in a registry of its own.
    pub state: Option<String>,
    /// Every setting.
    pub settings: Vec<Setting>,
}

impl GateExplanation {
    /// The setting of this name.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }
}

/// The gates of a site, in the order of the keys.
pub(super) fn of(site: &Site) -> Vec<GateExplanation> {
    [breaker(site), quota(site), budget(site)].into_iter().flatten().collect()
}

fn breaker(site: &Site) -> Option<GateExplanation> {
    let named = site.policy().breaker()?;
    let in_force::InForce { settings, state } = in_force::breaker(site, named);
    let gate = Gate { site, kind: NamedKind::Breaker, name: named.parent() };
    let settings = gate.settings(gate_settings::of_breaker(&settings));
    Some(GateExplanation { kind: gate.kind, name: named.name().to_owned(), state, settings })
}

fn quota(site: &Site) -> Option<GateExplanation> {
    let named = site.policy().quota()?;
    let in_force::InForce { settings, state } = in_force::quota(site, named);
    let gate = Gate { site, kind: NamedKind::Quota, name: named.name() };
    let settings = gate.settings(gate_settings::of_quota(&settings));
    Some(GateExplanation { kind: gate.kind, name: named.name().to_owned(), state, settings })
}

fn budget(site: &Site) -> Option<GateExplanation> {
    let named = site.policy().retry_budget()?;
    let in_force::InForce { settings, state } = in_force::budget(site, named);
    let gate = Gate { site, kind: NamedKind::RetryBudget, name: named.name() };
    let settings = gate.settings(gate_settings::of_budget(&settings));
    Some(GateExplanation { kind: gate.kind, name: named.name().to_owned(), state, settings })
}

/// A gate as one site names it.
struct Gate<'s> {
    site: &'s Site,
    kind: NamedKind,
    name: &'s str,
}

impl<'s> Gate<'s> {
    fn settings(&self, values: Vec<Value>) -> Vec<Setting> {
        let chooser = self.chooser(&values);
        let explained = values.into_iter().map(|value| {
            let source = value.written.as_ref().map_or(Source::Default, |_| self.source(value.key, chooser));
            Setting { key: value.key, value: value.holding().cloned(), source }
        });
        explained.collect()
    }

    fn source(&self, key: &str, chooser: Option<&Site>) -> Source {
        // How long a site waits for a quota it says itself, whoever chose the rest.
        let waits = self.is_own(key) && has(of_settings(self.site.policy().written(), self.kind), key);
        let chooser = if waits { Some(self.site) } else { chooser };
        provenance::override_source(self.kind, self.name, key)
            .unwrap_or_else(|| chooser.map_or(Source::Code, |site| self.said_by(site, key)))
    }

    fn is_own(&self, key: &str) -> bool {
        self.kind == NamedKind::Quota && key == "wait_up_to"
    }

    /// Whether the site's own text has it, or `resilience.toml`.
    fn said_by(&self, site: &Site, key: &str) -> Source {
        let inline = site.layers().is_none_or(|layers| has(of_settings(&layers.own, self.kind), key));
        if inline { provenance::own(site) } else { provenance::of_file(self.kind, self.name) }
    }

    /// The site whose settings hold: this one if it can be. `None` where they were given by code.
    fn chooser(&self, holding: &[Value]) -> Option<&'s Site> {
        let others = sites().map(|site| -> &'s Site { site.current() }).filter(|site| !site.is_scoped());
        let says = |site: &Site| says(site, self.kind, self.name);
        std::iter::once(self.site)
            .chain(others)
            .find(|site| says(site).is_some_and(|says| self.agree(&says, holding)))
    }

    /// Whether this is what holds, as far as nothing overrides it.
    fn agree(&self, says: &[Value], holding: &[Value]) -> bool {
        let is_free = |key| !self.is_own(key) && provenance::override_source(self.kind, self.name, key).is_none();
        says.iter().zip(holding).all(|(one, other)| one.written == other.written || !is_free(one.key))
    }
}

/// What a site says of a gate of this name.
fn says(site: &Site, kind: NamedKind, name: &str) -> Option<Vec<Value>> {
    let policy = site.policy();
    let named = match kind {
        NamedKind::Breaker => policy.breaker().map(BreakerRef::parent),
        NamedKind::Quota => policy.quota().map(QuotaRef::name),
        NamedKind::RetryBudget => policy.retry_budget().map(RetryBudgetRef::name),
        NamedKind::Table => None,
    };
    named.filter(|named| *named == name)?;
    of_settings(policy.written(), kind)
}

fn has(values: Option<Vec<Value>>, key: &str) -> bool {
    values.is_some_and(|values| values.iter().any(|value| value.key == key && value.written.is_some()))
}

fn of_settings(settings: &Settings, kind: NamedKind) -> Option<Vec<Value>> {
    match kind {
        NamedKind::Breaker => settings.breaker.as_ref().map(|named| gate_settings::of_breaker(named.settings())),
        NamedKind::Quota => settings.quota.as_ref().map(|named| gate_settings::of_quota(named.settings())),
        NamedKind::RetryBudget => {
            settings.retry_budget.as_ref().map(|named| gate_settings::of_budget(named.settings()))
        }
        NamedKind::Table => None,
    }
}
