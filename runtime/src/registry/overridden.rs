//! The settings that overrides give to named things, whether those are there already or not.

#[cfg(feature = "config")]
use std::collections::HashMap;
#[cfg(feature = "config")]
use std::sync::PoisonError;

#[cfg(not(feature = "config"))]
use std::marker::PhantomData;

#[cfg(feature = "config")]
use crate::sync::{Mutex, MutexGuard};

/// What the last overrides say of each name.
#[cfg(feature = "config")]
#[derive(Debug)]
pub(crate) struct Overridden<S>(Mutex<HashMap<String, S>>);

/// There are no overrides.
#[cfg(not(feature = "config"))]
#[derive(Debug)]
pub(crate) struct Overridden<S>(PhantomData<S>);

#[cfg(feature = "config")]
impl<S: Copy + Default> Overridden<S> {
    /// What is said of this name.
    pub(crate) fn of(&self, name: &str) -> S {
        self.lock().get(name).copied().unwrap_or_default()
    }

    /// All names go by these from now on.
    pub(crate) fn replace(&self, settings: HashMap<String, S>) {
        *self.lock() = settings;
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(not(feature = "config"))]
impl<S: Default> Overridden<S> {
    /// Nothing is said of any name.
    #[allow(clippy::unused_self, reason = "there is something to ask where there are overrides")]
    pub(crate) fn of(&self, _: &str) -> S {
        S::default()
    }
}

#[cfg(feature = "config")]
impl<S> Default for Overridden<S> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[cfg(not(feature = "config"))]
impl<S> Default for Overridden<S> {
    fn default() -> Self {
        Self(PhantomData)
    }
}
