//! Points in time, as small as they can be.

use std::time::Duration;

/// A point on the clock, in nanoseconds from the process's epoch; 8 bytes, because futures carry it.
///
/// Signed: a paused clock may stand before the epoch. Two centuries either way saturate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    /// A moment that does not come.
    pub(crate) const NEVER: Self = Self(i64::MAX);

    /// Where the process's clock, and a manual one, start to count.
    pub(crate) const EPOCH: Self = Self(0);

    /// The moment `delay` after this one.
    pub(crate) fn after(self, delay: Duration) -> Self {
        Self(self.0.saturating_add(nanos(delay)))
    }

    /// The moment `delay` before this one.
    pub(crate) fn before(self, delay: Duration) -> Self {
        Self(self.0.saturating_sub(nanos(delay)))
    }

    /// The time from `earlier` to this moment; zero where it has passed already.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    pub(crate) const fn is_never(self) -> bool {
        self.0 == i64::MAX
    }
}

fn nanos(delay: Duration) -> i64 {
    i64::try_from(delay.as_nanos()).unwrap_or(i64::MAX)
}
