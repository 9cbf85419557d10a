//! What all breakers of one name are and have done.

use std::time::Duration;

use crate::{BreakerSnapshot, BreakerState};

/// The sums over all breakers of a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Together {
    states: [InState; BreakerState::ALL.len()],
    /// How many attempts they have refused.
    pub(crate) rejected: u64,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct InState {
    /// How many are in the state now.
    pub(crate) breakers: u32,
    /// How long they have been in it, one after the other.
    pub(crate) time: Duration,
}

impl Together {
    pub(super) fn add(&mut self, one: &BreakerSnapshot) {
        self.add_gone(one);
        let state = &mut self.states[one.state as usize];
        state.breakers = state.breakers.saturating_add(1);
    }

    /// Adds what one has done that is no more.
    pub(super) fn add_gone(&mut self, one: &BreakerSnapshot) {
        self.rejected = self.rejected.saturating_add(one.rejected);
        for (state, in_state) in BreakerState::ALL.into_iter().zip(&mut self.states) {
            in_state.time = in_state.time.saturating_add(one.time_in_state.of(state));
        }
    }

    pub(crate) fn states(&self) -> impl Iterator<Item = (BreakerState, InState)> {
        BreakerState::ALL.into_iter().zip(self.states)
    }
}
