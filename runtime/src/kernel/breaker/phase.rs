//! A breaker's state, with what belongs to it alone.

use std::time::Duration;

use super::probes::Probes;
use super::state::BreakerState;
use crate::kernel::Moment;

/// Small: there may be a breaker for each of many keys.
#[derive(Debug)]
pub(super) enum Phase {
    Closed,
    Open { from: Moment, until: Moment },
    HalfOpen(Box<HalfOpen>),
    ForcedOpen,
    Disabled,
}

#[derive(Debug, Default)]
pub(super) struct HalfOpen {
    pub(super) probes: Probes,
    /// How many probes in a row have succeeded.
    pub(super) successes: u32,
}

impl Phase {
    pub(super) fn open(now: Moment, time: Duration) -> Self {
        Self::Open { from: now, until: now.after(time) }
    }

    pub(super) fn half_open() -> Self {
        Self::HalfOpen(Box::default())
    }

    pub(super) const fn state(&self) -> BreakerState {
        match self {
            Self::Closed => BreakerState::Closed,
            Self::Open { .. } => BreakerState::Open,
            Self::HalfOpen(_) => BreakerState::HalfOpen,
            Self::ForcedOpen => BreakerState::ForcedOpen,
            Self::Disabled => BreakerState::Disabled,
        }
    }

    /// When the open time ends, where there is one.
    pub(super) const fn open_until(&self) -> Option<Moment> {
        match self {
            Self::Open { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// How long the open time is, where there is one.
    pub(super) fn open_time(&self) -> Option<Duration> {
        match self {
            Self::Open { from, until } => Some(until.since(*from)),
            _ => None,
        }
    }

    /// How many probes are out.
    pub(super) fn probes(&self) -> usize {
        match self {
            Self::HalfOpen(half_open) => half_open.probes.len(),
            _ => 0,
        }
    }
}
