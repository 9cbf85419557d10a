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
    let whole = nanos(d);
    let spread = match jitter {
        Jitter::Full => between(0, whole, random),
        Jitter::Equal => between(whole / 2, whole, random),
        Jitter::Proportional(share) => {
            let margin = part(whole, share);
            between(whole - margin, (whole + margin).min(nanos(ceiling)), random)
        }
        _ => return d,
    };
    duration(spread)
}

/// The shortest and the longest that [`spread`] can make of a delay.
pub(crate) fn bounds(d: Duration, jitter: Jitter, ceiling: Duration) -> (Duration, Duration) {
    let whole = nanos(d);
    let (shortest, longest) = match jitter {
        Jitter::Full => (0, whole),
        Jitter::Equal => (whole / 2, whole),
        Jitter::Proportional(share) => {
            let margin = part(whole, share);
            (whole - margin, (whole + margin).min(nanos(ceiling)))
        }
        _ => return (d, d),
    };
    (duration(shortest), duration(longest))
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
