//! What resilin has told, kept for who wants to count it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use resilin::BreakerState;

/// An attempt that failed and was followed by another one.
#[derive(Clone, Debug)]
pub struct Retry {
    /// The site's name.
    pub site: String,
    /// The attempt that failed; the first is 1.
    pub attempt: u64,
    /// The wait before the next one, in whole milliseconds.
    pub delay: Duration,
}

/// An attempt that the policy refused or cut.
#[derive(Clone, Debug)]
pub struct Rejection {
    /// The site's name.
    pub site: String,
    /// Which attempt; the first is 1.
    pub attempt: u64,
    /// Why, in resilin's word for it.
    pub reason: String,
}

/// A breaker that came from one state to another.
#[derive(Clone, Debug)]
pub struct Move {
    /// The breaker's name.
    pub breaker: String,
    /// The state it left.
    pub from: BreakerState,
    /// The state it is in now.
    pub state: BreakerState,
    /// How long it is open, in whole milliseconds.
    pub open_for: Option<Duration>,
    /// How many attempts breakers have refused since one moved before.
    pub refused_meanwhile: usize,
    /// When it was told, which is right after it happened.
    pub at: Instant,
}

/// All of it so far, in the order in which it was told. Clones are the same record.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<Mutex<Entries>>);

#[derive(Debug, Default)]
struct Entries {
    retries: Vec<Retry>,
    rejections: Vec<Rejection>,
    moves: Vec<Move>,
    /// How many rejections there had been when a breaker last moved.
    rejections_before: usize,
}

impl Record {
    /// The retries at one site.
    pub fn retries(&self, site: &str) -> Vec<Retry> {
        self.entries().retries.iter().filter(|retry| retry.site == site).cloned().collect()
    }

    /// The rejections at one site.
    pub fn rejections(&self, site: &str) -> Vec<Rejection> {
        self.entries().rejections.iter().filter(|rejection| rejection.site == site).cloned().collect()
    }

    /// The moves of one breaker.
    pub fn moves(&self, breaker: &str) -> Vec<Move> {
        self.entries().moves.iter().filter(|moved| moved.breaker == breaker).cloned().collect()
    }

    pub(super) fn add_retry(&self, retry: Retry) {
        self.entries().retries.push(retry);
    }

    pub(super) fn add_rejection(&self, rejection: Rejection) {
        self.entries().rejections.push(rejection);
    }

    /// Returns it with what breakers have refused since the move before it.
    pub(super) fn add_move(&self, mut moved: Move) -> Move {
        let mut entries = self.entries();
        let since = entries.rejections.iter().skip(entries.rejections_before);
        moved.refused_meanwhile = since.filter(|rejection| rejection.reason == "circuit_open").count();
        entries.rejections_before = entries.rejections.len();
        entries.moves.push(moved.clone());
        moved
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
