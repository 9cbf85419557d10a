//! Why there is no key, or no ring.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::lease::seconds;
use super::{KeySnapshot, KeyState};
use crate::{Class, Classify, Fault, Rejected};

/// Every key of the ring is out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKey {
    keys: Vec<KeySnapshot>,
}

impl NoKey {
    pub(super) fn new(keys: Vec<KeySnapshot>) -> Self {
        Self { keys }
    }

    /// How each key stands.
    pub fn keys(&self) -> &[KeySnapshot] {
        &self.keys
    }

    /// The time until the first key is back.
    pub fn retry_after(&self) -> Duration {
        self.first().map_or(Duration::ZERO, |key| key.state.back_in())
    }

    fn first(&self) -> Option<&KeySnapshot> {
        self.keys.iter().min_by_key(|key| key.state.back_in())
    }
}

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("every key is out")?;
        for (index, key) in self.keys.iter().enumerate() {
            let joint = if index == 0 { ": " } else { ", " };
            write!(f, "{joint}{key}")?;
        }
        match self.first() {
            Some(KeySnapshot { name, state, .. }) if *state != KeyState::Ready => {
                write!(f, "; `{name}` is back first, in {}s", seconds(state.back_in()))
            }
            _ => Ok(()),
        }
    }
}

impl Error for NoKey {}

impl From<NoKey> for Rejected {
    fn from(none: NoKey) -> Self {
        Self::NoCredentials { reason: none.to_string(), retry_after: Some(none.retry_after()) }
    }
}

/// Of class `auth`, and proved not processed: nothing was sent.
impl Classify for NoKey {
    fn classify(&self) -> Fault {
        Fault::new(Class::AUTH).not_processed().retry_after(self.retry_after())
    }
}

/// These keys make no ring.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyRingError {
    /// There are none.
    Empty,
    /// Two keys have this name.
    Repeated {
        /// The name.
        name: String,
    },
}

impl fmt::Display for KeyRingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a key ring needs at least one key"),
            Self::Repeated { name } => write!(f, "two keys of the ring are called `{name}`"),
        }
    }
}

impl Error for KeyRingError {}
