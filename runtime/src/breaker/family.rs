//! A name: the breaker that has it, its settings, and the breakers of its keys.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use resilin_policy::BreakerSettings;

use super::handle::Breaker;
use super::keys::{Keys, New};

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
        Self::of(Breaker::new(name, Arc::default()))
    }

    /// The name of a breaker that is there already.
    pub(super) fn of(breaker: Breaker) -> Self {
        Self { breaker, settings: Mutex::default(), keys: Keys::default() }
    }

    /// The breaker of the name itself.
    #[inline]
    pub(crate) fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    /// The breakers of the keys that begin with the name.
    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Adds a key with the settings of the name. Where all that are kept are busy, the name's own breaker serves.
    pub(super) fn add_key(&self, keys: &Keys, name: &str) -> Breaker {
        let settings = self.settings();
        let added = keys.get_or_add(name, settings.keys(), New { parent: &self.breaker, settings });
        added.unwrap_or_else(|| self.breaker.clone())
    }

    /// Gives one key settings of its own.
    pub(super) fn define_key(&self, keys: &Keys, name: &str, settings: BreakerSettings) -> Breaker {
        keys.define(name, New { parent: &self.breaker, settings: Arc::new(settings) })
    }

    /// Gives the name and its keys these settings; returns them.
    pub(super) fn define(&self, settings: BreakerSettings) -> Arc<BreakerSettings> {
        let settings = Arc::new(settings);
        *self.defined() = Defined { settings: Arc::clone(&settings), chosen: true };
        self.breaker.share(Arc::clone(&settings));
        self.keys.share(&self.breaker, &settings);
        self.keys.trim(settings.keys());
        settings
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
