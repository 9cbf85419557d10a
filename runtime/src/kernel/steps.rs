//! How far a call has come.

use std::time::Duration;

use resilin_policy::{Backoff, Class, Delays, Jitter, Policy, Retry, Rule};

use super::jitter::{above_hint, spread};
use super::random::Random;
use super::rules::Rules;
use super::schedule::Schedule;
use super::verdict::{Failure, GiveUp, Verdict};

/// The attempt that a call is in, and its place in the site's shape: what every call carries. What only some have to
/// remember, their [`Memory`], is kept by whoever keeps these, who may have a place for it already.
#[derive(Debug)]
pub(crate) struct Steps {
    attempt: u32,
    site: Schedule,
}

impl Steps {
    /// Those of a call in its first attempt.
    pub(crate) const START: Self = Self { attempt: 1, site: Schedule::START };

    /// The number of the attempt that runs or is waited for; the first is 1.
    #[inline]
    pub(crate) const fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Judges a failed attempt; a retry moves the call on to its next one.
    pub(crate) fn failed(
        &mut self,
        memory: &mut Option<Box<Memory>>,
        rules: Rules<'_>,
        failure: &Failure,
        random: &mut impl Random,
    ) -> Verdict {
        match (Walk { steps: self, memory }).delay_after(rules, failure, random) {
            Ok(after) => {
                self.attempt = self.attempt.saturating_add(1);
                Verdict::Retry { after }
            }
            Err(reason) => Verdict::GiveUp(reason),
        }
    }
}

/// Both while a failure is judged.
struct Walk<'a> {
    steps: &'a mut Steps,
    memory: &'a mut Option<Box<Memory>>,
}

impl Walk<'_> {
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
                policy.attempts().allows((self.steps.attempt - apart).saturating_add(1))
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
        let d = self.steps.site.advance(shape, &mut previous, random);
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
pub(crate) struct Memory {
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
