//! The names of entries.

use super::{Assembled, SectionKind, Source, wording};
use crate::{
    Finding, PolicyError, check_breaker_name, check_policy_name, check_quota_name, check_retry_budget_name,
    check_table_name,
};

/// What is wrong with the name of an entry, in the document.
pub(super) fn wrong(section: SectionKind, name: &Source) -> Vec<Finding> {
    let mut assembled = Assembled::default();
    assembled.bare(name);
    let placed = |finding: Finding| {
        let range =
            if finding.range.is_empty() { name.whole.clone() } else { assembled.place(&finding.range).range };
        Finding { range, ..wording::of_a_document(finding, false) }
    };
    of_text(section, &name.text).into_iter().map(placed).collect()
}

fn of_text(section: SectionKind, name: &str) -> Vec<Finding> {
    let checked = match section {
        SectionKind::Policies => check_policy_name(name),
        SectionKind::Breakers => match a_key(name) {
            Some(finding) => return vec![finding],
            None => check_breaker_name(name),
        },
        SectionKind::Tables => check_table_name(name),
        SectionKind::Quotas => check_quota_name(name),
        SectionKind::RetryBudgets => check_retry_budget_name(name),
        SectionKind::Sites => return no_site(name).into_iter().collect(),
    };
    checked.err().map_or_else(Vec::new, |error: PolicyError| error.findings().to_vec())
}

/// A key of a breaker has its settings from the program, if they are its own.
fn a_key(name: &str) -> Option<Finding> {
    let (parent, key) = name.split_once('/').filter(|(parent, _)| check_breaker_name(parent).is_ok())?;
    let what = if key.contains('{') { "stands for keys" } else { "is one key" };
    let message = format!("`{name}` {what} of `{parent}`: all of them have the settings of `{parent}`");
    let header = wording::key(parent);
    let help = format!("write `[breakers.{header}]`; `Breaker::define` gives one key settings of its own");
    Some(Finding::new(0..name.len(), message).with_help(help))
}

fn no_site(name: &str) -> Option<Finding> {
    name.is_empty().then(|| {
        let help = "write its path, as in `[sites.\"shop::client::ticker\"]`";
        Finding::new(0..0, "the site's name is empty").with_help(help)
    })
}
