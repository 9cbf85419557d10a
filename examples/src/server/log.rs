//! What the server was asked.

use std::sync::{Arc, Mutex, PoisonError};
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
    /// When it had arrived as a whole.
    pub at: Instant,
}

/// All requests, in the order in which they arrived. Clones are the same log.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<Received>>>);

impl Log {
    pub(super) fn add(&self, request: Received) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    }

    /// All of it.
    pub fn all(&self) -> Vec<Received> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
