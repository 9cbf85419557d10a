//! How far a call has come in a backoff shape.

use std::time::Duration;

use resilin_policy::Backoff;

use super::nanos::{duration, nanos};
use super::random::{Random, between};

/// A position in a shape: the next step to take. Small, because every call carries one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    step: u32,
}

/// The step of a schedule that has reached its cap. No shape comes down again, so nothing needs to be computed
/// there.
const AT_CAP: u32 = u32::MAX;

impl Schedule {
    /// Before the first step.
    pub(super) const START: Self = Self { step: 0 };

    /// The shape's delay for this step, before jitter; the schedule moves on by one step.
    ///
    /// `previous` is the delay drawn last by a decorrelated shape, in nanoseconds, and 0 before the first.
    #[inline]
    pub(super) fn advance(&mut self, shape: &Backoff, previous: &mut u64, random: &mut impl Random) -> Duration {
        match *shape {
            Backoff::Decorrelated { base, cap } => decorrelated(base, cap, previous, random),
            Backoff::Fixed(delay) => delay,
            Backoff::None => Duration::ZERO,
            _ if self.step == AT_CAP => shape.cap(),
            _ => self.climb(shape),
        }
    }

    fn climb(&mut self, shape: &Backoff) -> Duration {
        let delay = shape.delay(self.step);
        self.step = if delay >= shape.cap() { AT_CAP } else { self.step.saturating_add(1).min(AT_CAP - 1) };
        delay
    }
}

/// U(base, min(cap, 3 × previous)): the ceiling is cut, not the result, so that delays do not pile up at the cap
/// (the variant of Polly.Contrib.WaitAndRetry; the shape itself is Brooker's).
fn decorrelated(base: Duration, cap: Duration, previous: &mut u64, random: &mut impl Random) -> Duration {
    let base = nanos(base);
    let ceiling = u128::from(*previous).max(base).saturating_mul(3).min(nanos(cap));
    let drawn = between(base, ceiling, random);
    *previous = u64::try_from(drawn).unwrap_or(u64::MAX);
    duration(drawn)
}
