//! Where a name finds its breaker.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use resilin_policy::{BreakerRef, BreakerSettings};

use super::family::Family;
use super::handle::Breaker;
use super::keys::Keys;

/// Everything that is found by its name.
///
/// Names come from code, so they are kept for good. Keys come from data, so they are bounded: those of `api/{host}` by
/// the settings of `api`, those of names without a `/`, such as `{self.tenant}`, share
/// their places, and each name's settings say how many of these are too many for it.
///
/// Whatever is new is added, and whatever gets settings gets them, under the lock of the names: so no name stands for
/// two breakers, and no key misses settings that its name is given meanwhile. What is known is found without it.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    names: Mutex<Names>,
    /// Breakers whose whole name is data.
    free: Keys,
}

type Names = HashMap<Box<str>, Arc<Family>>;

impl Registry {
    /// The process's own.
    pub(crate) fn global() -> &'static Self {
        static GLOBAL: LazyLock<Registry> = LazyLock::new(Registry::default);
        &GLOBAL
    }

    /// The breaker of this name, made with default settings if it is new.
    pub(crate) fn breaker(&self, name: &str) -> Breaker {
        let (parent, has_parent) = parent(name);
        let family = self.family_in(&mut self.names(), parent);
        if has_parent { self.key(&family, true, name) } else { family.breaker().clone() }
    }

    /// The breaker of a key by its whole name, which begins with the family's, or else is all data.
    pub(crate) fn key(&self, family: &Family, has_parent: bool, name: &str) -> Breaker {
        let keys = if has_parent { family.keys() } else { &self.free };
        keys.get(name).unwrap_or_else(|| {
            let names = self.names();
            let known = if has_parent { self.free.get(name) } else { known_to_code(&names, name) };
            known.unwrap_or_else(|| family.add_key(keys, name))
        })
    }

    /// Gives the breaker of this name its settings.
    pub(crate) fn define(&self, name: &str, settings: BreakerSettings) -> Breaker {
        let mut names = self.names();
        let (parent, has_parent) = parent(name);
        let family = self.family_in(&mut names, parent);
        if has_parent {
            let keys = if self.free.get(name).is_some() { &self.free } else { family.keys() };
            return family.define_key(keys, name, settings);
        }
        self.define_family(&family, settings);
        family.breaker().clone()
    }

    /// What a policy names. Settings that are written there hold if nobody chose others before; `false` if somebody
    /// did.
    pub(crate) fn declared(&self, written: &BreakerRef) -> (Arc<Family>, bool) {
        let mut names = self.names();
        let family = self.family_in(&mut names, written.parent());
        let settings = *written.settings();
        if settings == BreakerSettings::NONE {
            return (family, true);
        }
        if !family.is_defined() {
            self.define_family(&family, settings);
        }
        let agreed = *family.settings() == settings;
        (family, agreed)
    }

    fn define_family(&self, family: &Family, settings: BreakerSettings) {
        let settings = family.define(settings);
        self.free.share(family.breaker(), &settings);
    }

    fn family_in(&self, names: &mut Names, name: &str) -> Arc<Family> {
        if let Some(family) = names.get(name) {
            return Arc::clone(family);
        }
        let family = Arc::new(self.free.get(name).map_or_else(|| Family::undefined(name), Family::of));
        names.insert(name.into(), Arc::clone(&family));
        family
    }

    fn names(&self) -> MutexGuard<'_, Names> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name that has the settings, and whether that is only a part of the whole.
fn parent(name: &str) -> (&str, bool) {
    name.split_once('/').map_or((name, false), |(parent, _)| (parent, true))
}

/// The breaker of a name that is all data, where code knows the same name.
fn known_to_code(names: &Names, name: &str) -> Option<Breaker> {
    let (parent, has_parent) = parent(name);
    let family = names.get(parent)?;
    if has_parent { family.keys().get(name) } else { Some(family.breaker().clone()) }
}
