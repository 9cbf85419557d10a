//! What the server was asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Asked;

/// One request, as the server saw it.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who asked, and for what.
    pub asked: Asked,
    /// When it had arrived as a whole.
    pub at: Instant,
    /// The status of the reply.
    pub status: u16,
    /// When the reply was ready, which is before anybody could see it. `None` before that.
    pub replied: Option<Instant>,
}

impl Received {
    /// Whether it was served.
    pub fn is_served(&self) -> bool {
        self.status == 200
    }
}

/// All requests, in the order in which they arrived. Clones are the same log.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<Received>>>);

impl Log {
    /// Where it stands from now on.
    pub(super) fn add(&self, request: Received) -> usize {
        let mut requests = self.requests();
        requests.push(request);
        requests.len() - 1
    }

    pub(super) fn replying(&self, entry: usize) {
        self.requests()[entry].replied = Some(Instant::now());
    }

    /// All of it.
    pub fn all(&self) -> Vec<Received> {
        self.requests().clone()
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Received>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
