//! The first call after a reset.

use std::num::NonZeroU32;

/// The right, and the duty, to find out whether the server serves again. It is given back with what it found, or
/// without: see [`Quota`](super::Quota).
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a probe keeps everybody else out until it is given back"]
pub struct QuotaProbe(pub(super) NonZeroU32);

/// The number of the next probe. No number comes twice within any probe's life.
pub(super) fn next(last: Option<NonZeroU32>) -> NonZeroU32 {
    last.and_then(|last| last.checked_add(1)).unwrap_or(NonZeroU32::MIN)
}
