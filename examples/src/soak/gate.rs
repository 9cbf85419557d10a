//! Whether attempts pass by an open breaker.

use std::sync::atomic::{AtomicU64, Ordering};

use resilin::{Breaker, BreakerState, breaker};

use super::plan::HOSTS;

/// Looks at the breaker of a server where a body begins.
///
/// Between a permit and the first line of the body there is no await. So an attempt that finds the breaker open there was
/// let through before it opened, on a thread that was stopped in between: at most one a thread each time. A gate that
/// lets pass what it should not lets pass all.
#[derive(Debug)]
pub(super) struct Gate {
    breakers: Vec<Breaker>,
    late: AtomicU64,
}

impl Default for Gate {
    fn default() -> Self {
        let breakers = (0..HOSTS).map(|host| breaker(&format!("soak-host/{host}"))).collect();
        Self { breakers, late: AtomicU64::new(0) }
    }
}

impl Gate {
    /// A body begins that was let through by the breaker of this server.
    pub(super) fn passed(&self, host: u32) {
        let is_open = |breaker: &Breaker| breaker.state() == BreakerState::Open;
        if self.breakers.get(host as usize).is_some_and(is_open) {
            self.late.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many have found it open.
    pub(super) fn late(&self) -> u64 {
        self.late.load(Ordering::Relaxed)
    }

    /// How often the breakers have opened.
    pub(super) fn opens(&self) -> u64 {
        self.breakers.iter().map(|breaker| breaker.snapshot().opens).sum()
    }
}
