//! What differs between two plans.

use std::collections::{BTreeSet, HashMap};

use resilin_policy::{Layer, SectionKind, Settings, Table};

use super::changes::{Change, Changes};
use super::gates::{Bases, Gates, Kind};
use super::kinds::{Breakers, Quotas, RetryBudgets};
use super::plan::{Plan, Rules, source};
use super::sites::Overridden;
use super::values;
use crate::Site;
use crate::registry::{Layered, Registry};
use crate::source::Source;

type Values = Vec<(String, String)>;

/// What changes where one plan takes the place of another.
pub(super) fn between(old: &Plan, new: &Plan, sites: &[&'static Site]) -> Changes {
    let mut changes = Vec::new();
    let before: HashMap<usize, &Settings> =
        old.sites.iter().map(|known| (address(known.site), &known.settings)).collect();
    for site in &new.sites {
        let declared = site.site.policy().written();
        of_site(before.get(&address(site.site)).unwrap_or(&declared), site, &mut changes);
    }
    changes.sort_by(|one: &Change, other| one.name.cmp(&other.name));
    of_gates::<Breakers>((&old.breakers, &new.breakers), sites, &mut changes);
    of_tables((old, new), sites, &mut changes);
    of_gates::<Quotas>((&old.quotas, &new.quotas), sites, &mut changes);
    of_gates::<RetryBudgets>((&old.retry_budgets, &new.retry_budgets), sites, &mut changes);
    Changes(changes)
}

fn address(site: &Site) -> usize {
    std::ptr::from_ref(site).addr()
}

fn of_site(before: &Settings, new: &Overridden, changes: &mut Vec<Change>) {
    if *before == new.settings {
        return;
    }
    let source = |key: &str| source(&new.keys, key).unwrap_or_else(|| compiled(new.site, key));
    let (before, now) = (values::of_policy(before), values::of_policy(&new.settings));
    differing("site", new.site.name(), (&before, &now), source, changes);
}

fn of_gates<K: Kind>(
    (old, new): (&Gates<K::Settings>, &Gates<K::Settings>),
    sites: &[&'static Site],
    changes: &mut Vec<Change>,
) {
    let bases = Bases::of::<K>(sites);
    for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let base = bases.now(name);
        let whole = |gates: &Gates<K::Settings>| {
            let settings = gates.get(name).map_or(base, |gate| gate.settings.over(&base));
            values::of_gate(&settings.to_string())
        };
        let source = |key: &str| {
            let overridden = new.get(name).and_then(|gate| source(&gate.keys, key));
            overridden.unwrap_or_else(|| behind(&bases, K::SECTION, name, key))
        };
        differing(K::SECTION.what(), name, (&whole(old), &whole(new)), source, changes);
    }
}

/// Where the setting of a thing comes from without overrides.
fn behind<S: Layered>(bases: &Bases<S>, section: SectionKind, name: &str, key: &str) -> Source {
    let has = |settings: &S| values::of_gate(&settings.to_string()).iter().any(|(known, _)| known == key);
    match bases.has(name, has) {
        (_, true, _) => Source::Attribute,
        (true, ..) => Source::Code,
        (.., true) => Source::ResilienceToml { entry: format!("{}.{name}", section.name()).into() },
        _ => Source::Default,
    }
}

fn of_tables((old, new): (&Plan, &Plan), sites: &[&'static Site], changes: &mut Vec<Change>) {
    for name in old.tables.keys().chain(new.tables.keys()).collect::<BTreeSet<_>>() {
        let compiled = sites
            .iter()
            .find_map(|site| site.policy().table_rules().filter(|_| site.policy().table() == Some(name)));
        let base = Registry::global().tables().base(name).map(|table| Table::clone(&table));
        let base = base.or_else(|| compiled.cloned()).unwrap_or_default();
        let whole = |plan: &Plan| {
            let rules: Option<&Rules> = plan.tables.get(name);
            values::of_table(&rules.map_or_else(|| base.clone(), |rules| rules.table.over(&base)))
        };
        let source = |class: &str| {
            let overridden = new.tables.get(name).and_then(|rules| source(&rules.keys, class));
            let has = |table: &Table| table.rules().iter().any(|rule| rule.class() == class);
            overridden.unwrap_or_else(|| match compiled {
                Some(compiled) if has(compiled) => {
                    Source::ResilienceToml { entry: format!("tables.{name}").into() }
                }
                _ if has(&base) => Source::Code,
                _ => Source::Default,
            })
        };
        differing("table", name, (&whole(old), &whole(new)), source, changes);
    }
}

fn differing(
    what: &'static str,
    name: &str,
    (old, new): (&Values, &Values),
    source: impl Fn(&str) -> Source,
    changes: &mut Vec<Change>,
) {
    let value =
        |values: &Values, key: &str| values.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
    let gone = old.iter().filter(|(key, _)| value(new, key).is_none());
    for (key, _) in new.iter().chain(gone) {
        let (old, new) = (value(old, key), value(new, key));
        if old != new {
            // What a nearer key has displaced or made idle has no value that would come from anywhere.
            let source = new.as_ref().map_or(Source::Default, |_| source(key));
            changes.push(Change { what, name: name.to_owned(), key: key.clone(), old, new, source });
        }
    }
}

/// Where the key of a site's policy comes from without overrides.
fn compiled(site: &Site, key: &str) -> Source {
    let own = || if site.declared_at().is_some() { Source::Attribute } else { Source::Code };
    let Some(layers) = site.layers() else {
        let has = values::keys(site.policy().written()).iter().any(|known| known == key);
        return if has { own() } else { Source::Default };
    };
    let origin = key.strip_prefix("on.").map_or_else(|| layers.origin(key), |class| layers.origin_of_class(class));
    match origin {
        Some(Layer::Own) => own(),
        Some(Layer::Site) => Source::ResilienceToml { entry: format!("sites.\"{}\"", site.name()).into() },
        Some(Layer::Policy) => {
            let name = layers.policy.as_ref().map_or("", |policy| &policy.name);
            Source::ResilienceToml { entry: format!("policies.{name}").into() }
        }
        _ => Source::Default,
    }
}
