//! The longest that a call can take.

use crate::{
    Attempts, Backoff, Context, Delays, Jitter, Policy, QuotaRef, QuotaSettings, Retry, Rule, Target, known::known,
};
use std::time::Duration;

/// The longest that a call can take under a policy, where something bounds it.
///
/// It holds for every class of failure that the policy's `on(…)` and the standard table retry: a class that is counted
/// apart adds its attempts to the site's. The rules of a named table are not known here, so that only a deadline bounds
/// such a policy. Only a server that asks for a longer wait can stretch it, by up to [`Policy::max_wait`] for each wait,
/// and never past a deadline. A breaker or a retry budget only ever ends a call earlier, and nobody knows when: they
/// bound nothing here. A quota lets each attempt wait for it, as long as is written beside its name; what it was given
/// elsewhere is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WorstCase {
    /// All waits together: between attempts, and for a quota. `None` if there is no end to them.
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
///
/// // A wait for the quota before each of the two attempts, and one of up to 1s between them.
/// let policy: Policy = "backoff = none, attempts = 2, quota(llm, wait_up_to = 30s)".parse()?;
/// assert_eq!(worst_case(&policy).waiting, Some(Duration::from_secs(61)));
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
pub fn worst_case(policy: &Policy) -> WorstCase {
    worst_case_in(policy, Target::Text)
}

/// The longest that a call can take under this policy where it stands: beside credentials one more attempt may follow
/// at once, whatever the site counts, if a class has the rule `refresh`.
///
/// ```
/// use resilin_policy::{Context, Policy, Target, worst_case_in};
/// use std::time::Duration;
///
/// let policy: Policy = "backoff = fixed(2s), attempts = 3, timeout = 5s".parse()?;
/// let beside = Context::from(Target::AsyncFn).with_credentials();
/// assert_eq!(worst_case_in(&policy, Target::AsyncFn).total, Some(Duration::from_secs(19)));
/// // How long a lease is waited for only a deadline limits.
/// assert_eq!(worst_case_in(&policy, beside).total, None);
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
pub fn worst_case_in(policy: &Policy, context: impl Into<Context>) -> WorstCase {
    let context = context.into();
    let renewals = u32::from(context.has_credentials && may_renew(policy));
    let most = most(policy).map(|most| most.retried(renewals, |_| Duration::ZERO));
    let attempts = |most: &Most| Some(policy.timeout()?.saturating_mul(most.attempts));
    let waiting = |most: &Most| most.waiting.saturating_add(for_quota(policy).saturating_mul(most.attempts));
    // Nobody knows how long a lease is waited for; a timeout does not limit that.
    let total = most.as_ref().filter(|_| !context.has_credentials);
    let total = total.and_then(|most| Some(waiting(most).saturating_add(attempts(most)?)));
    let waiting = most.as_ref().map(waiting);
    WorstCase { waiting: within(policy.deadline(), waiting), total: within(policy.deadline(), total) }
}

fn may_renew(policy: &Policy) -> bool {
    policy.retries() && known(policy).any(|class| class.rule == Rule::Refresh)
}

/// How long one attempt may wait for its quota.
fn for_quota(policy: &Policy) -> Duration {
    policy.quota().map(QuotaRef::settings).map_or(Duration::ZERO, QuotaSettings::wait_up_to)
}

/// The shorter of a deadline and a time, where there is one.
fn within(deadline: Option<Duration>, time: Option<Duration>) -> Option<Duration> {
    match (deadline, time) {
        (Some(deadline), Some(time)) => Some(deadline.min(time)),
        (one, other) => one.or(other),
    }
}

/// The most that can happen before a call ends.
struct Most {
    attempts: u32,
    waiting: Duration,
}

impl Most {
    /// So many attempts more, and the waits before them.
    fn retried(self, count: u32, wait: impl Fn(u32) -> Duration) -> Self {
        let waiting = self.waiting.saturating_add(waits(count, wait));
        Self { attempts: self.attempts.saturating_add(count), waiting }
    }
}

/// `None` where nothing bounds it, or nobody knows what does: the rules of a named table are not known here.
fn most(policy: &Policy) -> Option<Most> {
    let Attempts::Limited(limit) = policy.attempts() else { return None };
    if policy.has_unknown_table() {
        return None;
    }
    let once = Most { attempts: 1, waiting: Duration::ZERO };
    if !policy.retries() {
        return Some(once);
    }
    let retried: Vec<Retry> = known(policy).filter_map(|class| class.rule.retry().copied()).collect();
    let (apart, shared): (Vec<Retry>, Vec<Retry>) =
        retried.into_iter().partition(|retry| retry.attempts.is_some());
    let among_the_sites = if shared.is_empty() { 0 } else { limit.get() - 1 };
    Some(with_retries(policy, once, &apart, &shared, among_the_sites))
}

/// Adds all retries, in the order that takes longest. Rules with the site's delays move one schedule on, whoever counts
/// them; a class that has delays of its own has a schedule of its own.
fn with_retries(policy: &Policy, once: Most, apart: &[Retry], shared: &[Retry], among_the_sites: u32) -> Most {
    let is_own = |retry: &&Retry| matches!(retry.delays, Delays::Own(_));
    let (own_apart, site_apart): (Vec<&Retry>, Vec<&Retry>) = apart.iter().partition(is_own);
    let (own_shared, site_shared): (Vec<&Retry>, Vec<&Retry>) = shared.iter().partition(is_own);
    let retries = |retry: &Retry| retry.attempts.map_or(0, |attempts| attempts.get() - 1);
    let steps = site_apart.iter().fold(0_u32, |steps, retry| steps.saturating_add(retries(retry)));
    let of_site: Vec<&Retry> = site_apart.into_iter().chain(site_shared).collect();
    let step = |n| longest_of(policy, &of_site, n);
    let most = once
        .retried(steps, step)
        .retried(among_the_sites, |n| step(steps.saturating_add(n)).max(longest_of(policy, &own_shared, n)));
    own_apart
        .into_iter()
        .fold(most, |most, retry| most.retried(retries(retry), |n| longest_wait(policy, retry, n)))
}

/// The sum of the longest waits.
fn waits(count: u32, wait: impl Fn(u32) -> Duration) -> Duration {
    /// So many are added up one by one; the rest count as long as the last, which bounds them from above.
    const ONE_BY_ONE: u32 = 1_000;
    let listed = count.min(ONE_BY_ONE);
    let sum = (0..listed).fold(Duration::ZERO, |sum, n| sum.saturating_add(wait(n)));
    let rest = count - listed;
    if rest == 0 { sum } else { sum.saturating_add(wait(count - 1).saturating_mul(rest)) }
}

/// The longest wait after attempt `n`, counted from 0, whichever of these it is.
fn longest_of(policy: &Policy, retries: &[&Retry], n: u32) -> Duration {
    retries.iter().map(|retry| longest_wait(policy, retry, n)).max().unwrap_or_default()
}

fn longest_wait(policy: &Policy, retry: &Retry, n: u32) -> Duration {
    match retry.delays {
        Delays::Own(shape) => longest_drawn(policy, shape, n, 1),
        Delays::Scaled(scale) => longest_drawn(policy, policy.backoff(), n, scale),
        Delays::Site => longest_drawn(policy, policy.backoff(), n, 1),
    }
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
