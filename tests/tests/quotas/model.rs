//! What a quota is to do, in the plainest words: slow, alone, and in nanoseconds.

use resilin::kernel::{QuotaChange, QuotaReset, ResetKind};
use resilin::quota::QuotaState;

use std::time::Duration;

pub(crate) type Nanos = u64;

/// The settings that matter here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) ramp: Nanos,
    pub(crate) probe_timeout: Nanos,
}

#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) rules: Rules,
    pub(crate) now: Nanos,
    is: Is,
    since: Nanos,
    probes: u64,
    /// Closings in a row whose reset nobody named.
    guesses: u32,
    pub(crate) closings: u64,
    pub(crate) refused: u64,
}

#[derive(Clone, Copy, Debug)]
enum Is {
    Open,
    Closed { until: Nanos },
    Probed { by: u64, since: Nanos, until: Nanos },
    Ramping { passed: u64 },
}

/// What an asker is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Pass,
    Probe(u64),
    /// The reset is so far away, or the probe is out, or the next place comes so much later.
    Closed(Nanos),
    Probed,
    Full(Nanos),
}

impl Model {
    pub(crate) fn new(rules: Rules) -> Self {
        Self { rules, now: 0, is: Is::Open, since: 0, probes: 0, guesses: 0, closings: 0, refused: 0 }
    }

    pub(crate) fn state(&mut self) -> QuotaState {
        self.end_of_ramp();
        match self.is {
            Is::Open => QuotaState::Open,
            Is::Closed { .. } => QuotaState::Closed,
            Is::Probed { .. } => QuotaState::Probing,
            Is::Ramping { .. } => QuotaState::Ramp,
        }
    }

    pub(crate) fn since(&mut self) -> Nanos {
        self.end_of_ramp();
        match self.is {
            Is::Probed { since, .. } => self.now - since,
            _ => self.now - self.since,
        }
    }

    pub(crate) fn resets_in(&self) -> Option<Nanos> {
        match self.is {
            Is::Closed { until } => Some(until.saturating_sub(self.now)),
            _ => None,
        }
    }

    /// Whether an asker at that moment would be told that it is closed.
    pub(crate) fn look(&mut self, at: Nanos) -> Option<Nanos> {
        match self.is {
            Is::Closed { until } if at < until => {
                self.refused += 1;
                Some(until - at)
            }
            _ => None,
        }
    }

    pub(crate) fn ask(&mut self) -> Answer {
        self.end_of_ramp();
        let answer = self.answer();
        self.refused += u64::from(!matches!(answer, Answer::Pass | Answer::Probe(_)));
        answer
    }

    fn answer(&mut self) -> Answer {
        match self.is {
            Is::Open => Answer::Pass,
            Is::Closed { until } if self.now < until => Answer::Closed(until - self.now),
            Is::Closed { until } => self.send(until),
            Is::Probed { since, until, .. } if self.now - since >= self.rules.probe_timeout => self.send(until),
            Is::Probed { .. } => Answer::Probed,
            Is::Ramping { passed } if places(self.now - self.since, self.rules.ramp) > passed => {
                self.is = Is::Ramping { passed: passed + 1 };
                Answer::Pass
            }
            Is::Ramping { passed } => Answer::Full(place(passed + 1, self.rules.ramp) - (self.now - self.since)),
        }
    }

    fn send(&mut self, until: Nanos) -> Answer {
        self.probes += 1;
        self.is = Is::Probed { by: self.probes, since: self.now, until };
        Answer::Probe(self.probes)
    }

    pub(crate) fn succeeded(&mut self, probe: u64) -> Option<QuotaChange> {
        if !self.awaits(probe) {
            return None;
        }
        self.guesses = 0;
        self.become_now(Is::Ramping { passed: 0 });
        Some(QuotaChange::Opened { over: Duration::from_nanos(self.rules.ramp) })
    }

