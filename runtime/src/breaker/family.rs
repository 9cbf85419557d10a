//! A name: the breaker that has it, its settings, and the breakers of its keys.

use std::sync::{Arc, PoisonError};

use resilin_policy::BreakerSettings;

use super::handle::Breaker;
use super::keys::Keys;
#[cfg(feature = "metrics")]
use super::together::Together;
use crate::clock;
use crate::registry::{Held, Written};
use crate::sync::{Mutex, MutexGuard};

/// Everything of one name.
#[derive(Debug)]
pub(crate) struct Family {
    breaker: Breaker,
    settings: Mutex<Settings>,
    keys: Keys,
}

#[derive(Debug)]
struct Settings {
    held: Held<BreakerSettings>,
    in_force: Arc<BreakerSettings>,
}

impl Family {
    /// A name that nobody has given settings but for what overrides say.
    pub(super) fn undefined(name: &str, overridden: BreakerSettings) -> Self {
        let held = Held::new(overridden);
        let in_force = Arc::new(held.in_force());
        let breaker = Breaker::new(name, Arc::clone(&in_force));
        Self { breaker, settings: Mutex::new(Settings { held, in_force }), keys: Keys::default() }
    }

    /// The breaker of the name itself.
    #[inline]
    pub(crate) fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    /// How many breakers it stands for: its own and those of its keys.
    #[cfg(feature = "metrics")]
    pub(crate) fn len(&self) -> usize {
        1 + self.keys.len()
    }

    /// What they are and what they have done, those of keys that have gone included. Reads the clock.
    #[cfg(feature = "metrics")]
    pub(crate) fn together(&self) -> Together {
        let now = clock::of_thread();
        let mut together = self.keys.together(now);
        together.add(&self.breaker.snapshot_at(now));
        together
    }

    /// The breaker of the name itself, and those of its keys.
    pub(super) fn all(&self) -> Vec<Breaker> {
        let mut all = self.keys.all();
        all.push(self.breaker.clone());
        all
    }

    /// The breaker of a key by its whole name, if it is there.
    pub(super) fn known_key(&self, name: &str) -> Option<Breaker> {
        self.keys.get(name)
    }

    /// The breaker of a key by its whole name. A new one has the settings of the name; where all that are kept are busy,
    /// the name's own breaker serves.
    pub(super) fn key(&self, name: &str) -> Breaker {
        let added = self.keys.get_or_add(name, self.settings(), clock::of_thread());
        added.unwrap_or_else(|| self.breaker.clone())
    }

    /// Gives one key settings of its own.
    pub(super) fn define_key(&self, name: &str, settings: BreakerSettings) -> Breaker {
        self.keys.define(name, Arc::new(settings))
    }

    /// Gives the name and its keys these settings. Whether an override is left out, because it does not go with them.
    pub(super) fn define(&self, settings: BreakerSettings) -> bool {
        self.settle(|held| held.choose(settings))
    }

    /// Gives the name and its keys what a site says, where nobody has chosen anything before; `false` if somebody has.
    pub(super) fn declare(&self, written: &Written<BreakerSettings>) -> bool {
        let (is_new, agreed) = self.lock().held.declare(written, PartialEq::eq);
        if is_new {
            self.settle(|_| ());
        }
        agreed
    }

    #[cfg(feature = "config")]
    pub(super) fn override_by(&self, settings: BreakerSettings) {
        let mut held = self.held();
        held.override_by(settings);
        // What is not touched by it is not defined anew.
        if held.in_force() == *self.settings() {
            self.lock().held = held;
        } else {
            self.settle(|known| *known = held);
        }
    }

    /// Everything that was said of it.
    pub(super) fn held(&self) -> Held<BreakerSettings> {
        self.lock().held
    }

    /// The settings that hold.
    pub(super) fn settings(&self) -> Arc<BreakerSettings> {
        Arc::clone(&self.lock().in_force)
    }

    /// Changes what was said of it; under the lock of all names, so that what holds is what was said last.
    fn settle(&self, change: impl FnOnce(&mut Held<BreakerSettings>)) -> bool {
        let (settings, is_at_odds) = self.lock().settle(change);
        self.breaker.share(Arc::clone(&settings));
        self.keys.share(&settings);
        self.keys.trim(settings.keys(), clock::of_thread());
        is_at_odds
    }

    fn lock(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Settings {
    fn settle(&mut self, change: impl FnOnce(&mut Held<BreakerSettings>)) -> (Arc<BreakerSettings>, bool) {
        change(&mut self.held);
        self.in_force = Arc::new(self.held.in_force());
        (Arc::clone(&self.in_force), self.held.is_at_odds())
    }
}
