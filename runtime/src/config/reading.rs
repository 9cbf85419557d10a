//! Overrides, read.

use std::ffi::{OsStr, OsString};
use std::ops::Range;
use std::sync::Arc;

use resilin_policy::{
    Document, Entry, Finding, SectionKind, Settings, SiteSettings, Table, Usage, line_and_column,
};

use super::finding::ConfigFinding;
use super::known::Known;
use super::overrides::Overrides;
use super::text::{Place, Text};
use super::variable;

/// One text with overrides, read.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) document: Document,
    text: Arc<Text>,
    order: usize,
    /// The entries in which something cannot be read: what they come to together is not judged.
    wrong: Vec<(SectionKind, String)>,
}

/// All texts, the nearest first.
#[derive(Debug, Default)]
pub(super) struct Given(pub(super) Vec<Said>);

/// Reads everything, and finds what is wrong with each text for itself.
pub(super) fn read(overrides: &Overrides, known: &Known) -> (Given, Vec<ConfigFinding>) {
    let (mut said, mut findings) = (Vec::new(), Vec::new());
    for (path, content) in &overrides.texts {
        said.push(file(path, content, said.len(), known, &mut findings));
    }
    let mut variables: Vec<&(OsString, OsString)> = overrides.variables.iter().collect();
    variables.sort();
    for (order, (name, value)) in variables.into_iter().enumerate() {
        said.extend(of_variable(name, value, overrides.texts.len() + order, known, &mut findings));
    }
    said.reverse();
    (Given(said), findings)
}

fn file(path: &str, content: &str, order: usize, known: &Known, all: &mut Vec<ConfigFinding>) -> Said {
    let (document, mut findings) = Document::read(content, Usage::Override);
    let unknown = unknown_entries(&document, known);
    let all_wrong = findings.iter().chain(&unknown);
    let wrong = all_wrong.filter_map(|finding| entry_at(&document, finding.range.start)).collect();
    // What is wrong with an entry's header says enough of it.
    let line = |finding: &Finding| line_and_column(content, finding.range.start).0;
    let headers: Vec<usize> = findings.iter().map(line).collect();
    findings.extend(unknown.into_iter().filter(|finding| !headers.contains(&line(finding))));
    let text = Arc::new(Text::File { path: path.to_owned(), content: content.to_owned() });
    let said = Said { document, text, order, wrong };
    all.extend(findings.into_iter().chain(said.unknown_references(known)).map(|finding| said.found(finding)));
    said
}

fn of_variable(
    name: &OsStr,
    value: &OsStr,
    order: usize,
    known: &Known,
    all: &mut Vec<ConfigFinding>,
) -> Option<Said> {
    let text = |value: &str| {
        Arc::new(Text::Variable { name: name.to_string_lossy().into_owned(), value: value.to_owned() })
    };
    let target = match variable::target(name, known) {
        Ok(target) => target,
        Err(finding) => {
            let range = finding.range.clone();
            all.push(ConfigFinding::new(Place::in_name(&text(""), order, range), finding));
            return None;
        }
    };
    let Some(value) = value.to_str() else {
        let finding = Finding::new(0..0, "the variable's value is no UTF-8").with_help("write it as plain text");
        all.push(ConfigFinding::new(Place::in_name(&text(""), order, 0..name.len()), finding));
        return None;
    };
    let (document, findings) =
        Document::of_value(target.section, &target.name, &target.key, target.class.as_deref(), value);
    let wrong = if findings.is_empty() { Vec::new() } else { vec![(target.section, target.name)] };
    let said = Said { document, text: text(value), order, wrong };
    all.extend(findings.into_iter().chain(said.unknown_references(known)).map(|finding| said.found(finding)));
    Some(said)
}

impl Given {
    /// Whether something in an entry of this name cannot be read.
    pub(super) fn is_wrong(&self, section: SectionKind, name: &str) -> bool {
        let is_it = |(kind, entry): &(SectionKind, String)| *kind == section && entry == name;
        self.0.iter().any(|said| said.wrong.iter().any(is_it))
    }
}

impl Said {
    /// Where a key of an entry stands.
    pub(super) fn place<T>(&self, entry: &Entry<T>, key: &str) -> Place {
        let range = entry.place(key).or_else(|| entry.place(key.split('.').next()?));
        Place::new(&self.text, self.order, range.unwrap_or_else(|| entry.range.clone()))
    }

