//! What a breaker can be, and how it gets from one to the other.

use std::fmt;
use std::time::Duration;

/// What a breaker does with the calls that come to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BreakerState {
    /// Calls pass, and their results are counted.
    Closed,
    /// Calls are refused, until its time is over and one is let through as a probe.
    Open,
    /// A few calls are let through at once, as probes; the others are refused.
    HalfOpen,
    /// Calls are refused until somebody closes it.
    ForcedOpen,
    /// Calls pass, and nothing is counted, until somebody closes it.
    Disabled,
}

impl BreakerState {
    /// Every state, in the order of their numbers.
    pub(crate) const ALL: [Self; 5] = [Self::Closed, Self::Open, Self::HalfOpen, Self::ForcedOpen, Self::Disabled];

    /// The word for a metric's label or an event's field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half_open",
            Self::ForcedOpen => "forced_open",
            Self::Disabled => "disabled",
        }
    }
}

impl fmt::Display for BreakerState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A breaker has come from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transition {
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

/// What moved a breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// So many failures in a row.
    FailuresInRow,
    /// So many failures within the time.
    FailuresWithin,
    /// The share of failures.
    FailureRate,
    /// The share of slow calls.
    SlowCallRate,
    /// Its open time is over, and a call was let through.
    OpenTimeOver,
    /// A probe failed, or was slow.
    ProbeFailed,
    /// Enough probes in a row succeeded.
    ProbesSucceeded,
    /// Somebody said so.
    Manual,
}

impl Cause {
    /// The word for a metric's label or an event's field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FailuresInRow => "failures_in_row",
            Self::FailuresWithin => "failures_within",
            Self::FailureRate => "failure_rate",
            Self::SlowCallRate => "slow_call_rate",
            Self::OpenTimeOver => "open_time_over",
            Self::ProbeFailed => "probe_failed",
            Self::ProbesSucceeded => "probes_succeeded",
            Self::Manual => "manual",
        }
    }
}

/// The breaker lets this call not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// How long it stays open; `None` while it is being probed or forced open.
    pub retry_after: Option<Duration>,
}

impl Refusal {
    pub(super) const WITHOUT_TIME: Self = Self { retry_after: None };
}
