//! The names that overrides can give values to.

use std::collections::BTreeSet;
use std::ops::Range;

use resilin_policy::{ClassRule, Finding, Policy, SectionKind, Table, env_name, nearest};

use crate::Site;
use crate::registry::Registry;

/// The names of a program's sites, of what those name, and of what code has asked for.
#[derive(Debug, Default)]
pub(super) struct Known {
    policies: BTreeSet<String>,
    breakers: BTreeSet<String>,
    tables: BTreeSet<String>,
    quotas: BTreeSet<String>,
    retry_budgets: BTreeSet<String>,
    sites: BTreeSet<String>,
    /// What sites name in registries of their own: they can go by another name there, but that is all.
    elsewhere: Vec<(SectionKind, String)>,
    /// Classes that are not built in, as far as policies have rules for them.
    classes: BTreeSet<String>,
}

impl Known {
    /// What sites name is asked of the sites, so that nothing is made only to be known.
    pub(super) fn of(sites: &[&'static Site]) -> Self {
        let mut known = Self::default();
        let registry = Registry::global();
        known.breakers.extend(registry.breaker_shelf().held().into_keys());
        known.quotas.extend(registry.quota_shelf().held().into_keys());
        known.retry_budgets.extend(registry.budget_shelf().held().into_keys());
        known.tables.extend(registry.tables().known());
        for site in sites {
            known.add(site);
        }
        known
    }

    /// The names of one part of a document.
    pub(super) fn names(&self, section: SectionKind) -> &BTreeSet<String> {
        match section {
            SectionKind::Policies => &self.policies,
            SectionKind::Breakers => &self.breakers,
            SectionKind::Tables => &self.tables,
            SectionKind::Quotas => &self.quotas,
            SectionKind::RetryBudgets => &self.retry_budgets,
            _ => &self.sites,
        }
    }

    /// Whether a site can name this.
    pub(super) fn has(&self, section: SectionKind, name: &str) -> bool {
        let is_it = |(kind, known): &(SectionKind, String)| *kind == section && known == name;
        self.names(section).contains(name) || self.elsewhere.iter().any(is_it)
    }

    /// The names that stand in a variable as this.
    pub(super) fn in_variable(&self, section: SectionKind, part: &str) -> Vec<&str> {
        self.names(section).iter().map(String::as_str).filter(|name| env_name(name) == part).collect()
    }

    /// The classes that stand in a variable as this; it is in small letters.
    pub(super) fn classes_in_variable(&self, part: &str) -> Vec<&str> {
        let part = part.to_uppercase();
        self.classes.iter().map(String::as_str).filter(|class| env_name(class) == part).collect()
    }

    /// What is wrong with a name that nothing has, and what was probably meant. In a variable, `shown` makes a name
    /// look as it does there.
    pub(super) fn unknown(
        &self,
        section: SectionKind,
        name: &str,
        range: Range<usize>,
        shown: impl Fn(&str) -> String,
    ) -> Finding {
        let names: Vec<String> = self.names(section).iter().map(|name| shown(name)).collect();
        let help = meant(name, &names).unwrap_or_else(|| known_names(section, &names));
        Finding::new(range, format!("unknown {} `{name}`", section.what())).with_help(help)
    }

    fn add(&mut self, site: &Site) {
        self.sites.insert(site.name().to_owned());
        let policy = site.policy();
        if let Some(named) = site.layers().and_then(|layers| layers.policy.as_ref()) {
            self.policies.insert(named.name.clone().into_owned());
        }
        self.classes.extend(policy.on().into_iter().flat_map(own_classes));
        self.classes.extend(policy.table_rules().into_iter().flat_map(own_classes));
        for (section, name) in named(policy) {
            match section {
                _ if site.is_scoped() => self.elsewhere.push((section, name)),
                SectionKind::Breakers => _ = self.breakers.insert(name),
                SectionKind::Quotas => _ = self.quotas.insert(name),
                SectionKind::RetryBudgets => _ = self.retry_budgets.insert(name),
                _ => _ = self.tables.insert(name),
            }
        }
    }
}

/// What a policy names, and the name.
fn named(policy: &Policy) -> impl Iterator<Item = (SectionKind, String)> + use<> {
    let breaker = policy.breaker().map(|named| (SectionKind::Breakers, named.parent()));
    let quota = policy.quota().map(|named| (SectionKind::Quotas, named.name()));
    let budget = policy.retry_budget().map(|named| (SectionKind::RetryBudgets, named.name()));
    let table = policy.table().filter(|name| *name != Table::STANDARD).map(|name| (SectionKind::Tables, name));
    let named = [breaker, quota, budget, table].map(|it| it.map(|(section, name)| (section, name.to_owned())));
    named.into_iter().flatten()
}

fn own_classes(table: &Table) -> impl Iterator<Item = String> + '_ {
    let is_own = |class: &&str| resilin_policy::built_in_class(class).is_err();
    table.rules().iter().map(ClassRule::class).filter(is_own).map(str::to_owned)
}

/// A guess, whatever the case.
fn meant(name: &str, names: &[String]) -> Option<String> {
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let meant = nearest(name, lower.iter().map(String::as_str))?;
    let at = lower.iter().position(|name| name == meant)?;
    Some(format!("did you mean `{}`?", names[at]))
}

/// How many names a message lists.
const LISTED: usize = 8;

fn known_names(section: SectionKind, names: &[String]) -> String {
    let listed: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    match (listed.as_slice(), section) {
        ([], SectionKind::Sites) => "the program has no sites: one made by hand has to be listed".to_owned(),
        ([], SectionKind::Policies) => "no site starts from a named policy: override the sites".to_owned(),
        ([], _) => format!("no site of the program names a {}", section.what()),
        ([only], _) => format!("the only {} is {only}", section.what()),
        (several, _) if names.len() > LISTED => {
            format!("the program has {} of them, as {}", names.len(), several.join(", "))
        }
        ([several @ .., last], _) => format!("the program has {} and {last}", several.join(", ")),
    }
}
