//! Points in time, as small as they can be.

use std::time::Duration;

/// A point on a clock: nanoseconds from an epoch that whoever reads the clock has chosen.
///
/// 8 bytes, because futures carry it. Signed: a paused clock may stand before the epoch. Two centuries either way
/// saturate.
///
/// ```
/// use std::time::Duration;
/// use resilin::kernel::Moment;
///
/// let start = Moment::EPOCH;
/// let later = start.after(Duration::from_secs(3));
/// assert_eq!(later.since(start), Duration::from_secs(3));
/// assert_eq!(start.since(later), Duration::ZERO);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

impl Moment {
    /// A moment that does not come.
    pub const NEVER: Self = Self(i64::MAX);

    /// Where the clock starts to count.
    pub const EPOCH: Self = Self(0);

    /// The moment that is so many nanoseconds after the epoch.
    pub(crate) const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// The nanoseconds since the epoch.
    pub(crate) const fn as_nanos(self) -> i64 {
        self.0
    }

    /// The moment `delay` after this one.
    #[must_use]
    #[inline]
    pub fn after(self, delay: Duration) -> Self {
        Self(self.0.saturating_add(nanos(delay)))
    }

    /// The moment `delay` before this one.
    #[must_use]
    pub fn before(self, delay: Duration) -> Self {
        Self(self.0.saturating_sub(nanos(delay)))
    }

    /// The time from `earlier` to this moment; zero where it has passed already.
    #[inline]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    pub(crate) const fn is_never(self) -> bool {
        self.0 == i64::MAX
    }
}

/// In 64 bits throughout: every look at a clock comes by here.
#[inline]
fn nanos(delay: Duration) -> i64 {
    let whole = i64::try_from(delay.as_secs()).ok().and_then(|secs| secs.checked_mul(1_000_000_000));
    whole.and_then(|whole| whole.checked_add(delay.subsec_nanos().into())).unwrap_or(i64::MAX)
}
