//! How the breakers move: resilin tells a listener.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use resilin::{BreakerState, Event, Listener};

/// A breaker that came from one state to another.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The state it left.
    pub from: BreakerState,
    /// The state it is in now.
    pub to: BreakerState,
    /// How long it is to be open.
    pub open_for: Option<Duration>,
    /// When it was told, which is right after it happened.
    pub at: Instant,
}

/// The moves of one breaker. Clones are the same list.
#[derive(Clone, Debug)]
pub struct Moves {
    breaker: &'static str,
    list: Arc<Mutex<Vec<Move>>>,
}

impl Moves {
    /// None yet.
    pub fn of(breaker: &'static str) -> Self {
        Self { breaker, list: Arc::default() }
    }

    /// All of them so far.
    pub fn all(&self) -> Vec<Move> {
        self.list().clone()
    }

    fn list(&self) -> MutexGuard<'_, Vec<Move>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener for Moves {
    fn heard(&self, event: &Event<'_>) {
        match event {
            Event::BreakerMoved(moved) if moved.breaker == self.breaker => {
                let (from, to, open_for) = (moved.from, moved.to, moved.open_for);
                self.list().push(Move { from, to, open_for, at: Instant::now() });
            }
            _ => {}
        }
    }
}
