//! The delays of a policy, for loops of one's own.

use std::iter::FusedIterator;
use std::time::Duration;

use rand::Rng as _;
use rand::rngs::SmallRng;

use crate::{Policy, kernel, random};

/// The delays of a policy, one after another, for what is no function that returns an error: a job that is asked for until
/// it is done, a process that is started again.
///
/// There is one less than the policy has attempts, and no end of them where the attempts are unlimited. The delays are those
/// of the policy's `backoff` and `jitter`, drawn anew for each. What needs a failure, a server or a clock has no part in it:
/// classes and their rules, hints, deadlines, gates.
///
/// ```
/// use resilin::{delays, policy};
///
/// # fn is_done() -> bool { true }
/// for delay in delays(&policy!("backoff = exp(100ms, 2, 5s), jitter = 25%, attempts = 8")) {
///     if is_done() {
///         break;
///     }
///     std::thread::sleep(delay);
/// }
/// ```
///
/// As text it can be written in a configuration, and read with [`str::parse`]:
///
/// ```
/// use std::time::Duration;
/// use resilin::{Policy, delays};
///
/// let policy: Policy = "backoff = fib(1s, 1m), jitter = none, attempts = 6".parse()?;
/// assert_eq!(delays(&policy).collect::<Vec<_>>(), [1, 1, 2, 3, 5].map(Duration::from_secs));
/// # Ok::<(), resilin::PolicyError>(())
/// ```
pub fn delays(policy: &Policy) -> Delays {
    Delays { delays: kernel::Delays::of(policy), random: random::generator() }
}

/// What [`delays`] returns.
#[derive(Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct Delays {
    delays: kernel::Delays,
    random: SmallRng,
}

impl Iterator for Delays {
    type Item = Duration;

    #[inline]
    fn next(&mut self) -> Option<Duration> {
        let Self { delays, random } = self;
        delays.next(&mut || random.next_u64())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.delays.size_hint()
    }
}

impl FusedIterator for Delays {}
