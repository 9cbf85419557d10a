//! Who is told that a quota is used up.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::kernel::ResetKind;

/// A quota has closed: what listeners are told, see [`Quota::on_closing`](super::Quota::on_closing).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    quota: Box<str>,
    resets_in: Duration,
    kind: ResetKind,
}

impl Closing {
    pub(super) fn new(quota: &str, resets_in: Duration, kind: ResetKind) -> Self {
        Self { quota: quota.into(), resets_in, kind }
    }

    /// The quota's name.
    pub fn quota(&self) -> &str {
        &self.quota
    }

    /// The time to the reset, as far as it is known now: the server may still name a later one.
    pub const fn resets_in(&self) -> Duration {
        self.resets_in
    }

    /// Where that time comes from.
    pub const fn kind(&self) -> ResetKind {
        self.kind
    }
}

type Listener = Arc<dyn Fn(&Closing) + Send + Sync>;

/// Those who want to know, in the order in which they came.
#[derive(Default)]
pub(super) struct Listeners(Mutex<Vec<Listener>>);

impl Listeners {
    pub(super) fn add(&self, listener: impl Fn(&Closing) + Send + Sync + 'static) {
        self.lock().push(Arc::new(listener));
    }

    /// Tells all of them, outside the lock: a listener may do anything, as adding another one.
    pub(super) fn tell(&self, closing: &Closing) {
        let all = self.lock().clone();
        for listener in all {
            listener(closing);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Listeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Listeners").field(&self.lock().len()).finish()
    }
}
