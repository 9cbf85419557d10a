//! A call as those hear of it who listen.

use crate::clock::Clock;
use crate::events::{AttemptEnded, AttemptOutcome, CallEnded, CallOutcome, Event, Hearers};
use crate::kernel::Moment;

/// A call under way. Its end, and that of an attempt, is told when it is dropped, at the latest.
#[derive(Debug)]
pub(super) struct Heard {
    site: &'static str,
    hearers: Hearers,
    clock: Clock,
    began: Moment,
    /// How many attempts were begun.
    attempts: u32,
    /// Since when the body of the last one runs, while its end is not told.
    running: Option<Moment>,
    /// Whether the user's code runs, or what judges it: what is left then is left by a panic.
    is_inside: bool,
    has_ended: bool,
}

impl Heard {
    /// `None` where nobody listens.
    pub(super) fn begin(site: &'static str, clock: Clock) -> Option<Self> {
        let hearers = Hearers::now();
        if hearers.is_empty() {
            return None;
        }
        let began = clock();
        Some(Self { site, hearers, clock, began, attempts: 0, running: None, is_inside: false, has_ended: false })
    }

    /// The first poll of a body begins its attempt.
    pub(super) fn enter_body(&mut self) {
        self.is_inside = true;
        if self.running.is_none() {
            self.attempts = self.attempts.saturating_add(1);
            self.running = Some((self.clock)());
        }
    }

    pub(super) fn enter_lease(&mut self) {
        self.is_inside = true;
    }

    pub(super) fn leave(&mut self) {
        self.is_inside = false;
    }

    pub(super) fn attempt_ended(&mut self, outcome: AttemptOutcome) {
        let Some(since) = self.running.take() else {
            return;
        };
        let took = (self.clock)().since(since);
        let ended = AttemptEnded { site: self.site, number: self.attempts, outcome, took };
        self.tell(&Event::AttemptEnded(ended));
    }

    pub(super) fn ended(&mut self, outcome: CallOutcome) {
        self.has_ended = true;
        let took = (self.clock)().since(self.began);
        let ended = CallEnded { site: self.site, outcome, attempts: self.attempts, took };
        self.tell(&Event::CallEnded(ended));
    }

    pub(super) fn tell(&self, event: &Event<'_>) {
        self.hearers.tell(event);
    }
}

impl Drop for Heard {
    /// A call that is left before it has ended was cancelled, or left by a panic.
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        let (attempt, call) = if self.is_inside {
            (AttemptOutcome::Panicked, CallOutcome::Panicked)
        } else {
            (AttemptOutcome::Cancelled, CallOutcome::Cancelled)
        };
        self.attempt_ended(attempt);
        self.ended(call);
    }
}
