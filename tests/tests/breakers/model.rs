//! The reference: section 6 of the design, as plainly as it can be written down. It keeps every result that ever came
//! and works out everything anew each time.

use resilin::BreakerState;
use resilin::kernel::Cause;

use super::rules::{Nanos, Rules};

/// One breaker.
#[derive(Debug)]
pub(super) struct Model {
    rules: Rules,
    phase: Phase,
    /// A new life begins with each transition and with whatever somebody does by hand.
    life: usize,
    results: Vec<Outcome>,
    /// How many of the results windows no longer reach, because they had left the window of former settings.
    out_of_reach: usize,
    probes: Vec<Ticket>,
    /// Since it was last closed, without those by hand.
    openings: u32,
    /// Every state it has been in, and since when.
    states: Vec<(Nanos, BreakerState)>,
    refused: u64,
    tickets: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Closed,
    Open { from: Nanos, until: Nanos },
    HalfOpen,
    ForcedOpen,
    Disabled,
}

#[derive(Clone, Copy, Debug)]
struct Outcome {
    life: usize,
    at: Nanos,
    failed: bool,
    slow: bool,
}

/// What a call that passed brings back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    number: usize,
    life: usize,
    started: Nanos,
}

/// A transition; any of the causes may be the one that is told.
#[derive(Debug)]
pub(super) struct Moved {
    pub(super) from: BreakerState,
    pub(super) to: BreakerState,
    pub(super) causes: Vec<Cause>,
    /// The shortest and the longest that it may stay open.
    pub(super) open_for: Option<(Nanos, Nanos)>,
}

/// What a snapshot shows.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) state: BreakerState,
    pub(super) since: Nanos,
    pub(super) retry_after: Option<Nanos>,
    pub(super) calls: Option<u64>,
    pub(super) failures: u64,
    pub(super) slow_calls: u64,
    pub(super) failure_rate: Option<f64>,
    pub(super) slow_call_rate: Option<f64>,
    pub(super) probes: usize,
    pub(super) opens: u64,
    pub(super) rejected: u64,
    pub(super) time_in_state: [Nanos; 5],
}

pub(super) const STATES: [BreakerState; 5] = [
    BreakerState::Closed,
    BreakerState::Open,
    BreakerState::HalfOpen,
    BreakerState::ForcedOpen,
    BreakerState::Disabled,
];

