//! Which times are resets.

use std::time::Duration;

/// Whether a time that a server names is one: it is still to come, and not by a nonsense header in a hundred years. For
/// what all share, that would be for good.
pub(crate) fn is_reset(time: Duration) -> bool {
    const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);
    !time.is_zero() && time <= LONGEST
}
