//! Overrides worked out: what is to hold for each site and each named thing.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use resilin_policy::{BreakerSettings, QuotaSettings, RetryBudgetSettings, SectionKind, Table};

use super::finding::ConfigFinding;
use super::gates::{self, Bases, Gates, Kind};
use super::kinds::{Breakers, Quotas, RetryBudgets};
use super::known::Known;
use super::overrides::Overrides;
use super::reading::{self, Given};
use super::sites::Overridden;
use super::text::Place;
use super::values;
use crate::Site;
use crate::registry::Registry;
use crate::source::Source;
use crate::table::NamedTable;

/// Everything that overrides give a value to.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Kept for sites that are listed later.
    pub(super) given: Given,
    /// Every site that is listed.
    pub(super) sites: Vec<Overridden>,
    pub(super) breakers: Gates<BreakerSettings>,
    pub(super) quotas: Gates<QuotaSettings>,
    pub(super) retry_budgets: Gates<RetryBudgetSettings>,
    pub(super) tables: BTreeMap<String, Rules>,
}

/// The overrides of one table, and where each class stands.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) table: Table,
    pub(super) keys: Vec<(String, Place)>,
}

impl Plan {
    /// Works everything out and judges it; nothing is changed.
    pub(super) fn of(overrides: &Overrides, sites: &[&'static Site]) -> Result<Self, Vec<ConfigFinding>> {
        let (given, mut findings) = reading::read(overrides, &Known::of(sites));
        let plan = Self {
            sites: sites.iter().map(|site| Overridden::of(site, &given)).collect(),
            breakers: gates::merged::<Breakers>(&given),
            quotas: gates::merged::<Quotas>(&given),
            retry_budgets: gates::merged::<RetryBudgets>(&given),
            tables: tables(&given),
            given,
        };
        findings.extend(plan.findings(sites));
        if findings.is_empty() {
            return Ok(plan);
        }
        findings.sort_by_key(|finding| finding.place().order());
        Err(findings)
    }

    fn findings(&self, sites: &[&'static Site]) -> Vec<ConfigFinding> {
        let mut findings: Vec<_> = self.sites.iter().flat_map(|site| site.findings(&self.given)).collect();
        findings.extend(gates::findings::<Breakers>(&self.breakers, &Bases::of::<Breakers>(sites), &self.given));
        findings.extend(gates::findings::<Quotas>(&self.quotas, &Bases::of::<Quotas>(sites), &self.given));
        let bases = Bases::of::<RetryBudgets>(sites);
        findings.extend(gates::findings::<RetryBudgets>(&self.retry_budgets, &bases, &self.given));
        findings
    }

    /// Puts it in force: the things first that sites share, then the sites.
    pub(super) fn install(&self) {
        override_by::<Breakers>(&self.breakers);
        override_by::<Quotas>(&self.quotas);
        override_by::<RetryBudgets>(&self.retry_budgets);
        let rules = self.tables.iter().map(|(name, rules)| (name.clone(), rules.table.clone())).collect();
        let tables = Registry::global().tables().override_by(&rules);
        for site in &self.sites {
            site.install(&tables);
        }
    }

    pub(super) fn has(&self, site: &Site) -> bool {
        self.sites.iter().any(|known| std::ptr::eq(known.site, site))
    }

    /// A site that is listed now. Where it cannot have what is said of it, it stays as it was declared.
    pub(super) fn add(&mut self, site: &'static Site) -> Vec<ConfigFinding> {
        let overridden = Overridden::of(site, &self.given);
        let findings = overridden.findings(&self.given);
        if findings.is_empty() {
            overridden.install(&Registry::global().tables().now());
            self.sites.push(overridden);
        }
        findings
    }

    /// Where the value of a site's key comes from, if from an override.
    pub(super) fn source_of_key(&self, site: &Site, key: &str) -> Option<Source> {
        let site = self.sites.iter().find(|known| std::ptr::eq(known.site, site))?;
        source(&site.keys, key).or_else(|| {
            let rule = site.keys.iter().find(|(known, _)| key == "on" && known.starts_with("on."));
            rule.map(|(_, place)| place.source())
        })
    }

    /// Where the setting of a named thing comes from, if from an override.
    pub(super) fn source_of_setting(&self, section: SectionKind, name: &str, key: &str) -> Option<Source> {
        let keys = match section {
            SectionKind::Breakers => &self.breakers.get(name)?.keys,
            SectionKind::Quotas => &self.quotas.get(name)?.keys,
            SectionKind::RetryBudgets => &self.retry_budgets.get(name)?.keys,
            SectionKind::Tables => &self.tables.get(name)?.keys,
            _ => return None,
        };
        source(keys, key)
    }
}

impl Overridden {
    fn install(&self, tables: &HashMap<String, Arc<NamedTable>>) {
        let named = self.settings.table.as_ref().filter(|_| !self.site.is_scoped());
        let table = named.and_then(|named| {
            let table = tables.get(named.name())?;
            // What the site knows of the table's rules is behind those of the override.
            Registry::global().named_table(named);
            Some(table)
        });
        self.site.override_by(&self.settings, table);
    }
}

fn override_by<K: Kind>(gates: &Gates<K::Settings>) {
    K::override_by(gates.iter().map(|(name, gate)| (name.clone(), gate.settings)).collect());
}

fn tables(given: &Given) -> BTreeMap<String, Rules> {
    let mut tables = BTreeMap::<String, Rules>::new();
    for said in &given.0 {
        for entry in &said.document.tables {
            let rules = tables.entry(entry.name.clone()).or_default();
            rules.table = rules.table.over(&entry.values);
            for (class, _) in values::of_table(&entry.values) {
                if source(&rules.keys, &class).is_none() {
                    let place = said.place(entry, &class);
                    rules.keys.push((class, place));
                }
            }
        }
    }
    tables
}

pub(super) fn source(keys: &[(String, Place)], key: &str) -> Option<Source> {
    keys.iter().find(|(known, _)| known == key).map(|(_, place)| place.source())
}
