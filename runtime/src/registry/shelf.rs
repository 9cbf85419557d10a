//! Named things with settings, which sites share.

#[cfg(feature = "config")]
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use super::held::{Held, Layered, Written};
use super::names::Names;
use super::overridden::Overridden;
use crate::sync::{Mutex, MutexGuard};
use crate::telemetry::{self, Gate};

/// What sites share by its name. Clones are the same thing.
pub(crate) trait Shared: Clone {
    type Settings: Layered;

    /// What it is.
    const GATE: Gate;

    fn new(name: &str, settings: Self::Settings) -> Self;

    /// Whether settings that a site has written are those that were chosen.
    fn agrees(written: &Self::Settings, chosen: &Self::Settings) -> bool {
        written == chosen
    }

    /// Gives it other settings. What it has counted stays.
    fn define(&self, settings: Self::Settings);
}

/// All of one kind.
#[derive(Debug)]
pub(crate) struct Shelf<T: Shared> {
    names: Names<Entry<T>>,
    overridden: Overridden<T::Settings>,
}

#[derive(Debug)]
struct Entry<T: Shared> {
    it: T,
    held: Mutex<Held<T::Settings>>,
}

impl<T: Shared> Default for Shelf<T> {
    fn default() -> Self {
        Self { names: Names::default(), overridden: Overridden::default() }
    }
}

impl<T: Shared> Shelf<T> {
    /// The one of this name, made with default settings if it is new.
    pub(crate) fn get(&self, name: &str) -> T {
        self.entry(name).it.clone()
    }

    /// The one of this name, if it is there. Nothing is made.
    pub(crate) fn look(&self, name: &str) -> Option<T> {
        self.names.lock().get(name).map(|entry| entry.it.clone())
    }

    /// What was said of the one of this name, be it there or not. Nothing is made.
    pub(crate) fn held_of(&self, name: &str) -> Held<T::Settings> {
        let entry = self.names.lock().get(name);
        entry.map_or_else(|| Held::new(self.overridden.of(name)), |entry| *entry.held())
    }

    /// All of them with their settings, in no order.
    pub(crate) fn all(&self) -> Vec<(T, T::Settings)> {
        let entries = self.names.lock().all();
        entries.iter().map(|entry| (entry.it.clone(), entry.held().in_force())).collect()
    }

    /// Gives the one of this name its settings.
    pub(crate) fn define(&self, name: &str, settings: T::Settings) -> T {
        let entry = self.entry(name);
        let is_at_odds = entry.settle(|held| held.choose(settings));
        if is_at_odds {
            telemetry::override_unused(T::GATE, name);
        }
        entry.it.clone()
    }

    /// What a policy names. Settings that are written there hold if nobody chose others before; `false` if somebody did.
    pub(crate) fn declared(&self, name: &str, written: &Written<T::Settings>) -> (T, bool) {
        let entry = self.entry(name);
        let was_at_odds = entry.held().is_at_odds();
        let agreed = entry.declare(written);
        let is_at_odds = entry.held().is_at_odds();
        if is_at_odds && !was_at_odds {
            telemetry::override_unused(T::GATE, name);
        }
        (entry.it.clone(), agreed)
    }

    fn entry(&self, name: &str) -> Arc<Entry<T>> {
        let mut names = self.names.lock();
        names.get_or_add(name, || Entry::new(name, self.overridden.of(name)))
    }
}

#[cfg(feature = "config")]
impl<T: Shared> Shelf<T> {
    /// The settings that overrides give to each name, in place of those that they gave before.
    pub(crate) fn override_by(&self, settings: HashMap<String, T::Settings>) {
        let names = self.names.lock();
        for (name, entry) in names.each() {
            let overridden = settings.get(name).copied().unwrap_or_default();
            entry.override_by(overridden);
        }
        self.overridden.replace(settings);
    }

    /// What was said of each name that is there.
    pub(crate) fn held(&self) -> HashMap<String, Held<T::Settings>> {
        self.names.lock().each().map(|(name, entry)| (name.to_owned(), *entry.held())).collect()
    }
}

impl<T: Shared> Entry<T> {
    fn new(name: &str, overridden: T::Settings) -> Self {
        let held = Held::new(overridden);
        Self { it: T::new(name, held.in_force()), held: Mutex::new(held) }
    }

    fn held(&self) -> MutexGuard<'_, Held<T::Settings>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what was said of it; under the lock, so that what holds is what was said last. Whether the override is left
    /// out, because it does not go with the rest.
    fn settle(&self, change: impl FnOnce(&mut Held<T::Settings>)) -> bool {
        let mut held = self.held();
        change(&mut held);
        self.it.define(held.in_force());
        held.is_at_odds()
    }

    /// What is not touched by it is not defined anew.
    #[cfg(feature = "config")]
    fn override_by(&self, overridden: T::Settings) {
        let mut held = self.held();
        let before = held.in_force();
        held.override_by(overridden);
        if held.in_force() != before {
            self.it.define(held.in_force());
        }
    }

    fn declare(&self, written: &Written<T::Settings>) -> bool {
        let mut held = self.held();
        let (is_new, agreed) = held.declare(written, T::agrees);
        if is_new {
            self.it.define(held.in_force());
        }
        agreed
    }
}
