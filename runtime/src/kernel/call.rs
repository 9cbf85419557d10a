//! The state machine of one call.

use std::time::Duration;

use resilin_policy::{Backoff, Class, Delays, Jitter, Policy, Retry, Rule};

use super::jitter::{above_hint, spread};
use super::random::Random;
use super::rules::Rules;
use super::schedule::Schedule;

/// One call: which attempt it is in, and how far its backoff has come.
///
/// A call starts in its first attempt. Tell it of each failed attempt by [`failed`](Self::failed); a success needs
/// no telling.
#[derive(Debug)]
pub struct Call {
    attempt: u32,
    site: Schedule,
    /// What most calls need none of; allocated by the first failure that does.
    memory: Option<Box<Memory>>,
}

/// A failed attempt, as the kernel needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of failure it was.
    pub class: Class,
    /// How long the server asked to be left alone, counted from now.
    pub retry_after: Option<Duration>,
    /// Whether it is proved that the request was not processed.
    pub not_processed: bool,
    /// What is left of the call's time, where a deadline limits it: its own or an outer call's.
    pub left: Option<Duration>,
    /// Whether the attempt had credentials: without them, the rule `refresh` is as `fail`.
    pub renewable: bool,
}

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[non_exhaustive]
pub enum Verdict {
    /// Build and run the next attempt once `after` has passed. Zero means at once, without a timer.
    Retry {
        /// How long to wait.
        after: Duration,
    },
    /// The call is over; its caller gets the outcome of the attempt that failed last.
    GiveUp(GiveUp),
}

/// Why a call is over although its last attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GiveUp {
    /// The rule for this class is not to retry.
    Rule,
    /// The function is not idempotent, and the request may have been processed.
    NotIdempotent,
    /// All attempts were used.
    Attempts,
    /// The server asked for a longer wait than the policy allows.
    HintTooLong,
    /// The wait would not end before the deadline.
    Deadline,
    /// The retry budget has not enough for another attempt. A [`Call`] knows no budget: this is said by who asks one.
    RetryBudget,
}

impl GiveUp {
    /// The word for a metric's label or an event's field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::NotIdempotent => "not_idempotent",
            Self::Attempts => "attempts",
            Self::HintTooLong => "hint_too_long",
            Self::Deadline => "deadline",
            Self::RetryBudget => "retry_budget",
        }
    }
}

impl Failure {
    /// A failure of `class` without a hint, in a call without a deadline.
    pub const fn new(class: Class) -> Self {
        Self { class, retry_after: None, not_processed: false, left: None, renewable: false }
    }
}

impl Default for Call {
    fn default() -> Self {
        Self::new()
    }
}

impl Call {
    /// A call in its first attempt.
    #[inline]
    pub const fn new() -> Self {
        Self { attempt: 1, site: Schedule::START, memory: None }
    }

    /// The number of the attempt that runs or is waited for; the first is 1.
    #[inline]
    pub const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Judges a failed attempt by a policy, or by [`Rules`] that a named table is part of. [`Verdict::Retry`] moves the
    /// call on to its next attempt.
    pub fn failed<'r>(
        &mut self,
        rules: impl Into<Rules<'r>>,
        failure: &Failure,
        random: &mut impl Random,
    ) -> Verdict {
        match self.delay_after(rules.into(), failure, random) {
            Ok(after) => {
                self.attempt = self.attempt.saturating_add(1);
                Verdict::Retry { after }
            }
            Err(reason) => Verdict::GiveUp(reason),
        }
    }

    fn delay_after(
        &mut self,
        rules: Rules<'_>,
        failure: &Failure,
        random: &mut impl Random,
    ) -> Result<Duration, GiveUp> {
        let (policy, rule) = (rules.policy(), rules.rule(failure.class));
        let renews = failure.renewable && rule == Rule::Refresh;
        let retry = if renews { &AT_ONCE } else { rule.retry().ok_or(GiveUp::Rule)? };
        if !policy.idempotent() && !failure.not_processed {
            return Err(GiveUp::NotIdempotent);
        }
        if renews {
            self.count_renewal(policy)?;
        } else {
            self.count(policy, failure.class, retry)?;
        }
        let step = self.advance(policy, failure.class, retry, random);
        // What the server said of what it refused is not meant for what takes its place.
        match failure.retry_after.filter(|_| !renews) {
            None => before(failure.left, step.delay(random)),
            Some(hint) => step.delay_for_hint(hint, policy.max_wait(), failure.left, random),
        }
    }

    /// Counts the one more attempt that a call gets for renewed credentials; it is none of the site's.
    fn count_renewal(&mut self, policy: &Policy) -> Result<(), GiveUp> {
        if !policy.retries() {
            return Err(GiveUp::Attempts);
        }
        let memory = self.memory.get_or_insert_default();
        if std::mem::replace(&mut memory.renewed, true) {
            return Err(GiveUp::Rule);
        }
        memory.apart += 1;
        Ok(())
    }

    /// Counts one more attempt, where there may be one: apart, if the rule has a count of its own, else among the site's.
    #[inline]
    fn count(&mut self, policy: &Policy, class: Class, retry: &Retry) -> Result<(), GiveUp> {
        let may_run_again = match retry.attempts {
            _ if !policy.retries() => false,
            Some(most) => self.memory.get_or_insert_default().count_apart(class, most.get()),
            None => {
                let apart = self.memory.as_ref().map_or(0, |memory| memory.apart);
                policy.attempts().allows((self.attempt - apart).saturating_add(1))
            }
        };
        may_run_again.then_some(()).ok_or(GiveUp::Attempts)
    }

    /// Moves the schedule of the rule on by one step.
    #[inline]
    fn advance<'p>(
        &mut self,
        policy: &'p Policy,
        class: Class,
        retry: &'p Retry,
        random: &mut impl Random,
    ) -> Step<'p> {
        let site = policy.written().backoff.as_ref().unwrap_or(&Backoff::DEFAULT);
        let (d, shape) = match &retry.delays {
            Delays::Own(own) => {
                let schedule = self.memory.get_or_insert_default().own(class);
                (schedule.advance(own, random), own)
            }
            Delays::Scaled(scale) => (self.advance_scaled(site, *scale, random), site),
            _ => (self.advance_site(site, random), site),
        };
        Step { d, shape, jitter: policy.jitter() }
    }

    /// A random shape is lengthened before it is drawn: the result, cut at the cap, would pile up there.
    fn advance_scaled(&mut self, shape: &Backoff, scale: u32, random: &mut impl Random) -> Duration {
        match *shape {
            Backoff::Decorrelated { base, cap } => {
                let base = base.saturating_mul(scale).min(cap);
                self.advance_site(&Backoff::Decorrelated { base, cap }, random)
            }
            _ => self.advance_site(shape, random).saturating_mul(scale).min(shape.ceiling()),
        }
    }

    #[inline]
    fn advance_site(&mut self, shape: &Backoff, random: &mut impl Random) -> Duration {
        let mut previous = self.memory.as_ref().map_or(0, |memory| memory.previous);
        let d = self.site.advance(shape, &mut previous, random);
        if previous != 0 {
            self.memory.get_or_insert_default().previous = previous;
        }
        d
    }
}