    fn found(&self, finding: Finding) -> ConfigFinding {
        ConfigFinding::new(Place::new(&self.text, self.order, finding.range.clone()), finding)
    }

    /// What is wrong with the names that policies give to gates and tables.
    fn unknown_references(&self, known: &Known) -> Vec<Finding> {
        let of_policies = self.document.policies.iter().map(|entry| (&entry.keys, &entry.values));
        let of_sites = self.document.sites.iter().map(|entry| (&entry.keys, &entry.values.settings));
        let mut findings = Vec::new();
        for (keys, settings) in of_policies.chain(of_sites) {
            for (section, key, name) in references(settings) {
                if !known.has(section, name) {
                    let at = keys.iter().find(|(known, _)| known == key).map(|(_, range)| range.clone());
                    let range = self.range_of(name, at.unwrap_or_default());
                    findings.push(known.unknown(section, name, range, str::to_owned));
                }
            }
        }
        findings
    }

    /// The place of a name in the value of the key that stands there.
    fn range_of(&self, name: &str, key: Range<usize>) -> Range<usize> {
        let content = self.text.content();
        let is_value = matches!(&*self.text, Text::Variable { .. });
        let from = if is_value { 0 } else { key.end };
        let found = content.get(from..).and_then(|rest| rest.find(name)).map(|at| from + at);
        found.map_or(key, |at| at..at + name.len())
    }
}

/// The names in a policy: of what, under which key.
fn references(settings: &Settings) -> impl Iterator<Item = (SectionKind, &'static str, &str)> {
    let breaker = settings.breaker.as_ref().map(|it| (SectionKind::Breakers, "breaker", it.parent()));
    let table = settings.table.as_ref().map(|it| (SectionKind::Tables, "table", it.name()));
    let quota = settings.quota.as_ref().map(|it| (SectionKind::Quotas, "quota", it.name()));
    let budget = settings.retry_budget.as_ref().map(|it| (SectionKind::RetryBudgets, "retry_budget", it.name()));
    let table = table.filter(|(_, _, name)| *name != Table::STANDARD);
    breaker.into_iter().chain(table).chain(quota).chain(budget)
}

/// Entries for what the program does not have.
fn unknown_entries(document: &Document, known: &Known) -> Vec<Finding> {
    let is_unknown =
        |(section, name, _): &(SectionKind, &str, Range<usize>)| !known.names(*section).contains(*name);
    let unknown = |(section, name, range)| known.unknown(section, name, range, str::to_owned);
    entries(document)
        .into_iter()
        .map(|(section, name, range, _)| (section, name, range))
        .filter(is_unknown)
        .map(unknown)
        .collect()
}

type Keys = [(String, Range<usize>)];

/// All entries of a document.
fn entries(document: &Document) -> Vec<(SectionKind, &str, Range<usize>, &Keys)> {
    fn of<T>(
        section: SectionKind,
        entries: &resilin_policy::Section<T>,
    ) -> impl Iterator<Item = (SectionKind, &str, Range<usize>, &Keys)> {
        entries.iter().map(move |entry| (section, &*entry.name, entry.range.clone(), &*entry.keys))
    }
    let mut all: Vec<_> = of(SectionKind::Policies, &document.policies).collect();
    all.extend(of(SectionKind::Breakers, &document.breakers));
    all.extend(of(SectionKind::Tables, &document.tables));
    all.extend(of(SectionKind::Quotas, &document.quotas));
    all.extend(of(SectionKind::RetryBudgets, &document.retry_budgets));
    all.extend(of::<SiteSettings>(SectionKind::Sites, &document.sites));
    all
}

/// The entry that a place of the text belongs to: the last one of which something stands before it.
fn entry_at(document: &Document, at: usize) -> Option<(SectionKind, String)> {
    let starts = |range: &Range<usize>| Some(range.start).filter(|start| *start <= at);
    let last = |range: &Range<usize>, keys: &Keys| {
        keys.iter().map(|(_, range)| range).chain([range]).filter_map(starts).max()
    };
    let before = entries(document)
        .into_iter()
        .filter_map(|(section, name, range, keys)| Some((last(&range, keys)?, section, name.to_owned())));
    before.max_by_key(|(start, ..)| *start).map(|(_, section, name)| (section, name))
}
