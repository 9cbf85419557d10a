//! The task that runs on this thread, as far as the runtime tells.

#[cfg(feature = "tokio")]
use tokio::task::{Id, try_id};

/// Which task it is; without a runtime all is one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Task(#[cfg(feature = "tokio")] Option<Id>);

#[cfg(feature = "tokio")]
impl Task {
    pub(crate) const NONE: Self = Self(None);

    pub(crate) fn current() -> Self {
        Self(try_id())
    }
}

#[cfg(not(feature = "tokio"))]
impl Task {
    pub(crate) const NONE: Self = Self();

    pub(crate) fn current() -> Self {
        Self::NONE
    }
}
