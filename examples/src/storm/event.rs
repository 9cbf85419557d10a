//! What happens next.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use resilin::kernel::Moment;

/// One attempt of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Attempt {
    pub(super) call: usize,
    pub(super) number: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// A client begins a call.
    Call,
    /// A call has waited for its next attempt.
    WaitOver(usize),
    /// A request reaches the server.
    Request(Attempt),
    /// The server has done what it was working at.
    Done,
    /// An answer reaches the client: good, or that there is too much to do.
    Answer(Attempt, bool),
    /// A client waits no longer.
    TimedOut(Attempt),
}

/// What is to come, in order; of what comes at one moment first what was planned first.
#[derive(Debug)]
pub(super) struct Plan {
    now: Moment,
    planned: u64,
    events: BinaryHeap<Reverse<(Moment, u64, Event)>>,
}

impl Plan {
    pub(super) fn new() -> Self {
        Self { now: Moment::EPOCH, planned: 0, events: BinaryHeap::new() }
    }

    pub(super) const fn now(&self) -> Moment {
        self.now
    }

    pub(super) fn after(&mut self, delay: Duration, event: Event) {
        self.planned += 1;
        self.events.push(Reverse((self.now.after(delay), self.planned, event)));
    }

    /// What comes next; it is then that moment.
    pub(super) fn next(&mut self) -> Option<Event> {
        let Reverse((at, _, event)) = self.events.pop()?;
        self.now = at;
        Some(event)
    }
}
