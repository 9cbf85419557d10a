//! A quota's state machine.

use std::num::NonZeroU32;
use std::time::Duration;

use resilin_policy::QuotaSettings;

use super::phase::{Closed, Phase, Probing};
use super::probe::{self, QuotaProbe};
use super::ramp::{self, Ramp};
use super::snapshot::QuotaSnapshot;
use super::state::{QuotaChange, QuotaRefusal, QuotaReset, QuotaState, ResetKind};
use crate::kernel::nanos::{duration, nanos};
use crate::kernel::random::between;
use crate::kernel::{Moment, Random};

/// One quota, alone: told the time and that it is used up, it says which calls may pass.
///
/// Open, it lets everything pass. Used up, it is closed until the reset: the server's, where it named one. Whoever asks
/// first from then on is the probe; the others are refused until it is back. Has it succeeded, calls come back over the
/// ramp; has it found the quota used up still, that is the next closing; anything else says nothing about the quota,
/// and the next one probes. A probe that hangs gives its place up after a time.
///
/// A reset that nobody named is assumed, and the assumed time doubles with each closing of that kind until a probe
/// succeeds, somebody opens the quota, or the server names one. While it is closed, only a later reset that the server
/// names moves it: many calls that fail together close it once.
///
/// ```
/// use std::time::Duration;
/// use resilin::kernel::{Moment, Quota, QuotaReset};
/// use resilin::quota::{QuotaSettings, QuotaState};
///
/// let mut random = || 0;
/// let mut now = Moment::EPOCH;
/// let mut quota = Quota::new(QuotaSettings::NONE, now);
/// quota.exhausted(None, QuotaReset::After(Duration::from_secs(3600)), now);
/// let refusal = quota.admit(now, &mut random).unwrap_err();
/// assert_eq!(refusal.resets_in, Some(Duration::from_secs(3600)));
///
/// now = now.after(Duration::from_secs(3600));
/// let probe = quota.admit(now, &mut random).unwrap().expect("the first call after the reset");
/// assert!(quota.admit(now, &mut random).is_err(), "the others are asked to wait for it");
/// quota.succeeded(probe, now);
/// assert_eq!(quota.state(now), QuotaState::Ramp);
/// assert_eq!(quota.state(now.after(Duration::from_secs(10))), QuotaState::Open);
/// ```
#[derive(Debug)]
pub struct Quota {
    settings: QuotaSettings,
    phase: Phase,
    last_probe: Option<NonZeroU32>,
    /// How many closings in a row had a reset that was assumed.
    assumed: u32,
    closings: u64,
}

impl Quota {
    /// An open quota.
    pub const fn new(settings: QuotaSettings, now: Moment) -> Self {
        Self { settings, phase: Phase::Open { since: now }, last_probe: None, assumed: 0, closings: 0 }
    }

    /// Its state. Closed lasts until a call is let through, however long the reset is over.
    pub fn state(&self, now: Moment) -> QuotaState {
        self.phase_at(now).state()
    }

    /// Asks for an attempt. `Some` is the probe, which has to be given back by [`succeeded`](Self::succeeded),
    /// [`exhausted`](Self::exhausted) or [`released`](Self::released); other attempts give nothing back.
    ///
    /// # Errors
    ///
    /// It is closed, the probe is out, or there is no place on the ramp yet.
    pub fn admit(&mut self, now: Moment, random: &mut impl Random) -> Result<Option<QuotaProbe>, QuotaRefusal> {
        self.phase = self.phase_at(now);
        match self.phase {
            Phase::Open { .. } => Ok(None),
            Phase::Closed(closed) if now < closed.until => {
                Err(refused_closed(closed.until.since(now), self.settings.ramp(), random))
            }
            Phase::Closed(closed) => Ok(Some(self.probe(closed, now))),
            Phase::Probing(probing) if self.hangs(&probing, now) => Ok(Some(self.probe(probing.closed, now))),
            Phase::Probing(_) => Err(refused_probing(self.settings.ramp(), random)),
            Phase::Ramp(ramp) => self.admit_on(ramp, now, random).map(|()| None),
        }
    }

