//! What a call that was let through brings back.

use crate::kernel::Moment;

/// The right to one attempt. It is given back with the attempt's result, or without one: see
/// [`Circuit`](super::Circuit).
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a permit of a half-open breaker keeps others out until it is given back"]
pub struct Permit {
    /// The life of the breaker's state in which it was given; in another one its result counts for nothing.
    pub(super) generation: u32,
    /// The probe's number; 0 for a call that is none.
    pub(super) probe: u32,
    /// When it was given; never, where nobody needs to know.
    pub(super) started: Moment,
}

impl Permit {
    pub(super) const fn passing(generation: u32, started: Moment) -> Self {
        Self { generation, probe: 0, started }
    }

    pub(crate) const fn generation(&self) -> u32 {
        self.generation
    }

    /// Whether it is one of the few that a half-open breaker has given.
    pub const fn is_probe(&self) -> bool {
        self.probe != 0
    }
}

/// How the attempt of a permit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) failed: bool,
    pub(super) slow: bool,
}
