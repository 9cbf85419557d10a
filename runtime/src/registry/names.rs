//! Things by their names.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use crate::sync::{Mutex, MutexGuard};

/// What each name stands for. Names come from code, so they are kept for good.
#[derive(Debug)]
pub(crate) struct Names<T>(Mutex<HashMap<Box<str>, Arc<T>>>);

/// Names under their lock: nothing is added meanwhile.
pub(crate) struct Locked<'n, T>(MutexGuard<'n, HashMap<Box<str>, Arc<T>>>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Names<T> {
    pub(crate) fn lock(&self) -> Locked<'_, T> {
        Locked(self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T> Locked<'_, T> {
    pub(crate) fn get(&self, name: &str) -> Option<Arc<T>> {
        self.0.get(name).map(Arc::clone)
    }

    /// All of them, in no order.
    pub(crate) fn all(&self) -> Vec<Arc<T>> {
        self.0.values().map(Arc::clone).collect()
    }

    /// All of them with their names, in no order.
    #[cfg(feature = "config")]
    pub(crate) fn each(&self) -> impl Iterator<Item = (&str, &Arc<T>)> {
        self.0.iter().map(|(name, it)| (&**name, it))
    }

    pub(crate) fn get_or_add(&mut self, name: &str, new: impl FnOnce() -> T) -> Arc<T> {
        self.get(name).unwrap_or_else(|| {
            let new = Arc::new(new());
            self.0.insert(name.into(), Arc::clone(&new));
            new
        })
    }
}
