//! What a site says only once, so that a log is not filled with it.

use std::sync::atomic::{AtomicBool, Ordering};

/// What has been told of a site.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) unknown: Once,
    pub(crate) no_timer: Once,
    pub(crate) no_timeout: Once,
    pub(crate) nested: Once,
    pub(crate) no_table: Once,
    pub(crate) settings_differ: Once,
}

impl Told {
    pub(crate) const fn nothing() -> Self {
        Self {
            unknown: Once::new(),
            no_timer: Once::new(),
            no_timeout: Once::new(),
            nested: Once::new(),
            no_table: Once::new(),
            settings_differ: Once::new(),
        }
    }
}

/// The first to ask is told so.
#[derive(Debug)]
pub(crate) struct Once(AtomicBool);

impl Once {
    const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Whether this is the first time. Nothing else is published by it, so no order is needed.
    pub(crate) fn first(&self) -> bool {
        !self.0.load(Ordering::Relaxed) && !self.0.swap(true, Ordering::Relaxed)
    }
}
