//! When a lease is renewed, and how long a renewal may take.

use std::time::Duration;

use super::end::{End, Now};
use super::lease::Term;
use crate::kernel::Random;

#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) renew_before: Duration,
    pub(super) assume_ttl: Option<Duration>,
    pub(super) remember_failure: Duration,
    pub(super) renew_timeout: Duration,
}

impl Settings {
    pub(super) const DEFAULT: Self = Self {
        renew_before: Duration::from_secs(5 * 60),
        assume_ttl: None,
        remember_failure: Duration::from_secs(5),
        renew_timeout: Duration::from_secs(60),
    };

    /// The term of a lease that is good for `ttl` from now on.
    pub(super) fn term(&self, ttl: Duration, now: Now, random: &mut impl Random) -> Term {
        Term { end: End::after(ttl, now), lead: lead(self.renew_before, ttl, random) }
    }
}

/// How long before the end the renewal is due: `renew_before` and up to a fifth of it more, so that a fleet that logged
/// in together does not renew together. Never later than asked for, and never before half of the lease's time is over.
fn lead(renew_before: Duration, ttl: Duration, random: &mut impl Random) -> Duration {
    let least = renew_before.min(ttl / 12 * 5);
    least + part(least / 5, random.next_u64())
}

/// `whole × bits / 2⁶⁴`.
fn part(whole: Duration, bits: u64) -> Duration {
    let whole = u64::try_from(whole.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(u64::try_from((u128::from(whole) * u128::from(bits)) >> 64).unwrap_or(u64::MAX))
}
