//! Files: `resilience.toml`, and a site that is compiled beside it.
//!
//! Lines that begin with `#!`, comments for TOML, are what the site says itself.

mod merged;
mod places;

use arbitrary::{Arbitrary, Unstructured};
use resilin_policy::{
    BreakerSettings, Document, QuotaSettings, RetryBudgetSettings, Table, Usage, read_partial_breaker,
    read_partial_quota, read_partial_retry_budget, read_table,
};

use super::policy_text::prints;
use crate::text;

/// A file.
#[derive(Debug)]
pub struct Input<'a>(&'a str);

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        bytes.bytes(bytes.len()).map(|bytes| Self(text::of(bytes)))
    }
}

impl Input<'_> {
    /// Reads it as a file to compile in, and as one that overrides.
    ///
    /// # Panics
    ///
    /// A promise is broken.
    pub fn check(&self) {
        for usage in [Usage::Compiled, Usage::Override] {
            let (document, findings) = Document::read(self.0, usage);
            text::holds(self.0, &findings);
            places::check(self.0, &document, &findings);
            if findings.is_empty() {
                every_entry_prints(&document);
                merged::check(self.0, &document);
            }
        }
    }
}

/// What was read of an entry prints as a text that reads as the same.
fn every_entry_prints(document: &Document) {
    let sites = document.sites.iter().map(|entry| &entry.values.settings);
    document.policies.iter().map(|entry| &entry.values).chain(sites).for_each(prints);
    document.breakers.iter().for_each(|entry| breaker(&entry.values));
    document.quotas.iter().for_each(|entry| quota(&entry.values));
    document.retry_budgets.iter().for_each(|entry| retry_budget(&entry.values));
    document.tables.iter().for_each(|entry| table(&entry.values));
}

fn breaker(settings: &BreakerSettings) {
    let again = read_partial_breaker(&settings.to_string());
    assert_eq!((&again.settings, again.findings), (settings, vec![]));
}

fn quota(settings: &QuotaSettings) {
    let again = read_partial_quota(&settings.to_string());
    assert_eq!((&again.settings, again.findings), (settings, vec![]));
}

fn retry_budget(settings: &RetryBudgetSettings) {
    let again = read_partial_retry_budget(&settings.to_string());
    assert_eq!((&again.settings, again.findings), (settings, vec![]));
}

fn table(table: &Table) {
    let again = read_table(&table.to_string());
    assert_eq!((&again.table, again.findings), (table, vec![]));
}
