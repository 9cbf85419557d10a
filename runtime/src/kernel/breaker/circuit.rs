//! A breaker's state machine.

use std::sync::Arc;
use std::time::Duration;

use resilin_policy::{Backoff, BreakerSettings, Jitter};

use super::counts::{Counts, NextSuccess};
use super::permit::{Permit, Sample};
use super::phase::Phase;
use super::snapshot::{BreakerSnapshot, Spent};
use super::state::{BreakerState, Cause, Refusal, Transition};
use crate::kernel::jitter::spread;
use crate::kernel::{Moment, Random};

/// One breaker, alone: told the time and how calls ended, it says which calls may pass.
///
/// Closed, it counts results and trips. Open, it refuses until its time is over; the call that comes then is the
/// first probe. Half-open, it lets a few through at once and refuses the others; enough successes in a row close it,
/// one failure opens it again, for longer where its open time is a shape that grows.
///
/// A result belongs to the state in which its permit was given. When the breaker has moved on since, it counts for
/// nothing: a call that began before the breaker tripped can neither close it nor keep it open.
///
/// The states are those of Michael Nygard, *Release It!* (2007), as in
/// [resilience4j](https://resilience4j.readme.io/docs/circuitbreaker) and
/// [Polly](https://www.pollydocs.org/strategies/circuit-breaker.html).
///
/// ```
/// use std::time::Duration;
/// use resilin::kernel::{Circuit, Moment, Random};
/// use resilin::BreakerState;
///
/// struct Middle;
/// impl Random for Middle {
///     fn next_u64(&mut self) -> u64 {
///         u64::MAX / 2 + 1
///     }
/// }
///
/// let mut now = Moment::EPOCH;
/// let mut circuit = Circuit::new("failures = 2, open = 30s".parse()?, now);
/// for _ in 0..2 {
///     let permit = circuit.admit(now).unwrap().permit;
///     circuit.failed(permit, now, &mut Middle);
/// }
/// assert_eq!(circuit.admit(now).unwrap_err().retry_after, Some(Duration::from_secs(30)));
///
/// now = now.after(Duration::from_secs(30));
/// let probe = circuit.admit(now).unwrap().permit;
/// assert_eq!(circuit.state(), BreakerState::HalfOpen);
/// circuit.succeeded(probe, now, &mut Middle);
/// assert_eq!(circuit.state(), BreakerState::Closed);
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Debug)]
pub struct Circuit {
    settings: Arc<BreakerSettings>,
    phase: Phase,
    /// Counts the states it has been in, so that results of an earlier one are known.
    generation: u32,
    /// How often it has opened since it was last closed: the step of the open time's shape.
    reopened: u32,
    since: Moment,
    counts: Counts,
    opens: u32,
    spent: Spent,
}

/// A call that was let through.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Admission {
    /// To be given back with the attempt's result.
    pub permit: Permit,
    /// What letting it through has moved.
    pub transition: Option<Transition>,
}

impl Admission {
    pub(super) const fn passing(permit: Permit) -> Self {
        Self { permit, transition: None }
    }
}

impl Circuit {
    /// A closed breaker.
    pub fn new(settings: BreakerSettings, now: Moment) -> Self {
        Self::sharing(Arc::new(settings), now)
    }

    /// A closed breaker whose settings others have, too.
    pub(super) fn sharing(settings: Arc<BreakerSettings>, now: Moment) -> Self {
        Self {
            counts: Counts::new(&settings),
            settings,
            phase: Phase::Closed,
            generation: FIRST,
            reopened: 0,
            since: now,
            opens: 0,
            spent: Spent::default(),
        }
    }

    /// Its state. Open lasts until a call is let through, however long its time is over.
    pub fn state(&self) -> BreakerState {
        self.phase.state()
    }

    /// Asks for an attempt. An open breaker whose time is over becomes half-open by it.
    ///
    /// # Errors
    ///
    /// The breaker is open, or as many probes as it allows are out.
    pub fn admit(&mut self, now: Moment) -> Result<Admission, Refusal> {
        let open_until = self.phase.open_until();
        if let Some(until) = open_until.filter(|until| now < *until) {
            return Err(Refusal { retry_after: Some(until.since(now)) });
        }
        let transition = open_until.map(|_| self.half_open(now));
        Ok(Admission { permit: self.permit(now)?, transition })
    }

