//! The scenes: each is a server of its own, the calls that meet it, and what must come of them.

mod call;
pub mod keys;
pub mod observed;
pub mod outage;
pub mod review;
pub mod throttled;
pub mod used_up;
mod watch;

pub use call::{Call, Ended};
pub use watch::Watch;

use std::error::Error;

use super::server::Received;

/// What comes of a scene, unless there is no server or no client to be had.
pub type Played = Result<Evidence, Box<dyn Error>>;

/// All that is known of a scene afterwards.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The calls, in the order in which the scene made them.
    pub calls: Vec<Call>,
    /// What the server saw.
    pub requests: Vec<Received>,
    /// How often the quota told its listener that it closed.
    pub closings: usize,
}

impl Evidence {
    /// The requests that were made for a prompt.
    pub fn requests_for(&self, prompt: &str) -> Vec<&Received> {
        self.requests.iter().filter(|request| request.asked.prompt == prompt).collect()
    }

    /// The requests that were made with a key.
    pub fn requests_with(&self, key: &str) -> Vec<&Received> {
        self.requests.iter().filter(|request| request.asked.key == key).collect()
    }

    /// Whether all these calls got a fresh answer.
    pub(super) fn are_answered(&self, calls: std::ops::Range<usize>) -> bool {
        self.calls.get(calls).is_some_and(|calls| calls.iter().all(Call::is_answered))
    }
}
