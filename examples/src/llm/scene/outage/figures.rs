//! What the server's log says about retries.

use std::collections::HashMap;
use std::fmt;

use crate::llm::scene::Evidence;

/// Counted in the server's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The calls whose first request met the outage.
    pub calls: u32,
    /// All requests that were made for them.
    pub requests: u32,
    /// The answers, whoever got them.
    pub answers: u32,
}

impl Figures {
    /// No two calls have the same prompt.
    pub fn of(evidence: &Evidence) -> Self {
        let mut figures = Self::default();
        let mut unlucky = HashMap::new();
        for request in &evidence.requests {
            let met_outage = *unlucky.entry(&request.asked.prompt).or_insert_with(|| {
                let is_down = !request.is_served();
                figures.calls += u32::from(is_down);
                is_down
            });
            figures.requests += u32::from(met_outage);
            figures.answers += u32::from(request.is_served());
        }
        figures
    }

    /// The requests for each call.
    pub fn amplification(&self) -> f64 {
        f64::from(self.requests) / f64::from(self.calls.max(1))
    }

    /// The requests besides each call's first one.
    pub fn retries(&self) -> u32 {
        self.requests - self.calls
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { calls, requests, .. } = self;
        write!(f, "{requests} requests for {calls} calls: {:.2} for each", self.amplification())
    }
}