    /// Gives a permit back: the attempt succeeded. A slow success is a bad one where slow calls trip.
    pub fn succeeded(&mut self, permit: Permit, now: Moment, random: &mut impl Random) -> Option<Transition> {
        self.ended(permit, false, now, random)
    }

    /// Gives a permit back: the attempt failed in a way that counts.
    pub fn failed(&mut self, permit: Permit, now: Moment, random: &mut impl Random) -> Option<Transition> {
        self.ended(permit, true, now, random)
    }

    /// Gives a permit back without a result, as if the call had never been: it was cancelled, or its failure says
    /// nothing about the server's health.
    #[allow(clippy::needless_pass_by_value, reason = "a permit is given back once")]
    pub fn cancelled(&mut self, permit: Permit) {
        if permit.generation() == self.generation {
            self.take_back(&permit);
        }
    }

    /// Replaces the settings. The state stays, and what has been counted, but for the results of a window of another kind.
    pub fn define(&mut self, settings: BreakerSettings) {
        self.share(Arc::new(settings));
    }

    /// Replaces the settings by what others have, too.
    pub(super) fn share(&mut self, settings: Arc<BreakerSettings>) {
        self.counts.adapt(&settings);
        self.settings = settings;
    }

    /// Refuses everything until [`close`](Self::close).
    pub fn force_open(&mut self, now: Moment) -> Option<Transition> {
        self.set(Phase::ForcedOpen, now)
    }

    /// Refuses everything for so long, then probes.
    pub fn open_for(&mut self, time: Duration, now: Moment) -> Option<Transition> {
        self.set(Phase::open(now, time), now)
    }

    /// Lets everything pass and counts nothing until [`close`](Self::close).
    pub fn disable(&mut self, now: Moment) -> Option<Transition> {
        self.set(Phase::Disabled, now)
    }

    /// Closes it, from whatever state, and forgets what was counted.
    pub fn close(&mut self, now: Moment) -> Option<Transition> {
        self.set(Phase::Closed, now)
    }

    /// What it has seen and done, without what only a shared breaker counts.
    pub fn snapshot(&mut self, now: Moment) -> BreakerSnapshot {
        let tally = self.counts.tally(&self.settings, now);
        let has_window = self.settings.window().is_some();
        BreakerSnapshot {
            state: self.state(),
            since: now.since(self.since),
            retry_after: self.open_until().map(|until| until.since(now)),
            calls: has_window.then_some(tally.calls),
            failures: tally.failures,
            slow_calls: tally.slow,
            failure_rate: has_window.then(|| tally.failure_rate()),
            slow_call_rate: has_window.then(|| tally.slow_rate()),
            probes: self.phase.probes(),
            opens: self.opens.into(),
            rejected: 0,
            time_in_state: self.spent.with(self.state(), now.since(self.since)),
        }
    }

    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    pub(super) fn open_until(&self) -> Option<Moment> {
        self.phase.open_until()
    }

    /// What one more success would change, while it is closed.
    pub(super) fn next_success(&self) -> NextSuccess {
        self.counts.next_success(&self.settings)
    }

    fn is_slow(&self, started: Moment, now: Moment) -> bool {
        self.slow_from().is_some_and(|from| now.since(started) >= from)
    }

    /// From how long on a call is slow, where that matters.
    pub(super) fn slow_from(&self) -> Option<Duration> {
        self.settings.slow_calls().map(|slow| slow.from)
    }

    /// Successes that came while the next one would have changed nothing else.
    pub(super) fn add_successes(&mut self, count: u64) {
        self.counts.add_successes(count);
    }

    fn permit(&mut self, now: Moment) -> Result<Permit, Refusal> {
        let timeout = self.probe_timeout();
        match &mut self.phase {
            Phase::Closed | Phase::Disabled => Ok(Permit::passing(self.generation, now)),
            Phase::HalfOpen(half_open) => {
                let probe = half_open.probes.send(self.settings.probes(), timeout, self.generation, now);
                probe.ok_or(Refusal::WITHOUT_TIME)
            }
            Phase::Open { .. } | Phase::ForcedOpen => Err(Refusal::WITHOUT_TIME),
        }
    }

