//! Named things with settings, which sites share.

use std::fmt::Debug;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::names::Names;

/// What sites share by its name. Clones are the same thing.
pub(crate) trait Shared: Clone {
    type Settings: Copy + Debug + Default + PartialEq;

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
pub(crate) struct Shelf<T: Shared>(Names<Entry<T>>);

#[derive(Debug)]
struct Entry<T: Shared> {
    it: T,
    /// The settings that somebody chose; else it has the defaults.
    chosen: Mutex<Option<T::Settings>>,
}

impl<T: Shared> Default for Shelf<T> {
    fn default() -> Self {
        Self(Names::default())
    }
}

impl<T: Shared> Shelf<T> {
    /// The one of this name, made with default settings if it is new.
    pub(crate) fn get(&self, name: &str) -> T {
        self.0.lock().get_or_add(name, || Entry::new(name)).it.clone()
    }

    /// The one of this name, if it is there, and the settings that somebody chose for it. Nothing is made.
    pub(crate) fn look(&self, name: &str) -> Option<(T, Option<T::Settings>)> {
        let entry = self.0.lock().get(name)?;
        Some((entry.it.clone(), *entry.chosen()))
    }

    /// All of them with their settings, in no order.
    pub(crate) fn all(&self) -> Vec<(T, T::Settings)> {
        let entries = self.0.lock().all();
        entries.iter().map(|entry| (entry.it.clone(), entry.chosen().unwrap_or_default())).collect()
    }

    /// Gives the one of this name its settings.
    pub(crate) fn define(&self, name: &str, settings: T::Settings) -> T {
        let entry = self.0.lock().get_or_add(name, || Entry::new(name));
        entry.choose(&mut entry.chosen(), settings);
        entry.it.clone()
    }

    /// What a policy names. Settings that are written there hold if nobody chose others before; `false` if somebody did.
    pub(crate) fn declared(&self, name: &str, written: T::Settings) -> (T, bool) {
        let entry = self.0.lock().get_or_add(name, || Entry::new(name));
        let mut chosen = entry.chosen();
        if written != T::Settings::default() && chosen.is_none() {
            entry.choose(&mut chosen, written);
        }
        let agreed =
            written == T::Settings::default() || chosen.as_ref().is_some_and(|chosen| T::agrees(&written, chosen));
        (entry.it.clone(), agreed)
    }
}

impl<T: Shared> Entry<T> {
    fn new(name: &str) -> Self {
        Self { it: T::new(name, T::Settings::default()), chosen: Mutex::default() }
    }

    fn chosen(&self) -> MutexGuard<'_, Option<T::Settings>> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Under the lock, so that what holds is what was chosen last.
    fn choose(&self, chosen: &mut Option<T::Settings>, settings: T::Settings) {
        self.it.define(settings);
        *chosen = Some(settings);
    }
}
