//! How far a call has come in one backoff shape.

use std::time::Duration;

use resilin_policy::Backoff;

use super::random::{Random, between};

/// A position in a shape. Small, because every call carries one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    step: u32,
    /// The delay drawn last by a decorrelated shape, in nanoseconds; 0 before the first.
    previous: u64,
}

impl Schedule {
    /// Before the first step.
    pub(super) const START: Self = Self { step: 0, previous: 0 };

    /// The shape's delay for this step, before jitter; the schedule moves on by one step.
    pub(super) fn advance(&mut self, shape: &Backoff, random: &mut impl Random) -> Duration {
        let step = self.step;
        self.step = step.saturating_add(1);
        match *shape {
            Backoff::Decorrelated { base, cap } => self.decorrelated(base, cap, random),
            _ => shape.delay(step),
        }
    }

    /// U(base, min(cap, 3 × previous)): the ceiling is cut, not the result, so that delays do not pile up at the cap
    /// (the variant of Polly.Contrib.WaitAndRetry; the shape itself is Brooker's).
    fn decorrelated(&mut self, base: Duration, cap: Duration, random: &mut impl Random) -> Duration {
        let previous = Duration::from_nanos(self.previous).max(base);
        let drawn = between(base, previous.saturating_mul(3).min(cap), random);
        self.previous = u64::try_from(drawn.as_nanos()).unwrap_or(u64::MAX);
        drawn
    }
}

/// The bound that no jittered or scaled delay of a shape passes. A fixed delay names none: it may be jittered upwards.
pub(super) fn ceiling(shape: &Backoff) -> Duration {
    match shape {
        Backoff::Fixed(_) => Duration::MAX,
        _ => shape.cap(),
    }
}
