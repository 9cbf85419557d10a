//! A server that works at one request after the other.

use std::collections::VecDeque;

use super::event::Attempt;

/// It does not know whether anybody still waits for the answer.
#[derive(Debug)]
pub(super) struct Server {
    places: usize,
    /// The first one is worked at.
    queue: VecDeque<Attempt>,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    Refused,
    Waits,
    TakenUp,
}

impl Server {
    pub(super) fn new(places: usize) -> Self {
        Self { places, queue: VecDeque::new() }
    }

    pub(super) fn arrives(&mut self, attempt: Attempt) -> Arrival {
        if self.queue.len() > self.places {
            return Arrival::Refused;
        }
        self.queue.push_back(attempt);
        if self.queue.len() == 1 { Arrival::TakenUp } else { Arrival::Waits }
    }

    /// What it has been working at is done. Whether it takes up another.
    pub(super) fn done(&mut self) -> (Option<Attempt>, bool) {
        (self.queue.pop_front(), !self.queue.is_empty())
    }
}
