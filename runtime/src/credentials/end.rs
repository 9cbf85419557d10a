//! An end that two clocks tell: the one that comes first counts.
//!
//! The monotonic clock stands still while the machine is suspended; the wall clock jumps when somebody sets it. A lease
//! or a quarantine is over as soon as either says so.

use std::time::{Duration, SystemTime};

use crate::clock;
use crate::kernel::Moment;

/// Two clocks never agree to the microsecond: a wall clock that is ahead by less has nothing to tell.
const SLACK: Duration = Duration::from_secs(1);

/// What both clocks show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    pub(super) moment: Moment,
    pub(super) wall: SystemTime,
}

impl Now {
    /// As async calls see it.
    #[cfg(feature = "tokio")]
    pub(super) fn of_runtime() -> Self {
        Self { moment: clock::of_runtime(), wall: clock::wall() }
    }

    /// As blocking calls see it: by the thread's manual clock where a test installed one.
    pub(super) fn of_thread() -> Self {
        Self { moment: clock::of_thread(), wall: clock::wall() }
    }
}

/// When something is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    moment: Moment,
    /// `None`: later than the wall clock can tell.
    wall: Option<SystemTime>,
}

impl End {
    pub(super) fn after(delay: Duration, now: Now) -> Self {
        Self { moment: now.moment.after(delay), wall: now.wall.checked_add(delay) }
    }

    /// The time that is left; zero from the end on.
    pub(super) fn left(&self, now: Now) -> Duration {
        let left = self.moment.since(now.moment);
        match self.left_by_wall(now) {
            Some(by_wall) if by_wall.saturating_add(SLACK) < left => by_wall,
            _ => left,
        }
    }

    fn left_by_wall(&self, now: Now) -> Option<Duration> {
        Some(self.wall?.duration_since(now.wall).unwrap_or_default())
    }

    pub(super) fn is_over(&self, now: Now) -> bool {
        self.left(now).is_zero()
    }
}
