//! The breaker's states, one after the other.

use std::time::Instant;

use resilin::BreakerState;

use crate::live::Move;

/// How long the breaker was in one state.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// The state.
    pub state: BreakerState,
    /// The state before it.
    pub former: Option<BreakerState>,
    /// Its beginning.
    pub from: Instant,
    /// Its end.
    pub until: Instant,
}

impl Period {
    /// Whether it was then.
    pub fn contains(&self, at: Instant) -> bool {
        (self.from..self.until).contains(&at)
    }
}

/// Whether each move begins where the one before it ended, and the last one ends where the breaker is now: nothing is
/// missing, and nothing out of order.
pub(super) fn lead_to(end: BreakerState, moves: &[Move]) -> bool {
    let mut state = BreakerState::Closed;
    moves.iter().all(|moved| std::mem::replace(&mut state, moved.state) == moved.from) && state == end
}

pub(super) fn of(moves: &[Move], begun: Instant, ended: Instant) -> Vec<Period> {
    let mut periods = vec![Period { state: BreakerState::Closed, former: None, from: begun, until: ended }];
    for moved in moves {
        if let Some(last) = periods.last_mut() {
            last.until = moved.at;
        }
        periods.push(Period { state: moved.state, former: Some(moved.from), from: moved.at, until: ended });
    }
    periods
}
