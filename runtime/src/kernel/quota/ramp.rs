//! How calls come back.

use std::time::Duration;

use crate::kernel::Moment;
use crate::kernel::nanos::{duration, nanos, part};

/// Slow start: a handful of calls at first, and twice as many with every step.
///
/// By the time `t` after the probe came back, 2^(1 + 8·t/ramp) calls may have been admitted: 2 at once, 512 in all. TCP
/// ([RFC 5681, 3.1](https://www.rfc-editor.org/rfc/rfc5681#section-3.1)) comes back after an idle time in the same way:
/// what the server can bear now, nobody knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ramp {
    pub(super) since: Moment,
    pub(super) admitted: u32,
}

/// How often the number of places doubles.
const STEPS: u32 = 8;

/// The time in which the number of places doubles.
pub(super) fn step(ramp: Duration) -> Duration {
    ramp / STEPS
}

impl Ramp {
    /// When the next place is there.
    pub(super) fn next_place(&self, ramp: Duration) -> Moment {
        self.since.after(place(self.admitted.saturating_add(1), ramp))
    }

    pub(super) fn ends_at(&self, ramp: Duration) -> Moment {
        self.since.after(ramp)
    }
}

/// After which time the place of this number is there; beyond the last one, that is the end of the ramp.
fn place(number: u32, ramp: Duration) -> Duration {
    let share = (f64::from(number).log2() - 1.0) / f64::from(STEPS);
    duration(part(nanos(ramp), share.max(0.0)))
}
