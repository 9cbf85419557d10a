//! From one event to the next.

use resilin::{Class, PolicyError};

use super::clients::Clients;
use super::event::{Attempt, Event, Plan};
use super::figures::Figures;
use super::random::Seeded;
use super::scenario::{LATENCY, Scenario, second};
use super::server::{Arrival, Server};
use super::variant::Variant;

/// What comes of a variant in a scenario.
///
/// # Errors
///
/// The variant's policy or settings make no sense.
pub fn run(variant: &Variant, scenario: Scenario) -> Result<Figures, PolicyError> {
    let mut world = World::new(variant, scenario)?;
    world.plan.after(LATENCY, Event::Call);
    while let Some(event) = world.plan.next() {
        world.happens(event);
    }
    Ok(world.figures)
}

struct World {
    scenario: Scenario,
    plan: Plan,
    clients: Clients,
    server: Server,
    /// Apart, so that every variant meets the same calls.
    arrivals: Seeded,
    random: Seeded,
    figures: Figures,
}

impl World {
    fn new(variant: &Variant, scenario: Scenario) -> Result<Self, PolicyError> {
        Ok(Self {
            scenario,
            plan: Plan::new(),
            clients: Clients::new(variant, scenario)?,
            server: Server::new(scenario.places()),
            arrivals: Seeded(scenario.seed),
            random: Seeded(!scenario.seed),
            figures: Figures::default(),
        })
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Call => self.call(),
            Event::WaitOver(call) => self.clients.attempt(call, &mut self.plan, &mut self.figures),
            Event::Request(attempt) => self.request(attempt),
            Event::Done => self.done(),
            Event::Answer(attempt, true) => {
                self.clients.answered(attempt, &self.plan, &mut self.figures, &mut self.random);
            }
            Event::Answer(attempt, false) => self.fails(attempt, Class::OVERLOAD),
            Event::TimedOut(attempt) => self.fails(attempt, Class::TIMEOUT),
        }
    }

    fn call(&mut self) {
        if second(self.plan.now()) < Scenario::END {
            self.clients.begin(&mut self.plan, &mut self.figures, &mut self.arrivals);
            let gap = self.arrivals.gap(self.scenario.mean_gap());
            self.plan.after(gap, Event::Call);
        }
    }

    fn request(&mut self, attempt: Attempt) {
        match self.server.arrives(attempt) {
            Arrival::Refused => self.plan.after(LATENCY, Event::Answer(attempt, false)),
            Arrival::Waits => {}
            Arrival::TakenUp => self.work(),
        }
    }

    fn work(&mut self) {
        let work = self.scenario.work(self.plan.now());
        self.plan.after(work, Event::Done);
    }

    fn done(&mut self) {
        let (done, takes_up_another) = self.server.done();
        if let Some(attempt) = done {
            self.plan.after(LATENCY, Event::Answer(attempt, true));
        }
        if takes_up_another {
            self.work();
        }
    }

    fn fails(&mut self, attempt: Attempt, class: Class) {
        self.clients.failed(attempt, class, &mut self.plan, &mut self.random);
    }
}
