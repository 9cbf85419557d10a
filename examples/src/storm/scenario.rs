//! What all variants have in common.

use std::ops::Range;
use std::time::Duration;

use resilin::kernel::Moment;

/// How many call, and from which number on everything is drawn.
///
/// Each client makes a call a second on average, at random times. The server could answer a quarter more; its queue
/// takes a second to work off. From second 30 to 90 it works half as fast: its queue, as long as before, takes two
/// seconds then, and who waits in it for more than one has gone by the time of the answer.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// How many call.
    pub clients: u32,
    /// The same seed, the same run.
    pub seed: u64,
}

/// How long a client waits for an answer.
pub(super) const TIMEOUT: Duration = Duration::from_secs(1);
/// One way.
pub(super) const LATENCY: Duration = Duration::from_millis(10);
const LOAD: f64 = 0.8;

impl Scenario {
    /// The seconds in which the server works half as fast.
    pub const OUTAGE: Range<usize> = 30..90;
    /// The second in which the last calls are made.
    pub const END: usize = 180;

    /// The time to the next call of any of them.
    pub(super) fn mean_gap(self) -> f64 {
        1.0 / f64::from(self.clients)
    }

    /// How many the server can answer in a second.
    pub fn capacity(self) -> f64 {
        f64::from(self.clients) / LOAD
    }

    /// How many can wait.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a positive number of a few digits"
    )]
    pub(super) fn places(self) -> usize {
        self.capacity() as usize
    }

    /// How long the server works at a request that it takes up now.
    pub(super) fn work(self, now: Moment) -> Duration {
        let share = if Self::OUTAGE.contains(&second(now)) { 0.5 } else { 1.0 };
        Duration::from_secs_f64(1.0 / (self.capacity() * share))
    }
}

/// The second that it is.
pub(super) fn second(now: Moment) -> usize {
    usize::try_from(now.since(Moment::EPOCH).as_secs()).unwrap_or(usize::MAX)
}
