//! The delays of a policy, without a call.

use std::num::NonZeroU32;
use std::time::Duration;

use resilin_policy::{Attempts, Backoff, Jitter, Policy};

use super::jitter::{drawn, range};
use super::random::Random;
use super::schedule::Schedule;

/// The delays of a policy, one after another: what a [`Call`](super::Call) waits that meets only failures which wait as the
/// site says, and no hints.
///
/// ```
/// use resilin::Policy;
/// use resilin::kernel::Delays;
///
/// let policy: Policy = "backoff = exp(1s, 2, 5s), jitter = none, attempts = 5".parse()?;
/// let mut delays = Delays::of(&policy);
/// let seconds: Vec<u64> = std::iter::from_fn(|| delays.next(&mut || 0)).map(|delay| delay.as_secs()).collect();
/// assert_eq!(seconds, [1, 2, 4, 5]);
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Delays {
    shape: Backoff,
    jitter: Jitter,
    schedule: Schedule,
    previous: u64,
    /// How many attempts are left, the first of all included; `None` without a limit.
    left: Option<NonZeroU32>,
    /// Between which nanoseconds all further delays are drawn: known once the shape has come to its cap.
    at_cap: Option<(u128, u128)>,
}

impl Delays {
    /// Those of a policy, from the first.
    pub const fn of(policy: &Policy) -> Self {
        let left = match policy.attempts() {
            Attempts::Limited(limit) => Some(limit),
            _ => None,
        };
        Self {
            shape: policy.backoff(),
            jitter: policy.jitter(),
            schedule: Schedule::START,
            previous: 0,
            left,
            at_cap: None,
        }
    }

    /// The next one: one less than the policy has attempts, without end where those are unlimited.
    #[inline]
    pub fn next(&mut self, random: &mut impl Random) -> Option<Duration> {
        if let Some(left) = &mut self.left {
            *left = NonZeroU32::new(left.get() - 1)?;
        }
        Some(match self.at_cap {
            Some(range) => drawn(range, random),
            None => self.climb(random),
        })
    }

    /// How many are to come, as an iterator says it.
    pub(crate) fn size_hint(&self) -> (usize, Option<usize>) {
        match self.left.map(|left| usize::try_from(left.get() - 1)) {
            Some(Ok(left)) => (left, Some(left)),
            None | Some(Err(_)) => (usize::MAX, None),
        }
    }

    fn climb(&mut self, random: &mut impl Random) -> Duration {
        let d = self.schedule.advance(&self.shape, &mut self.previous, random);
        if matches!(self.shape, Backoff::Decorrelated { .. }) {
            return d;
        }
        let range = range(d, self.jitter, self.shape.ceiling());
        self.at_cap = (d >= self.shape.cap()).then_some(range);
        drawn(range, random)
    }
}
