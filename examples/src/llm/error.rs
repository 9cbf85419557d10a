//! What can go wrong with the model, and which kind of failure it is.

use std::time::Duration;

use resilin::reqwest_0_13::StatusError;
use resilin::{Classify, Hint, Rejected};

/// What can go wrong. Each variant's class decides what a policy does about it.
#[derive(Debug, thiserror::Error, Classify)]
pub enum LlmError {
    /// The server was not reached, broke off, or said what cannot be read.
    #[error(transparent)]
    #[class(delegate)]
    Http(#[from] reqwest::Error),
    /// A 429 that means: slow down, for seconds. The call waits and goes on.
    #[error("too many requests at once")]
    #[class(throttled, retry_after = hint)]
    TooFast {
        /// What `retry-after-ms` or `Retry-After` said.
        hint: Option<Hint>,
    },
    /// A 429 that means: nothing is left until the reset, which may be hours away. Whoever asks before asks in vain.
    #[error("the quota is used up{}", until(*resets_in))]
    #[class(quota, retry_after = resets_in)]
    UsedUp {
        /// The time until the reset, where the server named it.
        resets_in: Option<Duration>,
    },
    /// Any other status of a failure; 401 is of class `auth`.
    #[error(transparent)]
    #[class(delegate)]
    Status(#[from] StatusError),
    /// The policy ended the call.
    #[error(transparent)]
    #[class(from_rejected)]
    Rejected(#[from] Rejected),
    /// There is no fresh answer, and no old one either.
    #[error("{0}; and it was never asked before")]
    #[class(delegate)]
    NotCached(Box<resilin::Error<LlmError>>),
}

fn until(resets_in: Option<Duration>) -> String {
    resets_in.map(|time| format!(" for {:.1} s", time.as_secs_f64())).unwrap_or_default()
}
