//! The one clock: tokio's where the feature is on (monotonic, pausable in tests), else the standard library's.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::testing;

/// A point on the clock, in nanoseconds from the process's epoch; 8 bytes, because futures carry it.
///
/// Signed: a paused clock may stand before the epoch. Two centuries either way saturate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    /// A moment that does not come.
    pub(crate) const NEVER: Self = Self(i64::MAX);

    /// Where a manual clock starts.
    pub(crate) const EPOCH: Self = Self(0);

    /// The moment `delay` after this one.
    pub(crate) fn after(self, delay: Duration) -> Self {
        Self(self.0.saturating_add(nanos(delay)))
    }

    /// The time from `earlier` to this moment; zero where it has passed already.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    pub(crate) const fn is_never(self) -> bool {
        self.0 == i64::MAX
    }
}

/// Reads the clock: the thread's manual one where a test installed it.
pub(crate) fn now() -> Moment {
    testing::manual_now().unwrap_or_else(real_now)
}

/// Blocks the thread; a manual clock is moved on instead.
pub(crate) fn sleep(delay: Duration) {
    if !testing::manual_sleep(delay) {
        std::thread::sleep(delay);
    }
}

fn real_now() -> Moment {
    static EPOCH: OnceLock<Instant> = OnceLock::new();
    let epoch = *EPOCH.get_or_init(Instant::now);
    let now = instant();
    match now.checked_duration_since(epoch) {
        Some(since) => Moment(nanos(since)),
        None => Moment(-nanos(epoch.duration_since(now))),
    }
}

#[cfg(feature = "tokio")]
fn instant() -> Instant {
    tokio::time::Instant::now().into_std()
}

#[cfg(not(feature = "tokio"))]
fn instant() -> Instant {
    Instant::now()
}

fn nanos(delay: Duration) -> i64 {
    i64::try_from(delay.as_nanos()).unwrap_or(i64::MAX)
}
