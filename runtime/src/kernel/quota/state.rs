//! What a quota can be, what moves it, and what it answers.

use std::fmt;
use std::time::Duration;

/// What a quota does with the calls that come to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum QuotaState {
    /// Calls pass.
    Open,
    /// Calls are refused, until the reset is there and one is let through as a probe.
    Closed,
    /// The reset is there, and one call is out to see whether the server serves again; the others are refused.
    Probing,
    /// It does, and calls come back little by little.
    Ramp,
}

impl QuotaState {
    /// The word for a metric's label or an event's field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Probing => "probing",
            Self::Ramp => "ramp",
        }
    }
}

impl fmt::Display for QuotaState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// When a quota that is used up is full again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuotaReset {
    /// The server said so: after this time.
    After(Duration),
    /// The server did not say.
    Unknown {
        /// How long to stay away after the first time. Each time in a row it is twice as long.
        first: Duration,
        /// The longest time.
        max: Duration,
    },
}

/// Where the time of a reset comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResetKind {
    /// The server named it.
    Known,
    /// Nobody did: it is what the rule assumes.
    Assumed,
    /// Somebody closed the quota by hand.
    Manual,
}

impl ResetKind {
    /// The word for a metric's label or an event's field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Assumed => "assumed",
            Self::Manual => "manual",
        }
    }
}

impl fmt::Display for ResetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A quota has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuotaChange {
    /// It let calls pass, and does not any more.
    Closed {
        /// The time to the reset.
        resets_in: Duration,
        /// Where that time comes from.
        kind: ResetKind,
    },
    /// It was closed already, and is until another time.
    Rescheduled {
        /// The time to the new reset.
        resets_in: Duration,
    },
    /// It lets calls pass again.
    Opened {
        /// The time over which they come back; zero is all at once.
        over: Duration,
    },
}

/// The quota lets this call not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuotaRefusal {
    /// The time until a call like this may pass; `None` while it is being probed.
    pub resets_in: Option<Duration>,
    /// After which time one who waits should ask again: spread at random, so that those who wait do not come together.
    pub ask_again: Duration,
}
