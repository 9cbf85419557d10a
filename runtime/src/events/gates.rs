//! What breakers and quotas do.

use std::time::Duration;

use crate::BreakerState;
use crate::kernel::{Cause, ResetKind, Transition};

/// A breaker has come from one state to another. There is one for every transition, whatever number of threads saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BreakerMoved<'a> {
    /// The breaker's name. That of a key is `"api/eu"`, and may hold data.
    pub breaker: &'a str,
    /// The state it left.
    pub from: BreakerState,
    /// The state it is in now.
    pub to: BreakerState,
    /// What moved it.
    pub cause: Cause,
    /// How long it had been in the state that it left.
    pub lasted: Duration,
    /// How long it is open, where a time was set.
    pub open_for: Option<Duration>,
}

impl<'a> BreakerMoved<'a> {
    pub(crate) fn new(breaker: &'a str, moved: &Transition) -> Self {
        let Transition { from, to, cause, lasted, open_for } = *moved;
        Self { breaker, from, to, cause, lasted, open_for }
    }

    /// The name that stands in code: the breaker's own, or, where it is that of a key, what stands before the `/`.
    pub fn family(&self) -> &'a str {
        self.breaker.split_once('/').map_or(self.breaker, |(name, _)| name)
    }
}

/// A quota is used up: from now on it refuses. There is one for each closing, whatever number of calls saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuotaClosed<'a> {
    /// The quota's name.
    pub quota: &'a str,
    /// The time to the reset, as far as it is known now.
    pub resets_in: Duration,
    /// Where that time comes from.
    pub reason: ResetKind,
}

/// A quota lets calls pass again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuotaOpened<'a> {
    /// The quota's name.
    pub quota: &'a str,
    /// The time over which calls come back; zero is all at once.
    pub ramp: Duration,
}
