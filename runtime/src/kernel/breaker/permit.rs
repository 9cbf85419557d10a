//! What a call that was let through brings back.

use std::num::NonZeroU32;

use crate::kernel::Moment;

/// The right to one attempt. It is given back with the attempt's result, or without one: see
/// [`Circuit`](super::Circuit).
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a permit of a half-open breaker keeps others out until it is given back"]
pub struct Permit {
    /// When it was given; never, where nobody needs to know.
    pub(super) started: Moment,
    /// The life of the breaker's state in which it was given; in another one its result counts for nothing. Never 0, so
    /// that a call that holds no permit needs no more room than one that does.
    generation: NonZeroU32,
    /// The probe's number; 0 for a call that is none.
    pub(super) probe: u16,
    /// What its holder notes here, because every future of a policy with a breaker carries a permit.
    body: Body,
}

/// The body of a permit's attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// It waits, or has not begun.
    Waits,
    /// It runs in a task.
    InTask,
    /// It has the thread for itself.
    OnThread,
}

impl Permit {
    pub(super) const fn new(generation: u32, probe: u16, started: Moment) -> Self {
        let generation = match NonZeroU32::new(generation) {
            Some(generation) => generation,
            None => NonZeroU32::MIN,
        };
        Self { started, generation, probe, body: Body::Waits }
    }

    pub(super) const fn passing(generation: u32, started: Moment) -> Self {
        Self::new(generation, 0, started)
    }

    pub(crate) const fn generation(&self) -> u32 {
        self.generation.get()
    }

    /// Whether it is one of the few that a half-open breaker has given.
    pub const fn is_probe(&self) -> bool {
        self.probe != 0
    }

    pub(crate) const fn body(&self) -> Body {
        self.body
    }

    #[inline]
    pub(crate) const fn set_body(&mut self, body: Body) {
        self.body = body;
    }
}

/// How the attempt of a permit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) failed: bool,
    pub(super) slow: bool,
}
