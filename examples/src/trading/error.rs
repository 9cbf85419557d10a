//! What can go wrong at the exchange, and which kind of failure it is.

use std::time::{Duration, SystemTime};

use resilin::reqwest_0_13::{ResponseExt as _, StatusError, fault_without_redirects};
use resilin::{Classify, Rejected};

/// What can go wrong. `not_processed` is what lets an order be sent again.
#[derive(Debug, thiserror::Error, Classify)]
pub enum TradingError {
    /// There was no connection, so there was no request.
    #[error("no connection")]
    #[class(network, not_processed)]
    NotConnected(#[source] reqwest::Error),
    /// The connection broke, or what came over it cannot be read. The exchange may have done what it was asked.
    #[error(transparent)]
    #[class(delegate)]
    Http(reqwest::Error),
    /// The session is over. The exchange looks at that before it looks at anything else.
    #[error("the exchange does not know the session")]
    #[class(auth, not_processed)]
    SessionOver,
    /// Whoever goes on asking now is banned.
    #[error("the exchange wants to be left alone")]
    #[class(quota, not_processed, retry_after = after)]
    UsedUp {
        /// For how long.
        after: Option<Duration>,
    },
    /// The exchange answered that it failed, which does not say that it did nothing.
    #[error(transparent)]
    #[class(delegate)]
    Status(#[from] StatusError),
    /// The policy ended the call.
    #[error(transparent)]
    #[class(from_rejected)]
    Rejected(#[from] Rejected),
}

impl From<reqwest::Error> for TradingError {
    /// Our client follows no redirects, so that a connection that could not be made is proof.
    fn from(error: reqwest::Error) -> Self {
        if fault_without_redirects(&error).is_not_processed() {
            Self::NotConnected(error)
        } else {
            Self::Http(error)
        }
    }
}

/// The response, unless it is a failure.
pub(super) fn accepted(response: reqwest::Response) -> Result<reqwest::Response, TradingError> {
    response.error_with_hint().map_err(|error| match error.status().as_u16() {
        401 => TradingError::SessionOver,
        429 => TradingError::UsedUp { after: error.hint().map(|hint| hint.wait_at(SystemTime::now())) },
        _ => error.into(),
    })
}
