//! Where a name finds its breaker.

use std::sync::Arc;

use resilin_policy::{BreakerRef, BreakerSettings};

use super::family::Family;
use super::handle::Breaker;
use crate::registry::Names;

/// The breakers of a registry.
///
/// Names come from code, so they are kept for good. Keys come from data, so they are bounded, by the settings of the name
/// that they belong to; and they are always told apart from names by what stands before their `/`, so that no data can
/// reach a breaker that code has named.
///
/// Whatever is new is added, and whatever gets settings gets them, under the lock of the names: so no name stands for
/// two breakers, and no key misses settings that its name is given meanwhile. What is known is found without it.
#[derive(Debug, Default)]
pub(crate) struct Breakers(Names<Family>);

impl Breakers {
    /// The breaker of this name, made with default settings if it is new.
    pub(crate) fn breaker(&self, name: &str) -> Breaker {
        let (parent, is_key) = parent(name);
        let mut names = self.0.lock();
        let family = names.get_or_add(parent, || Family::undefined(parent));
        if is_key { family.key(name) } else { family.breaker().clone() }
    }

    /// The breaker of this name, which is no key's, if it is there, and the settings that somebody chose for it. Nothing is
    /// made.
    pub(crate) fn look(&self, name: &str) -> Option<(Breaker, Option<BreakerSettings>)> {
        let family = self.0.lock().get(name)?;
        Some((family.breaker().clone(), family.is_defined().then(|| *family.settings())))
    }

    /// All of them, those of keys, too, in no order.
    pub(crate) fn all(&self) -> Vec<Breaker> {
        self.families().iter().flat_map(|family| family.all()).collect()
    }

    /// All names, in no order.
    pub(crate) fn families(&self) -> Vec<Arc<Family>> {
        self.0.lock().all()
    }

    /// The breaker of a key of the family, by its whole name.
    pub(crate) fn key(&self, family: &Family, name: &str) -> Breaker {
        family.known_key(name).unwrap_or_else(|| {
            let _names = self.0.lock();
            family.key(name)
        })
    }

    /// Gives the breaker of this name its settings.
    pub(crate) fn define(&self, name: &str, settings: BreakerSettings) -> Breaker {
        let (parent, is_key) = parent(name);
        let mut names = self.0.lock();
        let family = names.get_or_add(parent, || Family::undefined(parent));
        if is_key {
            return family.define_key(name, settings);
        }
        family.define(settings);
        family.breaker().clone()
    }

    /// What stands for this name, if there is one; no key is one.
    #[cfg(feature = "metrics")]
    pub(crate) fn family(&self, name: &str) -> Option<Arc<Family>> {
        self.0.lock().get(name)
    }

    /// What a policy names. Settings that are written there hold if nobody chose others before; `false` if somebody
    /// did.
    pub(crate) fn declared(&self, written: &BreakerRef) -> (Arc<Family>, bool) {
        let mut names = self.0.lock();
        let family = names.get_or_add(written.parent(), || Family::undefined(written.parent()));
        let settings = *written.settings();
        if settings == BreakerSettings::NONE {
            return (family, true);
        }
        if !family.is_defined() {
            family.define(settings);
        }
        let agreed = *family.settings() == settings;
        (family, agreed)
    }
}

/// The name that has the settings, and whether that is only a part of the whole.
fn parent(name: &str) -> (&str, bool) {
    name.split_once('/').map_or((name, false), |(parent, _)| (parent, true))
}
