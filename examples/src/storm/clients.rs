//! The clients' side: calls, their attempts, and how they end.

use resilin::kernel::{Call, Failure, Permit, Spent, Verdict};
use resilin::{Class, Policy, PolicyError};

use super::event::{Attempt, Event, Plan};
use super::figures::Figures;
use super::protection::{Payment, Protection};
use super::random::Seeded;
use super::scenario::{LATENCY, Scenario, TIMEOUT, second};
use super::variant::Variant;

/// All calls of all clients.
#[derive(Debug)]
pub(super) struct Clients {
    count: u32,
    policy: Policy,
    protection: Protection,
    calls: Vec<Ongoing>,
}

#[derive(Debug)]
struct Ongoing {
    client: u32,
    /// The second in which it began.
    since: usize,
    call: Call,
    permit: Option<Permit>,
    /// What its last retry cost.
    paid: Option<Spent>,
    /// The attempt that it waits for an answer to.
    awaited: Option<u32>,
}

impl Clients {
    pub(super) fn new(variant: &Variant, scenario: Scenario) -> Result<Self, PolicyError> {
        let protection = Protection::new(variant, scenario.clients)?;
        Ok(Self { count: scenario.clients, policy: variant.policy.parse()?, protection, calls: Vec::new() })
    }

    /// One of them begins a call.
    pub(super) fn begin(&mut self, plan: &mut Plan, figures: &mut Figures, random: &mut Seeded) {
        let (client, since) = (random.below(self.count), second(plan.now()));
        self.calls.push(Ongoing { client, since, call: Call::new(), permit: None, paid: None, awaited: None });
        figures.at(since).calls += 1;
        self.attempt(self.calls.len() - 1, plan, figures);
    }

    /// Begins the next attempt of a call, if the breaker lets it pass.
    pub(super) fn attempt(&mut self, call: usize, plan: &mut Plan, figures: &mut Figures) {
        let ongoing = &mut self.calls[call];
        match self.protection.admit(ongoing.client, plan.now()) {
            Ok(permit) => {
                let number = ongoing.call.attempt();
                (ongoing.permit, ongoing.awaited) = (permit, Some(number));
                send(Attempt { call, number }, plan, figures);
            }
            Err(_) if ongoing.call.attempt() == 1 => figures.at(ongoing.since).refused += 1,
            Err(_) => self.protection.give_back(ongoing.client, ongoing.paid),
        }
    }

    pub(super) fn answered(&mut self, attempt: Attempt, plan: &Plan, figures: &mut Figures, random: &mut Seeded) {
        if let Some(ongoing) = self.awaiting(attempt) {
            let (client, permit, paid, since) =
                (ongoing.client, ongoing.permit.take(), ongoing.paid, ongoing.since);
            self.protection.succeeded(client, permit, paid, plan.now(), random);
            figures.at(since).saved += 1;
            figures.at(second(plan.now())).answered += 1;
        }
    }

    pub(super) fn failed(&mut self, attempt: Attempt, class: Class, plan: &mut Plan, random: &mut Seeded) {
        let now = plan.now();
        let Some(ongoing) = self.awaiting(attempt) else { return };
        let (client, permit) = (ongoing.client, ongoing.permit.take());
        self.protection.failed(client, permit, now, random);
        let ongoing = &mut self.calls[attempt.call];
        let verdict = ongoing.call.failed(&self.policy, &Failure::new(class), random);
        if let Verdict::Retry { after } = verdict {
            match self.protection.pay(client, class, now) {
                Payment::Refused => return,
                Payment::Free => ongoing.paid = None,
                Payment::Paid(spent) => ongoing.paid = Some(spent),
            }
            plan.after(after, Event::WaitOver(attempt.call));
        }
    }

    /// The call, if this is the attempt that it waits for: no longer, then.
    fn awaiting(&mut self, attempt: Attempt) -> Option<&mut Ongoing> {
        let ongoing = &mut self.calls[attempt.call];
        ongoing.awaited.take_if(|awaited| *awaited == attempt.number)?;
        Some(ongoing)
    }
}

fn send(attempt: Attempt, plan: &mut Plan, figures: &mut Figures) {
    figures.at(second(plan.now())).attempts += 1;
    plan.after(LATENCY, Event::Request(attempt));
    plan.after(TIMEOUT, Event::TimedOut(attempt));
}
