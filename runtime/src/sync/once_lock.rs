//! A cell that is set once, of loom's parts: loom has none of its own.

use std::sync::PoisonError;

use loom::sync::Mutex;
use loom::sync::atomic::{AtomicBool, Ordering};

/// What it says between threads is what the standard library's says: whoever finds the value finds what was done before
/// it was set, and of many who bring one, one is asked for it.
#[derive(Debug)]
pub(crate) struct OnceLock<T> {
    value: std::sync::OnceLock<T>,
    is_set: AtomicBool,
    setting: Mutex<()>,
}

impl<T> OnceLock<T> {
    pub(crate) fn new() -> Self {
        Self { value: std::sync::OnceLock::new(), is_set: AtomicBool::new(false), setting: Mutex::new(()) }
    }

    pub(crate) fn get(&self) -> Option<&T> {
        if self.is_set.load(Ordering::Acquire) { self.value.get() } else { None }
    }

    pub(crate) fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        let _ = self.get_or_init(|| value.take().expect("it is asked for once"));
        value.map_or(Ok(()), Err)
    }

    pub(crate) fn get_or_init(&self, value: impl FnOnce() -> T) -> &T {
        if let Some(known) = self.get() {
            return known;
        }
        // What brings the value may wait for other threads. The standard library's own cell below is not waited for:
        // loom's threads are all one thread of the system's, and would wait for themselves.
        let _setting = self.setting.lock().unwrap_or_else(PoisonError::into_inner);
        let value = self.value.get_or_init(value);
        self.is_set.store(true, Ordering::Release);
        value
    }
}

impl<T> From<T> for OnceLock<T> {
    fn from(value: T) -> Self {
        let cell = Self::new();
        let _ = cell.set(value);
        cell
    }
}
