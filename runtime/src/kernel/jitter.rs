//! Jitter: what keeps a thousand clients from coming back in the same millisecond.
//!
//! `full` and `equal` are those of Marc Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).

use std::time::Duration;

use resilin_policy::Jitter;

use super::nanos::{duration, nanos, part};
use super::random::{Random, between};

/// The delay that a shape's `d` becomes; never above `ceiling`.
#[inline]
pub(super) fn spread(d: Duration, jitter: Jitter, ceiling: Duration, random: &mut impl Random) -> Duration {
    drawn(range(d, jitter, ceiling), random)
}

/// The shortest and the longest that [`spread`] can make of a delay.
pub(crate) fn bounds(d: Duration, jitter: Jitter, ceiling: Duration) -> (Duration, Duration) {
    let (shortest, longest) = range(d, jitter, ceiling);
    (duration(shortest), duration(longest))
}

/// A delay of this [`range`].
#[inline]
pub(super) fn drawn((shortest, longest): (u128, u128), random: &mut impl Random) -> Duration {
    duration(between(shortest, longest, random))
}

/// The shortest and the longest that a delay becomes, in nanoseconds.
#[inline]
pub(super) fn range(d: Duration, jitter: Jitter, ceiling: Duration) -> (u128, u128) {
    let whole = nanos(d);
    match jitter {
        Jitter::Full => (0, whole),
        Jitter::Equal => (whole / 2, whole),
        Jitter::Proportional(share) => {
            let margin = part(whole, share);
            (whole - margin, (whole + margin).min(nanos(ceiling)))
        }
        _ => (whole, whole),
    }
}

/// The wait that a server's hint becomes: never shorter than the hint, never longer than `longest`.
///
/// Callers have seen to it that `hint <= longest`.
pub(super) fn above_hint(
    hint: Duration,
    d: Duration,
    jitter: Jitter,
    longest: Duration,
    random: &mut impl Random,
) -> Duration {
    let least = nanos(hint);
    let margin = match jitter {
        Jitter::Full | Jitter::Equal => nanos(d),
        Jitter::Proportional(share) => part(least, share),
        _ => return hint,
    };
    duration(between(least, (least + margin).min(nanos(longest)), random))
}
