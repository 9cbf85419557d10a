//! What each class of failure gets at a site.

use std::fmt;

use resilin_policy::{Class, ClassRule, Policy, Rule, Table, breaker_counts, standard};

use super::provenance;
use crate::{Site, Source};

/// What a class of failure gets.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RuleExplanation {
    /// The name of the class.
    pub class: String,
    /// Its rule, as the policy language writes it.
    pub rule: String,
    /// Whether that comes to `fail` here: a `cooldown` at a site without a quota, a `refresh` at one without credentials,
    /// a `retry` where the body runs once.
    pub fails: bool,
    /// Whether a breaker counts the class as a failure of the server.
    pub counts: bool,
    /// Where the rule comes from.
    pub source: RuleSource,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "from", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum RuleSource {
    /// The policy's own `on(…)`.
    On {
        /// Where that says it.
        source: Source,
    },
    /// The table that the policy names.
    Table {
        /// Its name.
        name: String,
        /// Where that says it.
        source: Source,
    },
    /// The standard table.
    Standard,
}

impl fmt::Display for RuleSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On { source } => write!(f, "on(…), {source}"),
            Self::Table { source: source @ Source::ResilienceToml { .. }, .. } => source.fmt(f),
            Self::Table { source, .. } => write!(f, "table, {source}"),
            Self::Standard => f.write_str("standard table"),
        }
    }
}

/// A class, with what it gets.
pub(super) struct Ruled {
    pub(super) explained: RuleExplanation,
    pub(super) rule: Rule,
}

/// The built-in classes, and those that the policy and its table add. Any other gets what `unknown` gets.
pub(super) fn of(site: &Site, table: &Table) -> Vec<Ruled> {
    let built_in = Class::BUILT_IN.into_iter().map(|class| (class.name(), standard(class, site.policy())));
    let unknown = standard(Class::UNKNOWN, site.policy());
    let custom = custom(site.policy(), table).map(|class| (class, unknown));
    built_in.chain(custom).map(|(class, standard)| AtSite { site, table, class }.ruled(standard)).collect()
}

/// The classes that are not built in, each once.
fn custom<'r>(policy: &'r Policy, table: &'r Table) -> impl Iterator<Item = &'r str> {
    let written = || tables(policy, table).flat_map(Table::rules).map(ClassRule::class);
    let is_first = move |(place, class): &(usize, &str)| !written().take(*place).any(|earlier| earlier == *class);
    let is_custom = |class: &&str| Class::BUILT_IN.iter().all(|built_in| built_in.name() != *class);
    written().enumerate().filter(is_first).map(|(_, class)| class).filter(is_custom)
}

/// The nearest first.
fn tables<'r>(policy: &'r Policy, table: &'r Table) -> impl Iterator<Item = &'r Table> {
    policy.on().into_iter().chain([table])
}

/// A class at a site.
struct AtSite<'r> {
    site: &'r Site,
    table: &'r Table,
    class: &'r str,
}

impl<'r> AtSite<'r> {
    fn ruled(&self, standard: Rule) -> Ruled {
        let found = self.written().next();
        let rule = found.map_or(standard, |(_, rule)| rule.rule());
        let counts = self.written().find_map(|(_, rule)| rule.counts()).unwrap_or_else(|| self.counts());
        let source = found.map_or(RuleSource::Standard, |(in_on, rule)| self.source(in_on, rule.class()));
        let (class, fails) = (self.class.to_owned(), self.fails(rule));
        let explained = RuleExplanation { class, rule: rule.to_string(), fails, counts, source };
        Ruled { explained, rule }
    }

    /// What was written for the class, the nearest first, and whether that is in the policy itself. Of a class that is not
    /// built in, then what was written for unknown ones.
    fn written(&self) -> impl Iterator<Item = (bool, &'r ClassRule)> {
        let (class, on, table) = (self.class, self.site.policy().on(), self.table);
        let classes = [Some(class), self.built_in().is_none().then_some(Class::UNKNOWN.name())];
        let of = move |class: &'r str| {
            let tables = on.map(|on| (true, on)).into_iter().chain([(false, table)]);
            tables.filter_map(move |(in_on, table)| {
                Some((in_on, table.rules().iter().find(|rule| rule.class() == class)?))
            })
        };
        classes.into_iter().flatten().flat_map(of)
    }

    fn built_in(&self) -> Option<Class> {
        Class::BUILT_IN.into_iter().find(|class| class.name() == self.class)
    }

    fn counts(&self) -> bool {
        breaker_counts(self.built_in().unwrap_or(Class::UNKNOWN))
    }

    fn fails(&self, rule: Rule) -> bool {
        let policy = self.site.policy();
        match rule {
            Rule::Retry(_) => !policy.retries(),
            Rule::Refresh => !policy.retries() || !self.site.is_leased(),
            Rule::Cooldown { .. } => policy.quota().is_none(),
            _ => true,
        }
    }

    fn source(&self, in_on: bool, class: &str) -> RuleSource {
        if in_on {
            return RuleSource::On { source: provenance::of_class(self.site, class) };
        }
        let name = self.site.policy().table().unwrap_or_default();
        RuleSource::Table { name: name.to_owned(), source: provenance::of_table(self.site, name, class) }
    }
}
