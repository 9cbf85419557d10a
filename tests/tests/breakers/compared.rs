//! One history, four breakers: the model, the state machine, and twice the one for threads, of which one is looked at
//! after every step and the other is left alone.

use std::time::Duration;

use resilin::kernel::{Circuit, Moment, Permit, SharedCircuit, Transition};
use resilin::{BreakerSnapshot, BreakerState};

use super::history::{End, How, Pass, Player, Step};
use super::model::{Model, Moved, STATES, Seen, Ticket};
use super::rules::{Nanos, Rules, SECOND, moment};

pub(super) struct Compared {
    now: Nanos,
    /// What randomness gives, always.
    bits: u64,
    model: Model,
    alone: Circuit,
    looked_at: SharedCircuit,
    left_alone: SharedCircuit,
    out: Vec<Call>,
}

struct Call {
    ticket: Ticket,
    alone: Permit,
    looked_at: Permit,
    left_alone: Permit,
}

fn nanos(time: Duration) -> Nanos {
    u64::try_from(time.as_nanos()).expect("no history takes 500 years")
}

impl Compared {
    pub(super) fn new(rules: &Rules, bits: u64) -> Self {
        let shared = || SharedCircuit::new(rules.settings(), Moment::EPOCH);
        Self {
            now: 0,
            bits,
            model: Model::new(*rules),
            alone: Circuit::new(rules.settings(), Moment::EPOCH),
            looked_at: shared(),
            left_alone: shared(),
            out: Vec::new(),
        }
    }

    fn clock(&self) -> impl Fn() -> Moment + use<> {
        let now = moment(self.now);
        move || now
    }

    /// All three have made the transition that the model makes; the model learns what was drawn.
    fn moved(&mut self, expected: Option<&Moved>, seen: [Option<Transition>; 3]) {
        assert_eq!(seen, [seen[0]; 3], "the three are alike");
        let (Some(expected), Some(seen)) = (expected, seen[0]) else {
            assert!(expected.is_none() && seen[0].is_none(), "{expected:?} is expected, not {:?}", seen[0]);
            return;
        };
        assert_eq!((seen.from, seen.to), (expected.from, expected.to));
        assert!(expected.causes.contains(&seen.cause), "{:?} are possible, not {:?}", expected.causes, seen.cause);
        assert_eq!(expected.open_for.is_some(), seen.open_for.is_some(), "{seen:?}");
        if let (Some((shortest, longest)), Some(time)) = (expected.open_for, seen.open_for.map(nanos)) {
            assert!((shortest..=longest).contains(&time), "{time} is not within {shortest}..={longest}");
            self.model.opened_for(time);
        }
    }

    fn check_states(&self) {
        let expected = self.model.state();
        assert_eq!([self.alone.state(), self.looked_at.state(), self.left_alone.state()], [expected; 3]);
    }

    /// The state machine alone does not count what it refuses.
    fn check_counts(&mut self) {
        let now = moment(self.now);
        assert_eq!(seen(&self.looked_at.snapshot(now)), self.model.seen(self.now));
        let alone = Seen { rejected: self.model.seen(self.now).rejected, ..seen(&self.alone.snapshot(now)) };
        assert_eq!(alone, self.model.seen(self.now));
    }
}

impl Player for Compared {
    fn admit(&mut self) {
        let now = moment(self.now);
        let looked_at = self.looked_at.admit(self.clock());
        let left_alone = self.left_alone.admit(self.clock());
        match (self.model.admit(self.now), self.alone.admit(now), looked_at, left_alone) {
            (Ok((ticket, expected)), Ok(alone), Ok(looked_at), Ok(left_alone)) => {
                self.moved(expected.as_ref(), [alone.transition, looked_at.transition, left_alone.transition]);
                let (alone, looked_at, left_alone) = (alone.permit, looked_at.permit, left_alone.permit);
                let is_probe = self.model.state() == BreakerState::HalfOpen;
                assert_eq!([&alone, &looked_at, &left_alone].map(Permit::is_probe), [is_probe; 3]);
                self.out.push(Call { ticket, alone, looked_at, left_alone });
            }
            (Err(expected), Err(alone), Err(looked_at), Err(left_alone)) => {
                let told = [alone, looked_at, left_alone].map(|refusal| refusal.retry_after.map(nanos));
                assert_eq!(told, [expected; 3]);
            }
            differing => panic!("not all alike: {differing:?}"),
        }
    }

