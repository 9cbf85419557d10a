//! A quota looked at.

use std::time::Duration;

use super::state::QuotaState;

/// What a quota has seen and done, at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct QuotaSnapshot {
    /// Its state.
    pub state: QuotaState,
    /// How long it has been in this state.
    #[cfg_attr(feature = "serde", serde(rename = "since_seconds", serialize_with = "crate::seconds::of"))]
    pub since: Duration,
    /// While it is closed: how long until the first call is let through.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "resets_in_seconds", serialize_with = "crate::seconds::of_some")
    )]
    pub resets_in: Option<Duration>,
    /// How often it has closed.
    pub closings: u64,
    /// How often it has refused: a call that waits and asks again is counted each time.
    pub refused: u64,
}
