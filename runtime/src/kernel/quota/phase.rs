//! A quota's state, with what belongs to it alone.

use std::num::NonZeroU32;

use super::ramp::Ramp;
use super::state::QuotaState;
use crate::kernel::Moment;

#[derive(Clone, Copy, Debug)]
pub(super) enum Phase {
    Open { since: Moment },
    Closed(Closed),
    Probing(Probing),
    Ramp(Ramp),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Closed {
    pub(super) since: Moment,
    pub(super) until: Moment,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Probing {
    /// The state to go back to where the probe finds nothing out.
    pub(super) closed: Closed,
    pub(super) number: NonZeroU32,
    pub(super) started: Moment,
}

impl Phase {
    pub(super) const fn state(&self) -> QuotaState {
        match self {
            Self::Open { .. } => QuotaState::Open,
            Self::Closed(_) => QuotaState::Closed,
            Self::Probing(_) => QuotaState::Probing,
            Self::Ramp(_) => QuotaState::Ramp,
        }
    }

    pub(super) const fn since(&self) -> Moment {
        match self {
            Self::Open { since } => *since,
            Self::Closed(closed) => closed.since,
            Self::Probing(probing) => probing.started,
            Self::Ramp(ramp) => ramp.since,
        }
    }

    /// When the reset is, while it is closed.
    pub(super) const fn closed_until(&self) -> Option<Moment> {
        match self {
            Self::Closed(closed) => Some(closed.until),
            _ => None,
        }
    }

    /// The number of the probe whose result is awaited.
    pub(super) const fn probe(&self) -> Option<NonZeroU32> {
        match self {
            Self::Probing(probing) => Some(probing.number),
            _ => None,
        }
    }
}
