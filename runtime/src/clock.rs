//! The one clock: tokio's where the feature is on (monotonic, pausable in tests), else the standard library's.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use crate::kernel::Moment;
use crate::testing;

/// A way to read the clock. An async call runs on tokio's, whatever a test has installed on the thread; a blocking
/// one on the thread's.
pub(crate) type Clock = fn() -> Moment;

/// The clock of blocking calls: the thread's manual one where a test installed it.
pub(crate) fn of_thread() -> Moment {
    testing::manual_now().unwrap_or_else(of_runtime)
}

/// Blocks the thread; a manual clock is moved on instead.
pub(crate) fn sleep(delay: Duration) {
    if !testing::manual_sleep(delay) {
        std::thread::sleep(delay);
    }
}

/// The clock of async calls.
pub(crate) fn of_runtime() -> Moment {
    static EPOCH: OnceLock<Instant> = OnceLock::new();
    let epoch = *EPOCH.get_or_init(Instant::now);
    let now = instant();
    match now.checked_duration_since(epoch) {
        Some(since) => Moment::EPOCH.after(since),
        None => Moment::EPOCH.before(epoch.duration_since(now)),
    }
}

/// The wall clock, for what servers name by date and for time that passed while the machine was suspended.
pub(crate) fn wall() -> SystemTime {
    testing::wall_now()
}

#[cfg(feature = "tokio")]
fn instant() -> Instant {
    tokio::time::Instant::now().into_std()
}

#[cfg(not(feature = "tokio"))]
fn instant() -> Instant {
    Instant::now()
}
