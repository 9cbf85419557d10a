//! A breaker looked at.

use std::time::Duration;

use super::state::BreakerState;

/// What a breaker has seen and done, at one moment.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BreakerSnapshot {
    /// Its state.
    pub state: BreakerState,
    /// How long it has been in this state.
    #[cfg_attr(feature = "serde", serde(rename = "since_seconds", serialize_with = "crate::seconds::of"))]
    pub since: Duration,
    /// While it is open: how long until a call is let through.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "retry_after_seconds", serialize_with = "crate::seconds::of_some")
    )]
    pub retry_after: Option<Duration>,
    /// The results in its window. `None` where it has no window, but counts failures alone.
    pub calls: Option<u64>,
    /// The failures that count at this moment: those of the window, else those in a row or within the time.
    pub failures: u64,
    /// The slow calls in its window; 0 where none are looked for.
    pub slow_calls: u64,
    /// The share of failures in its window, from 0 to 1; 0 while there are no calls.
    pub failure_rate: Option<f64>,
    /// The share of slow calls in its window, from 0 to 1; 0 while there are no calls.
    pub slow_call_rate: Option<f64>,
    /// How many probes are out.
    pub probes: usize,
    /// How often it has opened.
    pub opens: u64,
    /// How many attempts it has refused.
    pub rejected: u64,
    /// How long it has been in each state, this one included.
    pub time_in_state: TimeInState,
}

/// How long a breaker has been in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TimeInState {
    /// Closed.
    #[cfg_attr(feature = "serde", serde(rename = "closed_seconds", serialize_with = "crate::seconds::of"))]
    pub closed: Duration,
    /// Open.
    #[cfg_attr(feature = "serde", serde(rename = "open_seconds", serialize_with = "crate::seconds::of"))]
    pub open: Duration,
    /// Half-open.
    #[cfg_attr(feature = "serde", serde(rename = "half_open_seconds", serialize_with = "crate::seconds::of"))]
    pub half_open: Duration,
    /// Forced open.
    #[cfg_attr(feature = "serde", serde(rename = "forced_open_seconds", serialize_with = "crate::seconds::of"))]
    pub forced_open: Duration,
    /// Disabled.
    #[cfg_attr(feature = "serde", serde(rename = "disabled_seconds", serialize_with = "crate::seconds::of"))]
    pub disabled: Duration,
}

impl TimeInState {
    /// The time in one of them.
    pub const fn of(&self, state: BreakerState) -> Duration {
        match state {
            BreakerState::Closed => self.closed,
            BreakerState::Open => self.open,
            BreakerState::HalfOpen => self.half_open,
            BreakerState::ForcedOpen => self.forced_open,
            BreakerState::Disabled => self.disabled,
        }
    }
}

/// The same, as small as it can be; 584 years saturate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spent([u64; BreakerState::ALL.len()]);

impl Spent {
    pub(super) fn add(&mut self, state: BreakerState, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let spent = &mut self.0[state as usize];
        *spent = spent.saturating_add(nanos);
    }

    /// With the time in the state that lasts.
    pub(super) fn with(mut self, state: BreakerState, time: Duration) -> TimeInState {
        self.add(state, time);
        let [closed, open, half_open, forced_open, disabled] = self.0.map(Duration::from_nanos);
        TimeInState { closed, open, half_open, forced_open, disabled }
    }
}