    pub(crate) fn released(&mut self, probe: u64) {
        if let (Is::Probed { until, .. }, true) = (self.is, self.awaits(probe)) {
            self.is = Is::Closed { until };
        }
    }

    pub(crate) fn exhausted(&mut self, probe: Option<u64>, reset: QuotaReset) -> Option<QuotaChange> {
        self.end_of_ramp();
        match reset {
            QuotaReset::After(time) => self.named(nanos(time)),
            QuotaReset::Unknown { first, max } => self.unnamed(probe, nanos(first), nanos(max)),
            _ => None,
        }
    }

    fn named(&mut self, time: Nanos) -> Option<QuotaChange> {
        match self.is {
            Is::Closed { until } if self.now + time <= until => None,
            Is::Closed { .. } => {
                self.guesses = 0;
                Some(self.put_off(time))
            }
            _ => {
                self.guesses = 0;
                Some(self.close(time, ResetKind::Known))
            }
        }
    }

    fn unnamed(&mut self, probe: Option<u64>, first: Nanos, max: Nanos) -> Option<QuotaChange> {
        let counts = match (self.is, probe) {
            (Is::Closed { .. }, _) | (Is::Probed { .. }, None) => false,
            (_, None) => true,
            (_, Some(probe)) => self.awaits(probe),
        };
        counts.then(|| {
            let time = (0..self.guesses).fold(first, |time, _| time.saturating_mul(2)).min(max);
            self.guesses += 1;
            self.close(time, ResetKind::Assumed)
        })
    }

    pub(crate) fn close_for(&mut self, time: Nanos) -> QuotaChange {
        match self.is {
            Is::Closed { .. } => self.put_off(time),
            _ => self.close(time, ResetKind::Manual),
        }
    }

    pub(crate) fn open(&mut self) -> Option<QuotaChange> {
        self.end_of_ramp();
        self.guesses = 0;
        if matches!(self.is, Is::Open) {
            return None;
        }
        self.become_now(Is::Open);
        Some(QuotaChange::Opened { over: Duration::ZERO })
    }

    fn awaits(&self, probe: u64) -> bool {
        matches!(self.is, Is::Probed { by, .. } if by == probe)
    }

    fn close(&mut self, time: Nanos, kind: ResetKind) -> QuotaChange {
        self.closings += 1;
        self.become_now(Is::Closed { until: self.now + time });
        QuotaChange::Closed { resets_in: Duration::from_nanos(time), kind }
    }

    fn put_off(&mut self, time: Nanos) -> QuotaChange {
        self.is = Is::Closed { until: self.now + time };
        QuotaChange::Rescheduled { resets_in: Duration::from_nanos(time) }
    }

    fn become_now(&mut self, is: Is) {
        self.is = is;
        self.since = self.now;
    }

    fn end_of_ramp(&mut self) {
        if matches!(self.is, Is::Ramping { .. }) && self.now - self.since >= self.rules.ramp {
            self.is = Is::Open;
            self.since += self.rules.ramp;
        }
    }
}

/// 2^(1 + 8·t/ramp), a nanosecond generous: how many places there are.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "times of a minute, and a thousand places"
)]
fn places(time: Nanos, ramp: Nanos) -> u64 {
    let nearly = (1.0 + 8.0 * (time + 1) as f64 / ramp as f64).exp2();
    nearly.ceil() as u64 - 1
}

/// The first nanosecond at which there are so many places, found by trying; the end of the ramp if there never are.
fn place(number: u64, ramp: Nanos) -> Nanos {
    let (mut too_early, mut there) = (0, ramp);
    while there - too_early > 1 {
        let middle = too_early + (there - too_early) / 2;
        if places(middle, ramp) >= number { there = middle } else { too_early = middle }
    }
    there
}

fn nanos(time: Duration) -> Nanos {
    u64::try_from(time.as_nanos()).expect("the tests' times are short")
}