    /// An attempt has found it used up; `probe` is what it was given, if it was the probe.
    ///
    /// Of an attempt that does not speak for the present, because another one probes or has probed since, only a reset
    /// that the server named counts.
    #[allow(clippy::needless_pass_by_value, reason = "a probe is given back once")]
    pub fn exhausted(&mut self, probe: Option<QuotaProbe>, reset: QuotaReset, now: Moment) -> Option<QuotaChange> {
        self.phase = self.phase_at(now);
        let is_of_now = probe.map(|QuotaProbe(number)| number) == self.phase.probe();
        match (self.phase, reset) {
            (Phase::Closed(closed), QuotaReset::After(time)) => self.extend(closed, time, now),
            (Phase::Closed(_), QuotaReset::Unknown { .. }) => None,
            (_, QuotaReset::After(time)) => Some(self.known(time, now)),
            (_, QuotaReset::Unknown { first, max }) => is_of_now.then(|| self.assume(first, max, now)),
        }
    }

    /// Gives the probe back: the server serves again.
    #[allow(clippy::needless_pass_by_value, reason = "a probe is given back once")]
    pub fn succeeded(&mut self, probe: QuotaProbe, now: Moment) -> Option<QuotaChange> {
        if self.phase.probe() != Some(probe.0) {
            return None;
        }
        self.assumed = 0;
        self.phase = Phase::Ramp(Ramp { since: now, admitted: 0 });
        Some(QuotaChange::Opened { over: self.settings.ramp() })
    }

    /// Gives the probe back without a result: it was cancelled, or failed in a way that says nothing about the quota. The
    /// next call is the probe.
    #[allow(clippy::needless_pass_by_value, reason = "a probe is given back once")]
    pub fn released(&mut self, probe: QuotaProbe) {
        match self.phase {
            Phase::Probing(probing) if probing.number == probe.0 => self.phase = Phase::Closed(probing.closed),
            _ => {}
        }
    }

    /// An attempt that was admitted, and was no probe, did not happen: something else refused it. On the ramp its place is
    /// free again.
    pub fn unused(&mut self) {
        if let Phase::Ramp(ramp) = &mut self.phase {
            ramp.admitted = ramp.admitted.saturating_sub(1);
        }
    }

    /// Closes it by hand for so long, whatever its state; a time that it was closed for is replaced, be it longer.
    pub fn close_for(&mut self, time: Duration, now: Moment) -> Option<QuotaChange> {
        match self.phase_at(now) {
            Phase::Closed(closed) => Some(self.reschedule(closed, now.after(time), now)),
            _ => Some(self.close(time, ResetKind::Manual, now)),
        }
    }

    /// Opens it by hand, at once and without a ramp. What a probe that is out finds does not count, unless it is a reset
    /// that the server names.
    pub fn open(&mut self, now: Moment) -> Option<QuotaChange> {
        self.phase = self.phase_at(now);
        self.assumed = 0;
        if matches!(self.phase, Phase::Open { .. }) {
            return None;
        }
        self.phase = Phase::Open { since: now };
        Some(QuotaChange::Opened { over: Duration::ZERO })
    }

    /// The settings.
    pub const fn settings(&self) -> QuotaSettings {
        self.settings
    }

    /// Replaces the settings. The state stays; a ramp that is not over goes on with its new time.
    pub fn define(&mut self, settings: QuotaSettings, now: Moment) {
        self.phase = self.phase_at(now);
        self.settings = settings;
    }

    /// What it has seen and done, without what only a shared quota counts.
    pub fn snapshot(&self, now: Moment) -> QuotaSnapshot {
        let phase = self.phase_at(now);
        QuotaSnapshot {
            state: phase.state(),
            since: now.since(phase.since()),
            resets_in: phase.closed_until().map(|until| until.since(now)),
            closings: self.closings,
            refused: 0,
        }
    }

