//! Where what a site goes by comes from.

use std::borrow::Cow;

use resilin_policy::{Layer, Layers, Table};

use super::in_force;
use crate::{NamedKind, Site, Source};

/// What overrides this key of the site, if anything does.
#[cfg(feature = "config")]
fn overridden(site: &Site, key: &str) -> Option<Source> {
    site.overridden(key)
}

/// There are no overrides.
#[cfg(not(feature = "config"))]
fn overridden(_: &Site, _: &str) -> Option<Source> {
    None
}

/// What overrides this setting of a named gate, or this class of a named table, if anything does.
#[cfg(feature = "config")]
pub(super) fn override_source(kind: NamedKind, name: &str, setting: &str) -> Option<Source> {
    if is_at_odds(kind, name) { None } else { crate::config::source_of_setting(kind.section(), name, setting) }
}

/// Whether the overrides do not go with the rest: then they do not hold.
#[cfg(feature = "config")]
fn is_at_odds(kind: NamedKind, name: &str) -> bool {
    let registry = crate::Registry::global();
    match kind {
        NamedKind::Breaker => registry.breaker_shelf().held_of(name).is_at_odds(),
        NamedKind::Quota => registry.quota_shelf().held_of(name).is_at_odds(),
        NamedKind::RetryBudget => registry.budget_shelf().held_of(name).is_at_odds(),
        NamedKind::Table => false,
    }
}

/// There are no overrides.
#[cfg(not(feature = "config"))]
pub(super) fn override_source(_: NamedKind, _: &str, _: &str) -> Option<Source> {
    None
}

/// Where a key comes from that somebody wrote.
pub(super) fn of_key(site: &Site, key: &str) -> Source {
    overridden(site, key).unwrap_or_else(|| of_layer(site, |layers| layers.origin(key)))
}

/// Where a rule of the policy's `on(…)` comes from.
pub(super) fn of_class(site: &Site, class: &str) -> Source {
    let key = format!("on.{class}");
    overridden(site, &key).unwrap_or_else(|| of_layer(site, |layers| layers.origin_of_class(class)))
}

fn of_layer(site: &Site, origin: impl Fn(&Layers) -> Option<Layer>) -> Source {
    let layers = site.layers();
    match (layers.and_then(origin), layers.and_then(|layers| layers.policy.as_ref())) {
        (Some(Layer::Site), _) => of_entry("sites", &format!("\"{}\"", site.name())),
        (Some(Layer::Policy), Some(policy)) => of_entry("policies", &policy.name),
        _ => own(site),
    }
}

/// Where a rule of a named table comes from.
pub(super) fn of_table(site: &Site, name: &str, class: &str) -> Source {
    override_source(NamedKind::Table, name, class).unwrap_or_else(|| {
        let defined = in_force::registry(site).and_then(|registry| registry.tables().defined(name));
        let has = |table: &Table| table.rules().iter().any(|rule| rule.class() == class);
        if defined.is_some_and(|table| has(&table)) { Source::Code } else { of_file(NamedKind::Table, name) }
    })
}

/// Where the settings of a gate or the rules of a table come from that `resilience.toml` has.
pub(super) fn of_file(kind: NamedKind, name: &str) -> Source {
    of_entry(kind.section().name(), name)
}

/// What the site says itself.
pub(super) fn own(site: &Site) -> Source {
    if site.declared_at().is_some() { Source::Attribute } else { Source::Code }
}

fn of_entry(section: &str, name: &str) -> Source {
    Source::ResilienceToml { entry: Cow::Owned(format!("{section}.{name}")) }
}
