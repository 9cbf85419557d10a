//! What the server was asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// One request, as the server saw it.
#[derive(Clone, Debug)]
pub struct Received {
    /// `GET`, `POST`.
    pub method: String,
    /// `/ticker`.
    pub path: String,
    /// The `idempotency-key` header.
    pub key: Option<String>,
    /// The `x-request-id` header.
    pub id: Option<String>,
    /// When it had arrived as a whole.
    pub at: Instant,
    /// When the reply was ready, which is before anybody could see it. `None` before that.
    pub replied: Option<Instant>,
}

/// Where a request stands in the log.
pub(super) struct Entry(usize);

/// All requests, in the order in which they arrived. Clones are the same log.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<Received>>>);

impl Log {
    pub(super) fn add(&self, request: Received) -> Entry {
        let mut requests = self.requests();
        requests.push(request);
        Entry(requests.len() - 1)
    }

    pub(super) fn replying(&self, entry: &Entry) {
        self.requests()[entry.0].replied = Some(Instant::now());
    }

    /// All of it.
    pub fn all(&self) -> Vec<Received> {
        self.requests().clone()
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Received>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The requests for `path`.
    pub fn of(&self, path: &str) -> Vec<Received> {
        self.all().into_iter().filter(|request| request.path == path).collect()
    }

    /// The times between the requests for `path`.
    pub fn waits(&self, path: &str) -> Vec<Duration> {
        self.of(path).windows(2).map(|pair| pair[1].at.duration_since(pair[0].at)).collect()
    }
}
