//! What a task means to do next.

use std::time::Duration;

use super::{HOSTS, Plan, TENANTS, Topic, drawn};
use crate::soak::Form;
use crate::storm::random::Seeded;

/// One call, and the wait before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Which task's.
    pub task: u32,
    /// The number of the call among the task's.
    pub number: u32,
    /// How long the task waits first.
    pub pause: Duration,
    /// How it calls.
    pub form: Form,
    /// Which server.
    pub host: u32,
    /// For whom.
    pub tenant: u32,
    /// What is done to the call.
    pub end: End,
}

/// What is done to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing.
    Kept,
    /// It is dropped when it was polled so often.
    DroppedAtPoll(u32),
    /// It is dropped after so long.
    DroppedAfter(Duration),
    /// Its task is aborted after so long.
    AbortedAfter(Duration),
    /// Its body panics in the attempt of this number, if it comes to it.
    Panics(u32),
}

impl Plan {
    /// What this task means to do in its call of this number.
    pub fn intent(self, task: u32, number: u32) -> Intent {
        let dice = &mut self.dice(Topic::Intent, &[task, number]);
        Intent {
            task,
            number,
            pause: Duration::from_millis(dice.below(6000).into()),
            form: form(dice),
            host: dice.below(HOSTS),
            tenant: dice.below(TENANTS),
            end: end(dice),
        }
    }
}

fn form(dice: &mut Seeded) -> Form {
    let lots = Form::ALL.map(|form| (125, form));
    drawn(dice, &lots, Form::Read)
}

fn end(dice: &mut Seeded) -> End {
    let polls = 1 + dice.below(6);
    let time = Duration::from_millis(dice.below(1500).into());
    let attempt = 1 + dice.below(2);
    let lots = [
        (40, End::DroppedAtPoll(polls)),
        (40, End::DroppedAfter(time)),
        (20, End::AbortedAfter(time)),
        (25, End::Panics(attempt)),
    ];
    drawn(dice, &lots, End::Kept)
}
