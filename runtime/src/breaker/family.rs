//! A name: the breaker that has it, its settings, and the breakers of its keys.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use resilin_policy::BreakerSettings;

use super::handle::Breaker;
use super::keys::Keys;
#[cfg(feature = "metrics")]
use super::together::Together;
use crate::clock;

/// Everything of one name.
#[derive(Debug)]
pub(crate) struct Family {
    breaker: Breaker,
    settings: Mutex<Defined>,
    keys: Keys,
}

#[derive(Debug, Default)]
struct Defined {
    settings: Arc<BreakerSettings>,
    /// Whether somebody chose them; else they are the defaults.
    chosen: bool,
}

impl Family {
    /// A name that nobody has given settings.
    pub(super) fn undefined(name: &str) -> Self {
        Self { breaker: Breaker::new(name, Arc::default()), settings: Mutex::default(), keys: Keys::default() }
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

    /// Gives the name and its keys these settings.
    pub(super) fn define(&self, settings: BreakerSettings) {
        let settings = Arc::new(settings);
        *self.defined() = Defined { settings: Arc::clone(&settings), chosen: true };
        self.breaker.share(Arc::clone(&settings));
        self.keys.share(&settings);
        self.keys.trim(settings.keys(), clock::of_thread());
    }

    /// Whether somebody has chosen its settings.
    pub(super) fn is_defined(&self) -> bool {
        self.defined().chosen
    }

    pub(super) fn settings(&self) -> Arc<BreakerSettings> {
        Arc::clone(&self.defined().settings)
    }

    fn defined(&self) -> MutexGuard<'_, Defined> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