    fn out(&self) -> usize {
        self.out.len()
    }

    fn end(&mut self, which: usize, how: How) {
        let (now, clock, bits) = (moment(self.now), self.clock(), self.bits);
        let Call { ticket, alone, looked_at, left_alone } = self.out.remove(which);
        let mut random = || bits;
        let (expected, seen) = match how {
            How::Success => (
                self.model.ended(ticket, false, self.now),
                [
                    self.alone.succeeded(alone, now, &mut random),
                    self.looked_at.succeeded(looked_at, &clock, &mut random),
                    self.left_alone.succeeded(left_alone, &clock, &mut random),
                ],
            ),
            How::Failure => (
                self.model.ended(ticket, true, self.now),
                [
                    self.alone.failed(alone, now, &mut random),
                    self.looked_at.failed(looked_at, &clock, &mut random),
                    self.left_alone.failed(left_alone, &clock, &mut random),
                ],
            ),
            How::Cancelled => {
                self.model.cancelled(ticket);
                self.alone.cancelled(alone);
                self.looked_at.cancelled(looked_at);
                self.left_alone.cancelled(left_alone);
                (None, [None; 3])
            }
        };
        self.moved(expected.as_ref(), seen);
    }

    fn pass(&mut self, pass: Pass) {
        self.now += match (pass, self.model.left(self.now)) {
            (Pass::Time(time), _) => time,
            (Pass::OpenTime(End::Before), Some(left)) => left.saturating_sub(1),
            (Pass::OpenTime(End::At), Some(left)) => left,
            (Pass::OpenTime(End::After), Some(left)) => left + SECOND,
            (Pass::OpenTime(_), None) => SECOND,
        };
    }

    fn by_hand(&mut self, step: &Step) {
        let (now, at) = (self.now, moment(self.now));
        let (expected, seen) = match step {
            Step::ForceOpen => (
                self.model.force_open(now),
                [self.alone.force_open(at), self.looked_at.force_open(at), self.left_alone.force_open(at)],
            ),
            Step::OpenFor(nanos) => {
                let time = Duration::from_nanos(*nanos);
                let shared = [&self.looked_at, &self.left_alone].map(|circuit| circuit.open_for(time, at));
                (self.model.open_for(*nanos, now), [self.alone.open_for(time, at), shared[0], shared[1]])
            }
            Step::Disable => (
                self.model.disable(now),
                [self.alone.disable(at), self.looked_at.disable(at), self.left_alone.disable(at)],
            ),
            _ => (
                self.model.close(now),
                [self.alone.close(at), self.looked_at.close(at), self.left_alone.close(at)],
            ),
        };
        self.moved(expected.as_ref(), seen);
    }

    /// What is too old for the former settings has left the window where somebody has looked since, and may come back
    /// where nobody has: so here somebody looks.
    fn define(&mut self, rules: Rules) {
        self.snapshot();
        self.model.define(rules, self.now);
        self.alone.define(rules.settings());
        self.looked_at.define(rules.settings());
        self.left_alone.define(rules.settings());
    }

    fn look(&mut self) {
        let expected = self.model.look(self.now);
        for circuit in [&self.looked_at, &self.left_alone] {
            let looked = circuit.look(self.clock());
            assert_eq!(looked.map_err(|refusal| refusal.retry_after.map(nanos)), expected);
        }
    }

    fn snapshot(&mut self) {
        assert_eq!(seen(&self.left_alone.snapshot(moment(self.now))), self.model.seen(self.now));
    }

    fn check(&mut self) {
        self.check_states();
        self.check_counts();
    }
}

fn seen(snapshot: &BreakerSnapshot) -> Seen {
    Seen {
        state: snapshot.state,
        since: nanos(snapshot.since),
        retry_after: snapshot.retry_after.map(nanos),
        calls: snapshot.calls,
        failures: snapshot.failures,
        slow_calls: snapshot.slow_calls,
        failure_rate: snapshot.failure_rate,
        slow_call_rate: snapshot.slow_call_rate,
        probes: snapshot.probes,
        opens: snapshot.opens,
        rejected: snapshot.rejected,
        time_in_state: STATES.map(|state| nanos(snapshot.time_in_state.of(state))),
    }
}