impl Model {
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules,
            phase: Phase::Closed,
            life: 0,
            results: Vec::new(),
            out_of_reach: 0,
            probes: Vec::new(),
            openings: 0,
            states: vec![(0, BreakerState::Closed)],
            refused: 0,
            tickets: 0,
        }
    }

    pub(super) fn state(&self) -> BreakerState {
        match self.phase {
            Phase::Closed => BreakerState::Closed,
            Phase::Open { .. } => BreakerState::Open,
            Phase::HalfOpen => BreakerState::HalfOpen,
            Phase::ForcedOpen => BreakerState::ForcedOpen,
            Phase::Disabled => BreakerState::Disabled,
        }
    }

    /// How long it stays open, where it is.
    pub(super) fn left(&self, now: Nanos) -> Option<Nanos> {
        match self.phase {
            Phase::Open { until, .. } => Some(until.saturating_sub(now)),
            _ => None,
        }
    }

    /// Whether a call is refused for certain, and then when it may come again.
    pub(super) fn look(&mut self, now: Nanos) -> Result<(), Option<Nanos>> {
        match self.phase {
            Phase::Open { until, .. } if now < until => self.refuse(Some(until - now)),
            Phase::ForcedOpen => self.refuse(None),
            _ => Ok(()),
        }
    }

    pub(super) fn admit(&mut self, now: Nanos) -> Result<(Ticket, Option<Moved>), Option<Nanos>> {
        self.look(now)?;
        let mut moved = None;
        if self.state() == BreakerState::Open {
            moved = self.moves_to(Phase::HalfOpen, vec![Cause::OpenTimeOver], now);
        }
        let ticket = Ticket { number: self.tickets, life: self.life, started: now };
        if self.phase == Phase::HalfOpen {
            self.take_a_place(ticket)?;
        }
        self.tickets += 1;
        Ok((ticket, moved))
    }

    /// Only where all places are taken do probes that hang give theirs up.
    fn take_a_place(&mut self, ticket: Ticket) -> Result<(), Option<Nanos>> {
        let timeout = self.rules.probe_timeout(self.openings);
        if self.probes.len() >= self.rules.probes() {
            self.probes.retain(|probe| ticket.started - probe.started < timeout);
        }
        if self.probes.len() >= self.rules.probes() {
            return self.refuse(None);
        }
        self.probes.push(ticket);
        Ok(())
    }

    fn refuse<T>(&mut self, retry_after: Option<Nanos>) -> Result<T, Option<Nanos>> {
        self.refused += 1;
        Err(retry_after)
    }

    pub(super) fn cancelled(&mut self, ticket: Ticket) {
        self.probes.retain(|probe| *probe != ticket);
    }

    pub(super) fn ended(&mut self, ticket: Ticket, failed: bool, now: Nanos) -> Option<Moved> {
        if ticket.life != self.life || matches!(self.phase, Phase::Disabled) {
            return None;
        }
        self.probes.retain(|probe| *probe != ticket);
        let slow = self.rules.slow_call.is_some_and(|from| now - ticket.started >= from);
        self.results.push(Outcome { life: self.life, at: now, failed, slow });
        match self.phase {
            Phase::HalfOpen if failed || slow => self.trips(vec![Cause::ProbeFailed], now),
            Phase::HalfOpen if self.lately().len() >= self.rules.successes() => {
                self.moves_to(Phase::Closed, vec![Cause::ProbesSucceeded], now)
            }
            Phase::HalfOpen => None,
            _ => self.trips(self.causes(now), now),
        }
    }

    pub(super) fn define(&mut self, rules: Rules, now: Nanos) {
        self.out_of_reach = self.results.len() - self.window(now).len();
        self.rules = rules;
    }

    pub(super) fn force_open(&mut self, now: Nanos) -> Option<Moved> {
        self.moves_to(Phase::ForcedOpen, vec![Cause::Manual], now)
    }

    pub(super) fn open_for(&mut self, time: Nanos, now: Nanos) -> Option<Moved> {
        self.moves_to(Phase::Open { from: now, until: now + time }, vec![Cause::Manual], now)
    }

    pub(super) fn disable(&mut self, now: Nanos) -> Option<Moved> {
        self.moves_to(Phase::Disabled, vec![Cause::Manual], now)
    }

    pub(super) fn close(&mut self, now: Nanos) -> Option<Moved> {
        self.moves_to(Phase::Closed, vec![Cause::Manual], now)
    }

    /// The time that was drawn between the shortest and the longest.
    pub(super) fn opened_for(&mut self, time: Nanos) {
        if let Phase::Open { from, until } = &mut self.phase {
            *until = *from + time;
        }
    }

    fn trips(&mut self, causes: Vec<Cause>, now: Nanos) -> Option<Moved> {
        if causes.is_empty() {
            return None;
        }
        let (shortest, longest) = self.rules.open_time(self.openings);
        self.openings += 1;
        let moved = self.moves_to(Phase::Open { from: now, until: now + shortest }, causes, now);
        moved.map(|moved| Moved { open_for: Some((shortest, longest)), ..moved })
    }

    fn moves_to(&mut self, phase: Phase, causes: Vec<Cause>, now: Nanos) -> Option<Moved> {
        let from = self.state();
        self.phase = phase;
        self.life += 1;
        self.probes.clear();
        if phase == Phase::Closed {
            self.openings = 0;
        }
        let (to, left) = (self.state(), self.left(now));
        if from == to {
            return None;
        }
        self.states.push((now, to));
        Some(Moved { from, to, causes, open_for: left.map(|left| (left, left)) })
    }

    /// The results of this life.
    fn lately(&self) -> Vec<Outcome> {
        self.results.iter().copied().filter(|result| result.life == self.life).collect()
    }

    fn failures_in_row(&self) -> usize {
        self.lately().iter().rev().take_while(|result| result.failed).count()
    }

    /// The results that windows reach: the last so many, or those that are younger than so long, or all.
    fn window(&self, now: Nanos) -> Vec<Outcome> {
        let reached = self.results.iter().skip(self.out_of_reach);
        let mut window: Vec<Outcome> = reached.copied().filter(|result| result.life == self.life).collect();
        if let Some(within) = self.rules.within {
            window.retain(|result| now - result.at < within);
        }
        if let Some(calls) = self.rules.window_of_calls() {
            window.drain(..window.len().saturating_sub(calls as usize));
        }
        window
    }

    fn causes(&self, now: Nanos) -> Vec<Cause> {
        let window = self.window(now);
        let (failures, slow) = (bad(&window, |result| result.failed), bad(&window, |result| result.slow));
        let reaches = |part: u32, rate: u32| part * 1_000 >= rate * number(window.len());
        let is_judged = window.len() >= self.rules.min_calls() as usize;
        let limits = [
            (
                self.rules.failures_in_row().map(|limit| self.failures_in_row() >= limit as usize),
                Cause::FailuresInRow,
            ),
            (self.rules.failures_within().map(|limit| failures >= limit), Cause::FailuresWithin),
            (self.rules.failure_rate.map(|rate| is_judged && reaches(failures, rate)), Cause::FailureRate),
            (self.rules.slow_call_rate().map(|rate| is_judged && reaches(slow, rate)), Cause::SlowCallRate),
        ];
        limits.into_iter().filter(|(is_reached, _)| *is_reached == Some(true)).map(|(_, cause)| cause).collect()
    }

    pub(super) fn seen(&self, now: Nanos) -> Seen {
        let is_closed = self.phase == Phase::Closed;
        let window = if is_closed { self.window(now) } else { Vec::new() };
        let (failures, slow) = (bad(&window, |result| result.failed), bad(&window, |result| result.slow));
        let in_row = if is_closed { number(self.failures_in_row()) } else { 0 };
        let has_window = self.rules.has_window();
        let share = |part: u32| has_window.then(|| f64::from(part) / f64::from(number(window.len()).max(1)));
        Seen {
            state: self.state(),
            since: now - self.states.last().expect("it is in a state").0,
            retry_after: self.left(now),
            calls: has_window.then_some(window.len() as u64),
            failures: u64::from(if has_window || self.rules.within.is_some() { failures } else { in_row }),
            slow_calls: slow.into(),
            failure_rate: share(failures),
            slow_call_rate: share(slow),
            probes: self.probes.len(),
            opens: self.states.iter().filter(|(_, state)| *state == BreakerState::Open).count() as u64,
            rejected: self.refused,
            time_in_state: STATES.map(|state| self.time_in(state, now)),
        }
    }

    fn time_in(&self, state: BreakerState, now: Nanos) -> Nanos {
        let ends = self.states.iter().skip(1).map(|(at, _)| *at).chain([now]);
        self.states.iter().zip(ends).filter(|((_, is), _)| *is == state).map(|((from, _), end)| end - from).sum()
    }
}

fn bad(window: &[Outcome], is_bad: fn(&Outcome) -> bool) -> u32 {
    number(window.iter().filter(|result| is_bad(result)).count())
}

fn number(of: usize) -> u32 {
    u32::try_from(of).expect("histories are short")
}