    pub(super) const fn phase(&self) -> Phase {
        self.phase
    }

    /// Open follows the ramp by itself.
    fn phase_at(&self, now: Moment) -> Phase {
        match self.phase {
            Phase::Ramp(ramp) if now >= ramp.ends_at(self.settings.ramp()) => {
                Phase::Open { since: ramp.ends_at(self.settings.ramp()) }
            }
            phase => phase,
        }
    }

    fn hangs(&self, probing: &Probing, now: Moment) -> bool {
        now >= probing.started.after(self.settings.probe_timeout())
    }

    fn probe(&mut self, closed: Closed, now: Moment) -> QuotaProbe {
        let number = probe::next(self.last_probe);
        self.last_probe = Some(number);
        self.phase = Phase::Probing(Probing { closed, number, started: now });
        QuotaProbe(number)
    }

    fn admit_on(&mut self, ramp: Ramp, now: Moment, random: &mut impl Random) -> Result<(), QuotaRefusal> {
        let next = ramp.next_place(self.settings.ramp());
        if now < next {
            return Err(refused_on_ramp(next.since(now), self.settings.ramp(), random));
        }
        self.phase = Phase::Ramp(Ramp { admitted: ramp.admitted.saturating_add(1), ..ramp });
        Ok(())
    }

    fn known(&mut self, time: Duration, now: Moment) -> QuotaChange {
        self.assumed = 0;
        self.close(time, ResetKind::Known, now)
    }

    fn assume(&mut self, first: Duration, max: Duration, now: Moment) -> QuotaChange {
        let time = doubled(first, self.assumed).min(max);
        self.assumed = self.assumed.saturating_add(1);
        self.close(time, ResetKind::Assumed, now)
    }

    fn close(&mut self, time: Duration, kind: ResetKind, now: Moment) -> QuotaChange {
        self.closings = self.closings.saturating_add(1);
        self.phase = Phase::Closed(Closed { since: now, until: now.after(time) });
        QuotaChange::Closed { resets_in: time, kind }
    }

    fn extend(&mut self, closed: Closed, time: Duration, now: Moment) -> Option<QuotaChange> {
        let until = now.after(time);
        (until > closed.until).then(|| {
            self.assumed = 0;
            self.reschedule(closed, until, now)
        })
    }

    fn reschedule(&mut self, closed: Closed, until: Moment, now: Moment) -> QuotaChange {
        self.phase = Phase::Closed(Closed { until, ..closed });
        QuotaChange::Rescheduled { resets_in: until.since(now) }
    }
}

/// Those who wait for the reset ask again soon after it; the first of them is the probe. Spread over more than a step of
/// the ramp, one that is alone would wait for nothing.
pub(super) fn refused_closed(left: Duration, ramp: Duration, random: &mut impl Random) -> QuotaRefusal {
    QuotaRefusal { resets_in: Some(left), ask_again: later(left, ramp::step(ramp), random) }
}

/// Nobody knows when the probe is back. Who waits for it looks now and then: not so often that it costs, not so rarely
/// that the ramp is over by then.
fn refused_probing(ramp: Duration, random: &mut impl Random) -> QuotaRefusal {
    let pause = ramp::step(ramp).max(Duration::from_millis(100));
    QuotaRefusal { resets_in: None, ask_again: later(pause, pause, random) }
}

/// Spread over the time in which the places double: longer, and a client that is alone would notice it.
fn refused_on_ramp(left: Duration, ramp: Duration, random: &mut impl Random) -> QuotaRefusal {
    let ask_again = later(left, ramp::step(ramp), random);
    QuotaRefusal { resets_in: Some(ask_again), ask_again }
}

fn later(time: Duration, spread: Duration, random: &mut impl Random) -> Duration {
    time.saturating_add(duration(between(0, nanos(spread), random)))
}

fn doubled(first: Duration, times: u32) -> Duration {
    duration(nanos(first).saturating_mul(1 << times.min(64)))
}
