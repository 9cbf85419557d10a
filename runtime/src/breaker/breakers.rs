//! Where a name finds its breaker.

#[cfg(feature = "config")]
use std::collections::HashMap;
use std::sync::Arc;

use resilin_policy::BreakerSettings;

use super::family::Family;
use super::handle::Breaker;
use crate::registry::{Held, Locked, Names, Overridden, Written};
use crate::telemetry::{self, Gate};

/// The breakers of a registry.
///
/// Names come from code, so they are kept for good. Keys come from data, so they are bounded, by the settings of the name
/// that they belong to; and they are always told apart from names by what stands before their `/`, so that no data can
/// reach a breaker that code has named.
///
/// Whatever is new is added, and whatever gets settings gets them, under the lock of the names: so no name stands for
/// two breakers, and no key misses settings that its name is given meanwhile. What is known is found without it.
#[derive(Debug, Default)]
pub(crate) struct Breakers {
    names: Names<Family>,
    overridden: Overridden<BreakerSettings>,
}

impl Breakers {
    /// The breaker of this name, made with default settings if it is new.
    pub(crate) fn breaker(&self, name: &str) -> Breaker {
        let (parent, is_key) = parent(name);
        let mut names = self.names.lock();
        let family = self.found(&mut names, parent);
        if is_key { family.key(name) } else { family.breaker().clone() }
    }

    /// The breaker of this name, which is no key's, if it is there. Nothing is made.
    pub(crate) fn look(&self, name: &str) -> Option<Breaker> {
        self.names.lock().get(name).map(|family| family.breaker().clone())
    }

    /// What was said of the breaker of this name, be it there or not. Nothing is made.
    pub(crate) fn held_of(&self, name: &str) -> Held<BreakerSettings> {
        let family = self.names.lock().get(name);
        family.map_or_else(|| Held::new(self.overridden.of(name)), |family| family.held())
    }

    /// All of them, those of keys, too, in no order.
    pub(crate) fn all(&self) -> Vec<Breaker> {
        self.families().iter().flat_map(|family| family.all()).collect()
    }

    /// All names, in no order.
    pub(crate) fn families(&self) -> Vec<Arc<Family>> {
        self.names.lock().all()
    }

    /// The breaker of a key of the family, by its whole name.
    pub(crate) fn key(&self, family: &Family, name: &str) -> Breaker {
        family.known_key(name).unwrap_or_else(|| {
            let _names = self.names.lock();
            family.key(name)
        })
    }

    /// Gives the breaker of this name its settings.
    pub(crate) fn define(&self, name: &str, settings: BreakerSettings) -> Breaker {
        let (parent, is_key) = parent(name);
        let (breaker, is_at_odds) = {
            let mut names = self.names.lock();
            let family = self.found(&mut names, parent);
            if is_key {
                return family.define_key(name, settings);
            }
            let is_at_odds = family.define(settings);
            (family.breaker().clone(), is_at_odds)
        };
        if is_at_odds {
            telemetry::override_unused(Gate::Breaker, name);
        }
        breaker
    }

    /// What stands for this name, if there is one; no key is one.
    #[cfg(feature = "metrics")]
    pub(crate) fn family(&self, name: &str) -> Option<Arc<Family>> {
        self.names.lock().get(name)
    }

    /// What a policy names. Settings that are written there hold if nobody chose others before; `false` if somebody
    /// did.
    pub(crate) fn declared(&self, name: &str, written: &Written<BreakerSettings>) -> (Arc<Family>, bool) {
        let (family, agreed, was_at_odds) = {
            let mut names = self.names.lock();
            let family = self.found(&mut names, name);
            let was_at_odds = family.held().is_at_odds();
            let agreed = family.declare(written);
            (family, agreed, was_at_odds)
        };
        if !was_at_odds && family.held().is_at_odds() {
            telemetry::override_unused(Gate::Breaker, name);
        }
        (family, agreed)
    }

    fn found(&self, names: &mut Locked<'_, Family>, name: &str) -> Arc<Family> {
        names.get_or_add(name, || Family::undefined(name, self.overridden.of(name)))
    }
}

#[cfg(feature = "config")]
impl Breakers {
    /// The settings that overrides give to each name and to its keys, in place of those that they gave before.
    pub(crate) fn override_by(&self, settings: HashMap<String, BreakerSettings>) {
        let names = self.names.lock();
        for (name, family) in names.each() {
            family.override_by(settings.get(name).copied().unwrap_or_default());
        }
        self.overridden.replace(settings);
    }

    /// What was said of each name that is there.
    pub(crate) fn held(&self) -> HashMap<String, Held<BreakerSettings>> {
        self.names.lock().each().map(|(name, family)| (name.to_owned(), family.held())).collect()
    }
}

/// The name that has the settings, and whether that is only a part of the whole.
fn parent(name: &str) -> (&str, bool) {
    name.split_once('/').map_or((name, false), |(parent, _)| (parent, true))
}
