//! Jitter: what keeps a thousand clients from coming back in the same millisecond.
//!
//! `full` and `equal` are those of Marc Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).

use std::time::Duration;

use resilin_policy::Jitter;

use super::random::{Random, between};

/// The delay that a shape's `d` becomes; never above `ceiling`.
pub(super) fn spread(d: Duration, jitter: Jitter, ceiling: Duration, random: &mut impl Random) -> Duration {
    match jitter {
        Jitter::Full => between(Duration::ZERO, d, random),
        Jitter::Equal => between(d / 2, d, random),
        Jitter::Proportional(share) => {
            let margin = part(d, share);
            between(d.saturating_sub(margin), d.saturating_add(margin).min(ceiling), random)
        }
        _ => d,
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
    let margin = match jitter {
        Jitter::Full | Jitter::Equal => d,
        Jitter::Proportional(share) => part(hint, share),
        _ => Duration::ZERO,
    };
    between(hint, hint.saturating_add(margin).min(longest), random)
}

/// `d × share` for a share in 0..=1.
fn part(d: Duration, share: f64) -> Duration {
    Duration::try_from_secs_f64(d.as_secs_f64() * share).unwrap_or(d).min(d)
}
