//! The trouble that the exchange is to make.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Barrier;

/// The trouble that the exchange is to make.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The order that is booked and then answered by 500.
    pub(super) doubtful: Option<&'static str>,
    /// Who may ask no more, until when.
    pub(super) used_up: Option<(&'static str, Instant)>,
    /// Whose logins fail, and how many.
    pub(super) failing_logins: Option<(&'static str, usize)>,
    /// Whose sessions are revoked under their calls.
    pub(super) midnight: Option<Midnight>,
}

/// Sessions that are revoked at once under several calls.
#[derive(Clone, Debug)]
pub(super) struct Midnight {
    account: &'static str,
    newest: usize,
    barrier: Arc<Barrier>,
}

/// A call that never comes does not hold up the others for good.
const PATIENCE: Duration = Duration::from_secs(3);

impl Plan {
    /// What is left of the time for which the account may ask no more.
    pub(super) fn left_alone_for(&self, account: &str) -> Option<Duration> {
        let (_, until) = self.used_up.filter(|(used_up, _)| *used_up == account)?;
        Some(until.saturating_duration_since(Instant::now())).filter(|left| !left.is_zero())
    }

    /// Whether this login of the account is one that fails.
    pub(super) fn fails_login(&mut self, account: &str) -> bool {
        match &mut self.failing_logins {
            Some((failing, left)) if *failing == account && *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    /// What the calls with a session of this number wait for. One with an older session has come on its way too late to
    /// be waited for: its account has the newer one already.
    pub(super) fn midnight_of(&self, account: &str, session: usize) -> Option<Midnight> {
        self.midnight.clone().filter(|midnight| midnight.account == account && midnight.newest <= session)
    }
}

impl Midnight {
    pub(super) fn new(account: &'static str, newest: usize, calls: usize) -> Self {
        Self { account, newest, barrier: Arc::new(Barrier::new(calls)) }
    }

    /// Waits until all are here, then lets one of them `strike`, then lets all go on.
    pub(super) async fn wait(&self, strike: impl FnOnce()) {
        let all_are_here = tokio::time::timeout(PATIENCE, self.barrier.wait()).await;
        if all_are_here.is_ok_and(|here| here.is_leader()) {
            strike();
        }
        let _ = tokio::time::timeout(PATIENCE, self.barrier.wait()).await;
    }
}
