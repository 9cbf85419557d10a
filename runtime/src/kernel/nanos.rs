//! Delays in nanoseconds: exact for every `Duration`, and quick for those that occur.

use std::time::Duration;

/// The nanoseconds of a duration.
#[inline]
pub(super) fn nanos(duration: Duration) -> u128 {
    duration.as_nanos()
}

/// The duration of so many nanoseconds, saturating.
#[inline]
pub(super) fn duration(nanos: u128) -> Duration {
    // Dividing 128 bits costs many times what 64 cost, and no real delay needs them.
    match u64::try_from(nanos) {
        Ok(nanos) => Duration::from_nanos(nanos),
        Err(_) => long_duration(nanos),
    }
}

#[cold]
fn long_duration(nanos: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    let subsecond = u32::try_from(nanos % SECOND).unwrap_or_default();
    u64::try_from(nanos / SECOND).map_or(Duration::MAX, |seconds| Duration::new(seconds, subsecond))
}

/// `nanos × share`, for a share in 0..=1; never more than `nanos`.
#[inline]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of a delay needs no more digits than a float has, and is cut at the whole"
)]
pub(super) fn part(nanos: u128, share: f64) -> u128 {
    let part = match u64::try_from(nanos) {
        Ok(nanos) => u128::from((nanos as f64 * share) as u64),
        Err(_) => (nanos as f64 * share) as u128,
    };
    part.min(nanos)
}