/// Renewed credentials need no quiet before they are used.
const AT_ONCE: Retry = Retry { delays: Delays::Own(Backoff::None), attempts: None };

/// One step of a schedule: a shape's delay and what may be made of it.
struct Step<'p> {
    d: Duration,
    shape: &'p Backoff,
    jitter: Jitter,
}

impl Step<'_> {
    #[inline]
    fn delay(&self, random: &mut impl Random) -> Duration {
        match self.shape {
            Backoff::Decorrelated { .. } => self.d,
            _ if self.d.is_zero() => self.d,
            _ => spread(self.d, self.jitter, self.shape.ceiling(), random),
        }
    }

    /// The wait for a server's hint. `max_wait` left out means what the deadline leaves, else what the shape
    /// allows.
    fn delay_for_hint(
        &self,
        hint: Duration,
        max_wait: Option<Duration>,
        left: Option<Duration>,
        random: &mut impl Random,
    ) -> Result<Duration, GiveUp> {
        let longest = max_wait.or(left).unwrap_or_else(|| self.shape.longest_hint());
        if hint > longest {
            return Err(if max_wait.is_none() && left.is_some() { GiveUp::Deadline } else { GiveUp::HintTooLong });
        }
        let wait = above_hint(hint, self.d, self.jitter, longest, random);
        // Jitter is ours to give up: a hint that fits before the deadline is not lost for it.
        before(left, wait).or_else(|_| before(left, hint))
    }
}

/// A wait that the deadline would cut is never started.
fn before(left: Option<Duration>, wait: Duration) -> Result<Duration, GiveUp> {
    match left {
        Some(left) if wait >= left => Err(GiveUp::Deadline),
        _ => Ok(wait),
    }
}

/// What a call remembers besides its attempt and its place in the site's shape.
#[derive(Debug, Default)]
struct Memory {
    /// The delay drawn last by the site's shape, where that is decorrelated; in nanoseconds.
    previous: u64,
    /// How many attempts were counted apart from the site's.
    apart: u32,
    /// Whether the call has had its attempt with renewed credentials.
    renewed: bool,
    /// Classes whose rule has a shape or a count of its own go apart from the site's. A call meets one or two of them.
    own: Vec<OwnSchedule>,
}

#[derive(Debug)]
struct OwnSchedule {
    class: Class,
    schedule: Schedule,
    previous: u64,
    /// How many of its failures were followed by another attempt.
    retried: u32,
}

impl Memory {
    fn own(&mut self, class: Class) -> &mut OwnSchedule {
        let known = self.own.iter().position(|own| own.class == class);
        let at = known.unwrap_or_else(|| {
            self.own.push(OwnSchedule { class, schedule: Schedule::START, previous: 0, retried: 0 });
            self.own.len() - 1
        });
        &mut self.own[at]
    }

    /// Counts one more attempt for a class whose rule allows so many; `false` where they are used up.
    fn count_apart(&mut self, class: Class, most: u32) -> bool {
        let own = self.own(class);
        let may_run_again = own.retried.saturating_add(1) < most;
        let counted = u32::from(may_run_again);
        own.retried += counted;
        self.apart += counted;
        may_run_again
    }
}

impl OwnSchedule {
    fn advance(&mut self, shape: &Backoff, random: &mut impl Random) -> Duration {
        self.schedule.advance(shape, &mut self.previous, random)
    }
}
