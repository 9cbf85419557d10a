//! One history, one breaker of each sort, and what can be said of them without knowing what they should do.

use std::time::Duration;

use proptest::prelude::*;
use resilin::BreakerState;
use resilin::kernel::{Admission, Circuit, Moment, Permit, Refusal, SharedCircuit, Transition};

use super::history::{How, Pass, Player, Step};
use super::rules::{Nanos, Rules, SECOND, moment};

/// So many cases, or as many as `PROPTEST_CASES` asks for.
pub(super) fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

/// The circuit and the one for threads, under one name.
#[derive(Debug)]
pub(super) enum Either {
    Alone(Box<Circuit>),
    Shared(Box<SharedCircuit>),
}

/// Calls the same method of either; one is told the time, the other reads a clock.
macro_rules! either {
    ($either:expr, $circuit:ident, $alone:expr, $shared:expr) => {
        match $either {
            Either::Alone($circuit) => $alone,
            Either::Shared($circuit) => $shared,
        }
    };
}

impl Either {
    pub(super) fn both(rules: &Rules) -> [Self; 2] {
        let (settings, now) = (rules.settings(), Moment::EPOCH);
        [
            Self::Alone(Box::new(Circuit::new(settings, now))),
            Self::Shared(Box::new(SharedCircuit::new(settings, now))),
        ]
    }

    pub(super) fn admit(&mut self, at: Nanos) -> Result<Admission, Refusal> {
        either!(self, circuit, circuit.admit(moment(at)), circuit.admit(|| moment(at)))
    }

    /// A call that has to pass.
    pub(super) fn permit(&mut self, at: Nanos) -> Permit {
        self.admit(at).expect("it passes").permit
    }

    pub(super) fn end(&mut self, permit: Permit, how: How, at: Nanos) -> Option<Transition> {
        let (now, mut bits) = (moment(at), || 1 << 63);
        match how {
            How::Success => {
                either!(
                    self,
                    circuit,
                    circuit.succeeded(permit, now, &mut bits),
                    circuit.succeeded(permit, || now, &mut bits)
                )
            }
            How::Failure => {
                either!(
                    self,
                    circuit,
                    circuit.failed(permit, now, &mut bits),
                    circuit.failed(permit, || now, &mut bits)
                )
            }
            How::Cancelled => {
                either!(self, circuit, circuit.cancelled(permit), circuit.cancelled(permit));
                None
            }
        }
    }

    /// A call that passes and ends at once.
    pub(super) fn call(&mut self, how: How, at: Nanos) -> Option<Transition> {
        let permit = self.permit(at);
        self.end(permit, how, at)
    }

    pub(super) fn by_hand(&mut self, step: &Step, at: Nanos) -> Option<Transition> {
        let now = moment(at);
        match step {
            Step::ForceOpen => either!(self, circuit, circuit.force_open(now), circuit.force_open(now)),
            Step::OpenFor(time) => {
                let time = Duration::from_nanos(*time);
                either!(self, circuit, circuit.open_for(time, now), circuit.open_for(time, now))
            }
            Step::Disable => either!(self, circuit, circuit.disable(now), circuit.disable(now)),
            _ => either!(self, circuit, circuit.close(now), circuit.close(now)),
        }
    }

    pub(super) fn define(&mut self, rules: &Rules) {
        let settings = rules.settings();
        either!(self, circuit, circuit.define(settings), circuit.define(settings));
    }

    pub(super) fn state(&self) -> BreakerState {
        either!(self, circuit, circuit.state(), circuit.state())
    }

    pub(super) fn snapshot(&mut self, at: Nanos) -> resilin::BreakerSnapshot {
        either!(self, circuit, circuit.snapshot(moment(at)), circuit.snapshot(moment(at)))
    }
}

/// A breaker, the calls that are out, and every transition that it told.
pub(super) struct Watched {
    pub(super) circuit: Either,
    /// How many probes were allowed at most in this life.
    pub(super) places: usize,
    rules: Rules,
    pub(super) now: Nanos,
    pub(super) out: Vec<Call>,
    pub(super) told: Vec<Transition>,
    pub(super) refused: u64,
    /// Which of its states this is: a new number with each transition and whatever is done by hand.
    pub(super) life: usize,
    pub(super) watch: fn(&mut Watched),
}

pub(super) struct Call {
    pub(super) permit: Permit,
    pub(super) life: usize,
    pub(super) since: Nanos,
}

impl Watched {
    /// Either breaker; `watch` looks at it after each step.
    pub(super) fn both(rules: &Rules, watch: fn(&mut Self)) -> [Self; 2] {
        Either::both(rules).map(|circuit| Self {
            circuit,
            places: rules.probes(),
            rules: *rules,
            now: 0,
            out: Vec::new(),
            told: Vec::new(),
            refused: 0,
            life: 0,
            watch,
        })
    }

    pub(super) fn end_all(&mut self, how: How) {
        while !self.out.is_empty() {
            self.end(0, how);
        }
    }

    fn begin_a_life(&mut self) {
        self.life += 1;
        self.places = self.rules.probes();
    }

    /// Checks one step against what it told: one transition where the state has changed, none where it has not.
    fn tell(&mut self, before: BreakerState, told: Option<Transition>) {
        let after = self.circuit.state();
        let seen = told.map(|transition| (transition.from, transition.to));
        assert_eq!(seen, (before != after).then_some((before, after)), "a transition is told once, by its maker");
        self.told.extend(told);
        if told.is_some() {
            self.begin_a_life();
        }
    }
}

impl Player for Watched {
    fn admit(&mut self) {
        let before = self.circuit.state();
        match self.circuit.admit(self.now) {
            Ok(Admission { permit, transition, .. }) => {
                self.tell(before, transition);
                self.out.push(Call { permit, life: self.life, since: self.now });
            }
            Err(_) => {
                self.tell(before, None);
                self.refused += 1;
            }
        }
    }

    fn out(&self) -> usize {
        self.out.len()
    }

    fn end(&mut self, which: usize, how: How) {
        let before = self.circuit.state();
        let told = self.circuit.end(self.out.remove(which).permit, how, self.now);
        self.tell(before, told);
    }

    fn pass(&mut self, pass: Pass) {
        let left = self.circuit.snapshot(self.now).retry_after;
        self.now += match (pass, left) {
            (Pass::Time(time), _) => time,
            (Pass::OpenTime(_), Some(left)) => u64::try_from(left.as_nanos()).expect("no 500 years"),
            (Pass::OpenTime(_), None) => SECOND,
        };
    }

    fn by_hand(&mut self, step: &Step) {
        let before = self.circuit.state();
        let told = self.circuit.by_hand(step, self.now);
        self.tell(before, told);
        self.begin_a_life();
    }

    fn define(&mut self, rules: Rules) {
        let before = self.circuit.state();
        self.circuit.define(&rules);
        self.rules = rules;
        self.places = self.places.max(rules.probes());
        self.tell(before, None);
    }

    fn look(&mut self) {
        if let Either::Shared(circuit) = &self.circuit {
            let now = moment(self.now);
            self.refused += u64::from(circuit.look(|| now).is_err());
        }
    }

    fn snapshot(&mut self) {
        self.circuit.snapshot(self.now);
    }

    fn check(&mut self) {
        (self.watch)(self);
    }
}
