//! Names that a document does not have.

use super::{Document, SectionKind, wording::key};
use crate::{BreakerSettings, Finding, QuotaSettings, Reading, RetryBudgetSettings, Settings, Table, suggest};
use std::ops::Range;

/// A name that is given to something, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) section: SectionKind,
    pub(super) name: String,
    pub(super) range: Range<usize>,
}

/// The names in a policy whose settings stand somewhere else: settings beside a name define the thing.
pub(super) fn references(reading: &Reading, place: impl Fn(Range<usize>) -> Range<usize>) -> Vec<Reference> {
    let base = reading.base.as_ref().map(|base| (SectionKind::Policies, "policy", base.name.clone()));
    let all = base.into_iter().chain(of_settings(&reading.settings));
    let placed = all.filter_map(|(section, key, name)| {
        Some(Reference { section, name, range: place(reading.name_place(key)?) })
    });
    placed.collect()
}

fn of_settings(settings: &Settings) -> impl Iterator<Item = (SectionKind, &'static str, String)> {
    let breaker = settings.breaker.as_ref().filter(|it| it.settings == BreakerSettings::NONE);
    let quota = settings.quota.as_ref().filter(|it| it.settings == QuotaSettings::NONE);
    let budget = settings.retry_budget.as_ref().filter(|it| it.settings == RetryBudgetSettings::NONE);
    let table = settings.table.as_ref().filter(|it| it.name() != Table::STANDARD);
    let names = [
        breaker.map(|it| (SectionKind::Breakers, "breaker", it.parent().to_owned())),
        quota.map(|it| (SectionKind::Quotas, "quota", it.name().to_owned())),
        budget.map(|it| (SectionKind::RetryBudgets, "retry_budget", it.name().to_owned())),
        table.map(|it| (SectionKind::Tables, "table", it.name().to_owned())),
    ];
    names.into_iter().flatten()
}

impl Document {
    /// What is wrong with a name that is looked up here.
    pub(super) fn missing(&self, reference: &Reference) -> Option<Finding> {
        let Reference { section, name, range } = reference;
        let names = self.names(*section);
        if names.contains(&name.as_str()) {
            return None;
        }
        let header = format!("[{}.{}]", section.name(), key(name));
        let help = match suggest::nearest(name, names) {
            Some(meant) => suggest::did_you_mean(meant),
            None => format!("add `{header}` to it"),
        };
        let message = format!("`resilience.toml` has no {} `{name}`", section.what());
        Some(Finding::new(range.clone(), message).with_help(help))
    }

    /// The names in a section, in the order of the file.
    pub fn names(&self, section: SectionKind) -> Vec<&str> {
        match section {
            SectionKind::Policies => self.policies.names().collect(),
            SectionKind::Breakers => self.breakers.names().collect(),
            SectionKind::Tables => self.tables.names().collect(),
            SectionKind::Quotas => self.quotas.names().collect(),
            SectionKind::RetryBudgets => self.retry_budgets.names().collect(),
            SectionKind::Sites => self.sites.names().collect(),
        }
    }
}
