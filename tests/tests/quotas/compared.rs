//! A quota alone and one that threads share, side by side with the model.

use std::time::Duration;

use resilin::kernel::{Moment, Quota, QuotaProbe, QuotaRefusal, QuotaReset, SharedQuota};
use resilin::quota::QuotaSettings;

use super::history::{How, Pass, Step};
use super::model::{Answer, Model, Nanos, Rules};

#[derive(Debug)]
pub(crate) struct Compared {
    model: Model,
    alone: Quota,
    shared: SharedQuota,
    bits: u64,
    out: Vec<(u64, QuotaProbe, QuotaProbe)>,
}

impl Compared {
    pub(crate) fn new(rules: Rules, bits: u64) -> Self {
        let start = Moment::EPOCH;
        Self {
            model: Model::new(rules),
            alone: Quota::new(settings(rules), start),
            shared: SharedQuota::new(settings(rules), start),
            bits,
            out: Vec::new(),
        }
    }

    pub(crate) fn play(&mut self, history: &[Step]) {
        for step in history {
            self.step(step);
            self.check();
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Ask(times) => (0..*times).for_each(|_| self.ask()),
            Step::End { which, how } if !self.out.is_empty() => self.end(which.index(self.out.len()), *how),
            Step::End { .. } => {}
            Step::UsedUp(reset) => self.used_up(None, *reset),
            Step::Look(ahead) => self.look(*ahead),
            Step::CloseFor(time) => self.close_for(*time),
            Step::Open => self.open(),
            Step::Define(rules) => self.define(*rules),
            Step::Pass(pass) => self.pass(*pass),
        }
    }

    fn now(&self) -> Moment {
        at(self.model.now)
    }

    fn ask(&mut self) {
        let (now, bits) = (self.now(), self.bits);
        let alone = self.alone.admit(now, &mut || bits);
        let shared = self.shared.admit(|| now, &mut || bits);
        match (self.model.ask(), alone, shared) {
            (Answer::Pass, Ok(None), Ok(None)) => {}
            (Answer::Probe(id), Ok(Some(alone)), Ok(Some(shared))) => self.out.push((id, alone, shared)),
            (expected, Err(alone), Err(shared)) => {
                assert_eq!(alone, shared);
                refused_as(expected, shared, self.model.rules);
            }
            (expected, alone, shared) => panic!("{expected:?}, but {alone:?} and {shared:?}"),
        }
    }

    fn end(&mut self, which: usize, how: How) {
        let now = self.now();
        let (id, alone, shared) = self.out.swap_remove(which);
        match how {
            How::Success => {
                let expected = self.model.succeeded(id);
                assert_eq!(self.alone.succeeded(alone, now), expected);
                assert_eq!(self.shared.succeeded(shared, now), expected);
            }
            How::Released => {
                self.model.released(id);
                self.alone.released(alone);
                self.shared.released(shared);
            }
            How::UsedUp(reset) => self.used_up(Some((id, alone, shared)), reset),
        }
    }

    fn used_up(&mut self, probe: Option<(u64, QuotaProbe, QuotaProbe)>, reset: QuotaReset) {
        let now = self.now();
        let (id, alone, shared) = match probe {
            Some((id, alone, shared)) => (Some(id), Some(alone), Some(shared)),
            None => (None, None, None),
        };
        let expected = self.model.exhausted(id, reset);
        assert_eq!(self.alone.exhausted(alone, reset, now), expected);
        assert_eq!(self.shared.exhausted(shared, reset, now), expected);
    }

    fn look(&mut self, ahead: Nanos) {
        let then = self.model.now + ahead;
        let looked = self.shared.look(|| at(then), &mut || self.bits);
        match (self.model.look(then), looked) {
            (None, Ok(())) => {}
            (Some(left), Err(refusal)) => refused_as(Answer::Closed(left), refusal, self.model.rules),
            (expected, looked) => panic!("{expected:?}, but {looked:?}"),
        }
    }

    fn close_for(&mut self, time: Nanos) {
        let (now, expected) = (self.now(), Some(self.model.close_for(time)));
        let time = Duration::from_nanos(time);
        assert_eq!(self.alone.close_for(time, now), expected);
        assert_eq!(self.shared.close_for(time, now), expected);
    }

    fn open(&mut self) {
        let (now, expected) = (self.now(), self.model.open());
        assert_eq!(self.alone.open(now), expected);
        assert_eq!(self.shared.open(now), expected);
    }

    fn define(&mut self, rules: Rules) {
        let now = self.now();
        // Whether a ramp is over until now is said by the former rules.
        self.model.state();
        self.model.rules = rules;
        self.alone.define(settings(rules), now);
        self.shared.define(settings(rules), now);
    }

    fn pass(&mut self, pass: Pass) {
        let reset = self.model.resets_in();
        self.model.now += match pass {
            Pass::Time(time) => time,
            Pass::Reset(more) => reset.unwrap_or(1).saturating_add_signed(more.into()),
            Pass::Hang(more) => self.model.rules.probe_timeout.saturating_add_signed(more.into()),
            Pass::Eighths(eighths) => self.model.rules.ramp / 8 * u64::from(eighths),
        };
    }

    fn check(&mut self) {
        let now = self.now();
        let snapshot = self.shared.snapshot(now);
        let state = self.model.state();
        assert_eq!((snapshot.state, self.shared.state(|| now), self.alone.state(now)), (state, state, state));
        assert_eq!(snapshot.since, Duration::from_nanos(self.model.since()));
        assert_eq!(snapshot.resets_in, self.model.resets_in().map(Duration::from_nanos));
        assert_eq!((snapshot.closings, snapshot.refused), (self.model.closings, self.model.refused));
        assert_eq!(self.alone.snapshot(now).since, snapshot.since);
        assert_eq!(self.alone.snapshot(now).closings, snapshot.closings);
    }
}

/// What an asker is told about the time.
fn refused_as(expected: Answer, refusal: QuotaRefusal, rules: Rules) {
    let step = rules.ramp / 8;
    let (resets_in, soonest, spread) = match expected {
        Answer::Closed(left) => (Some(Duration::from_nanos(left)), left, rules.ramp),
        Answer::Probed => (None, step.max(100_000_000), step.max(100_000_000)),
        Answer::Full(left) => (Some(refusal.ask_again), left, step),
        Answer::Pass | Answer::Probe(_) => panic!("{expected:?}, but {refusal:?}"),
    };
    assert_eq!(refusal.resets_in, resets_in);
    let ask_again = u64::try_from(refusal.ask_again.as_nanos()).expect("no test is that long");
    assert!((soonest..=soonest + spread).contains(&ask_again), "{refusal:?} is not {expected:?}");
}

fn settings(rules: Rules) -> QuotaSettings {
    QuotaSettings {
        ramp: Some(Duration::from_nanos(rules.ramp)),
        probe_timeout: Some(Duration::from_nanos(rules.probe_timeout)),
        ..QuotaSettings::NONE
    }
}

fn at(nanos: Nanos) -> Moment {
    Moment::EPOCH.after(Duration::from_nanos(nanos))
}
