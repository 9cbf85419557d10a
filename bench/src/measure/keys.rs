//! The keys of 100,000 breakers.

use std::collections::HashMap;
use std::sync::OnceLock;

/// How many waits the delays workload asks for, a call.
pub(crate) const DELAYS: usize = 10_000;

/// How many keys there are, unless a child was told another number.
const KEYS: usize = 100_000;

static COUNT: OnceLock<usize> = OnceLock::new();

/// Another number of keys, for all of this process.
pub(crate) fn set_count(count: usize) {
    COUNT.get_or_init(|| count);
}

/// How many keys there are.
pub(crate) fn count() -> usize {
    *COUNT.get_or_init(|| KEYS)
}

/// A value for each key: what users of a library without keys would write.
pub(crate) fn map<T>(mut value: impl FnMut() -> T) -> HashMap<String, T> {
    (0..count()).map(|number| (key(number), value())).collect()
}

/// A host's name, as breakers are keyed by.
pub(super) fn key(number: usize) -> String {
    format!("host-{number}.example")
}

/// All keys, one after the other, in an order that no cache foresees.
#[derive(Debug)]
pub(crate) struct Keys {
    keys: &'static [String],
    at: usize,
}

impl Keys {
    /// From the first on.
    pub(crate) fn new() -> Self {
        static ALL: OnceLock<Vec<String>> = OnceLock::new();
        Self { keys: ALL.get_or_init(|| (0..count()).map(key).collect()), at: 0 }
    }

    /// The next one. The stride is a prime that no power of ten is divided by: every key has its turn.
    pub(crate) fn next(&mut self) -> &'static str {
        self.at = (self.at + 7_919) % self.keys.len();
        &self.keys[self.at]
    }
}
