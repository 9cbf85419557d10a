//! The parts of a document, and what stands in them.

use super::{assembled::Source, wording::key};
use crate::{
    Class, breaker::BreakerSetting, budget::RetryBudgetSetting, gate::GateSetting, keys::Setting,
    quota::QuotaSetting,
};
use std::ops::Range;

/// The parts of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SectionKind {
    /// `[policies.reads]`: policies that others start from.
    Policies,
    /// `[breakers.api]`: the settings of breakers.
    Breakers,
    /// `[tables.http]`: which class gets which rule.
    Tables,
    /// `[quotas.llm]`: the settings of quotas.
    Quotas,
    /// `[retry_budgets.api]`: the settings of retry budgets.
    RetryBudgets,
    /// `[sites."shop::client::ticker"]`: what holds for one function.
    Sites,
}

impl SectionKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Policies, Self::Breakers, Self::Tables, Self::Quotas, Self::RetryBudgets, Self::Sites];

    /// The header of an entry in a file, as in `[sites."shop::client::ticker"]`.
    ///
    /// ```
    /// use resilin_policy::SectionKind;
    ///
    /// assert_eq!(SectionKind::Sites.header("shop::ticker"), "[sites.\"shop::ticker\"]");
    /// assert_eq!(SectionKind::Breakers.header("api"), "[breakers.api]");
    /// ```
    pub fn header(self, name: &str) -> String {
        format!("[{}.{}]", self.name(), key(name))
    }

    /// The section's own name, as in `[policies.reads]`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Policies => "policies",
            Self::Breakers => "breakers",
            Self::Tables => "tables",
            Self::Quotas => "quotas",
            Self::RetryBudgets => "retry_budgets",
            Self::Sites => "sites",
        }
    }

    /// What one entry of it is called.
    pub const fn what(self) -> &'static str {
        match self {
            Self::Policies => "policy",
            Self::Breakers => "breaker",
            Self::Tables => "table",
            Self::Quotas => "quota",
            Self::RetryBudgets => "retry budget",
            Self::Sites => "site",
        }
    }

    /// The keys of an entry, in the order in which they are printed: those of a policy, of the settings of a gate, or
    /// the built-in classes.
    ///
    /// ```
    /// use resilin_policy::SectionKind;
    ///
    /// assert_eq!(SectionKind::Quotas.keys(), ["wait_up_to", "ramp", "probe_timeout"]);
    /// assert!(SectionKind::Sites.keys().contains(&"attempts"));
    /// ```
    pub fn keys(self) -> Vec<&'static str> {
        match self {
            Self::Policies | Self::Sites => {
                let settings = Setting::ALL.into_iter().filter(|&setting| setting != Setting::Policy);
                settings.map(Setting::name).collect()
            }
            Self::Breakers => BreakerSetting::names().collect(),
            Self::Quotas => QuotaSetting::names().collect(),
            Self::RetryBudgets => RetryBudgetSetting::names().collect(),
            Self::Tables => Class::BUILT_IN.iter().map(Class::name).collect(),
        }
    }

    /// A name that an entry of it could have.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::Policies => "reads",
            Self::Breakers | Self::RetryBudgets => "api",
            Self::Tables => "http",
            Self::Quotas => "llm",
            Self::Sites => "\"shop::client::ticker\"",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// One part of a document: its entries, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<T> {
    entries: Vec<Entry<T>>,
}

/// What a document says of one thing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry<T> {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub range: Range<usize>,
    /// What is said of it.
    pub values: T,
    /// The keys that stand there, and where each does; of the rules of an `on` table the classes, too, as in
    /// `on.throttled`.
    pub keys: Vec<(String, Range<usize>)>,
}

impl<T> Section<T> {
    /// The entry of this name.
    pub fn get(&self, name: &str) -> Option<&Entry<T>> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// All entries, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<T>> {
        self.entries.iter()
    }

    /// The names of all entries, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn push(&mut self, entry: Entry<T>) {
        self.entries.push(entry);
    }
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<'s, T> IntoIterator for &'s Section<T> {
    type Item = &'s Entry<T>;
    type IntoIter = std::slice::Iter<'s, Entry<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Entry<T> {
    pub(super) fn new(name: &Source, values: T, keys: Vec<(String, Range<usize>)>) -> Self {
        Self { name: name.text.clone(), range: name.whole.clone(), values, keys }
    }

    pub(super) fn map<U>(self, values: impl FnOnce(T) -> U) -> Entry<U> {
        Entry { name: self.name, range: self.range, values: values(self.values), keys: self.keys }
    }

    /// Where a key stands, as in `attempts` or `on.throttled`.
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        self.keys.iter().find(|(name, _)| name == key).map(|(_, place)| place.clone())
    }
}
