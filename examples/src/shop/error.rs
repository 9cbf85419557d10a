//! What can go wrong with the shop, and which kind of failure it is.

use resilin::reqwest_0_13::StatusError;
use resilin::{Classify, Rejected};

/// What can go wrong. Each variant's class decides what a policy does about it.
#[derive(Debug, thiserror::Error, Classify)]
pub enum ShopError {
    /// The shop was not reached, broke off, or said what cannot be read.
    #[error(transparent)]
    #[class(delegate)]
    Http(#[from] reqwest::Error),
    /// The shop answered that it failed, and perhaps when to come back.
    #[error(transparent)]
    #[class(delegate)]
    Status(#[from] StatusError),
    /// The policy ended the call.
    #[error(transparent)]
    #[class(from_rejected)]
    Rejected(#[from] Rejected),
}
