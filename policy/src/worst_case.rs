//! The longest that a call can take.

use crate::{Attempts, Backoff, Class, Jitter, Policy, Rule, standard};
use std::time::Duration;

/// The longest that a call can take under a policy, where something bounds it.
///
/// It holds for every class of failure that the standard table retries. Only a server that asks for a longer wait
/// can stretch it, by up to [`Policy::max_wait`] for each wait, and never past a deadline. A breaker only ever ends a
/// call earlier, and nobody knows when: it bounds nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WorstCase {
    /// All waits between attempts together. `None` if there is no end to them.
    pub waiting: Option<Duration>,
    /// The whole call. `None` if neither a timeout nor a deadline bounds the attempts.
    pub total: Option<Duration>,
}

/// The longest that a call can take under this policy; sums saturate.
///
/// ```
/// use resilin_policy::{Policy, worst_case};
/// use std::time::Duration;
///
/// let policy: Policy = "backoff = fixed(2s), attempts = 3, timeout = 5s".parse()?;
/// // Two waits of 2s, or of up to 1s and 2s when throttled, and three attempts of 5s.
/// assert_eq!(worst_case(&policy).waiting, Some(Duration::from_secs(4)));
/// assert_eq!(worst_case(&policy).total, Some(Duration::from_secs(19)));
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
pub fn worst_case(policy: &Policy) -> WorstCase {
    let waits = waits(policy);
    let attempts = policy.timeout().and_then(|timeout| all_attempts(policy, timeout));
    let total = waits.and_then(|waits| Some(waits.saturating_add(attempts?)));
    WorstCase { waiting: within(policy.deadline(), waits), total: within(policy.deadline(), total) }
}

/// The shorter of a deadline and a time, where there is one.
fn within(deadline: Option<Duration>, time: Option<Duration>) -> Option<Duration> {
    match (deadline, time) {
        (Some(deadline), Some(time)) => Some(deadline.min(time)),
        (one, other) => one.or(other),
    }
}

fn all_attempts(policy: &Policy, timeout: Duration) -> Option<Duration> {
    match policy.attempts() {
        Attempts::Limited(limit) => Some(timeout.saturating_mul(limit.get())),
        Attempts::Unlimited => None,
    }
}

/// The sum of the longest waits, one between each two attempts.
fn waits(policy: &Policy) -> Option<Duration> {
    /// So many are added up one by one; the rest count as long as the last, which bounds them from above.
    const ONE_BY_ONE: u32 = 1_000;
    let Attempts::Limited(limit) = policy.attempts() else { return None };
    let count = limit.get() - 1;
    let listed = count.min(ONE_BY_ONE);
    let sum = (0..listed).fold(Duration::ZERO, |sum, n| sum.saturating_add(longest_wait(policy, n)));
    let rest = count - listed;
    let rest = if rest == 0 { Duration::ZERO } else { longest_wait(policy, count - 1).saturating_mul(rest) };
    Some(sum.saturating_add(rest))
}

/// The longest wait after attempt `n`, counted from 0, whatever the class of its failure.
fn longest_wait(policy: &Policy, n: u32) -> Duration {
    let waits = Class::BUILT_IN.into_iter().map(|class| match standard(class, policy) {
        Rule::Retry => longest_drawn(policy, policy.backoff(), n, 1),
        Rule::RetryScaled(scale) => longest_drawn(policy, policy.backoff(), n, scale),
        Rule::RetryWith(shape) => longest_drawn(policy, shape, n, 1),
        Rule::Fail => Duration::ZERO,
    });
    waits.max().unwrap_or_default()
}

/// The longest that jitter can make a delay: only proportional jitter lengthens, and never beyond the cap.
fn longest_drawn(policy: &Policy, shape: Backoff, n: u32, scale: u32) -> Duration {
    let delay = shape.delay(n).saturating_mul(scale).min(shape.ceiling());
    match policy.jitter() {
        Jitter::Proportional(part) => lengthened(delay, part).min(shape.ceiling()),
        _ => delay,
    }
}

fn lengthened(delay: Duration, part: f64) -> Duration {
    let longer = Duration::try_from_secs_f64(delay.as_secs_f64() * part).unwrap_or(Duration::MAX);
    delay.saturating_add(longer)
}
