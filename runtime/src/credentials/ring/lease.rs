//! A key on loan, and how the keys of a ring stand.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use super::rota::Turn;

/// A key and its name.
pub(super) struct Key<S> {
    pub(super) name: Box<str>,
    pub(super) secret: S,
}

/// A key on loan. It derefs to the secret; clones are cheap.
///
/// `Debug` shows the key's name, never the secret.
pub struct KeyLease<S> {
    key: Arc<Key<S>>,
    pub(super) turn: Turn,
}

impl<S> KeyLease<S> {
    pub(super) fn new(key: Arc<Key<S>>, turn: Turn) -> Self {
        Self { key, turn }
    }

    /// The key's name in its ring.
    pub fn name(&self) -> &str {
        &self.key.name
    }

    pub(super) fn is_of(&self, key: &Arc<Key<S>>) -> bool {
        Arc::ptr_eq(&self.key, key)
    }
}

impl<S> Clone for KeyLease<S> {
    fn clone(&self) -> Self {
        Self { key: Arc::clone(&self.key), turn: self.turn }
    }
}

impl<S> Deref for KeyLease<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.key.secret
    }
}

impl<S> fmt::Debug for KeyLease<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyLease").field("key", &self.name()).finish_non_exhaustive()
    }
}

/// How a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyState {
    /// It can be used.
    Ready,
    /// The server did not take it.
    Quarantined {
        /// The time until it is tried again.
        back_in: Duration,
    },
    /// Its quota is used up.
    UsedUp {
        /// The time until the reset.
        back_in: Duration,
    },
}

impl KeyState {
    /// The time until the key can be used again; zero where it can be.
    pub fn back_in(self) -> Duration {
        match self {
            Self::Ready => Duration::ZERO,
            Self::Quarantined { back_in } | Self::UsedUp { back_in } => back_in,
        }
    }
}

/// What one key of a ring is like at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeySnapshot {
    /// The key's name.
    pub name: String,
    /// How it stands.
    pub state: KeyState,
    /// The auth faults since its last success.
    pub faults: u32,
}

/// "`primary` is quarantined for 299s (2 refusals in a row)".
impl fmt::Display for KeySnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, state, faults } = self;
        match state {
            KeyState::Ready => write!(f, "`{name}` is ready"),
            KeyState::Quarantined { back_in } => {
                let faults = if *faults > 1 { format!(" ({faults} refusals in a row)") } else { String::new() };
                write!(f, "`{name}` is quarantined for {}s{faults}", seconds(*back_in))
            }
            KeyState::UsedUp { back_in } => write!(f, "`{name}` is used up for {}s", seconds(*back_in)),
        }
    }
}

/// Whole seconds, rounded up: who comes back then is not too early.
pub(super) fn seconds(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))
}