    fn half_open(&mut self, now: Moment) -> Transition {
        self.move_to(Phase::half_open(), Cause::OpenTimeOver, now)
    }

    /// As long as the breaker is open at this step, where nothing is said. What somebody set by hand is no measure: it may
    /// have been no time at all, to have it probed at once.
    fn probe_timeout(&self) -> Duration {
        let open_time = || self.settings.open().delay(self.reopened.saturating_sub(1));
        self.settings.probe_timeout().unwrap_or_else(open_time)
    }

    #[allow(clippy::needless_pass_by_value, reason = "a permit is given back once")]
    fn ended(
        &mut self,
        permit: Permit,
        failed: bool,
        now: Moment,
        random: &mut impl Random,
    ) -> Option<Transition> {
        if permit.generation() != self.generation {
            return None;
        }
        let sample = Sample { failed, slow: self.is_slow(permit.started, now) };
        match self.phase {
            Phase::Closed => {
                let cause = self.counts.record(sample, &self.settings, now)?;
                Some(self.trip(cause, now, random))
            }
            Phase::HalfOpen(_) => self.probed(&permit, sample, now, random),
            Phase::Open { .. } | Phase::ForcedOpen | Phase::Disabled => None,
        }
    }

    /// A slow probe is a failed one: what the breaker tripped for has not passed.
    fn probed(
        &mut self,
        permit: &Permit,
        sample: Sample,
        now: Moment,
        random: &mut impl Random,
    ) -> Option<Transition> {
        self.take_back(permit);
        if sample.failed || sample.slow {
            return Some(self.trip(Cause::ProbeFailed, now, random));
        }
        let Phase::HalfOpen(half_open) = &mut self.phase else { return None };
        half_open.successes = half_open.successes.saturating_add(1);
        let enough = half_open.successes >= self.settings.successes();
        enough.then(|| self.move_to(Phase::Closed, Cause::ProbesSucceeded, now))
    }

    fn take_back(&mut self, permit: &Permit) {
        if let Phase::HalfOpen(half_open) = &mut self.phase {
            half_open.probes.take_back(permit);
        }
    }

    fn trip(&mut self, cause: Cause, now: Moment, random: &mut impl Random) -> Transition {
        let shape = self.settings.open();
        let time = shape.delay(self.reopened);
        // A fixed time was meant as it stands; a shape is spread, so that clients that tripped together do not probe
        // together.
        let time = match shape {
            Backoff::Fixed(time) => time,
            _ => spread(time, SPREAD, shape.cap(), random),
        };
        self.reopened = self.reopened.saturating_add(1);
        self.move_to(Phase::open(now, time), cause, now)
    }

    /// What somebody asked for. It is no transition where the state stays, but results of before do not count after it.
    fn set(&mut self, phase: Phase, now: Moment) -> Option<Transition> {
        let moved = self.move_to(phase, Cause::Manual, now);
        (moved.from != moved.to).then_some(moved)
    }

    fn move_to(&mut self, phase: Phase, cause: Cause, now: Moment) -> Transition {
        let (from, lasted) = (self.state(), now.since(self.since));
        self.enter(phase, now);
        Transition { from, to: self.state(), cause, lasted, open_for: self.phase.open_time() }
    }

    fn enter(&mut self, phase: Phase, now: Moment) {
        let from = self.state();
        self.phase = phase;
        self.generation = self.generation.checked_add(1).unwrap_or(FIRST);
        self.counts.clear();
        let to = self.state();
        if to == BreakerState::Closed {
            self.reopened = 0;
        }
        if from != to {
            self.spent.add(from, now.since(self.since));
            self.since = now;
            self.opens = self.opens.saturating_add(u32::from(to == BreakerState::Open));
        }
    }
}

/// The generation of a new breaker; none is 0.
const FIRST: u32 = 1;

const SPREAD: Jitter = Jitter::Proportional(0.25);
