//! What came of one call.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Price;
use crate::shop::ShopError;

/// One call, as the client's side has it.
#[derive(Clone, Debug)]
pub struct Call {
    /// The name of its site.
    pub site: &'static str,
    /// The id that it carries to the shop.
    pub id: String,
    /// When it began.
    pub begun: Instant,
    /// How it ended.
    pub ended: Ended,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With an answer.
    Answered,
    /// With an error of the shop's.
    Failed,
    /// By the policy, for this reason.
    Rejected(&'static str),
}

impl Ended {
    /// How the metrics call it.
    pub fn outcome(self) -> &'static str {
        match self {
            Self::Answered => "ok",
            Self::Failed => "failed",
            Self::Rejected(reason) => reason,
        }
    }
}

impl From<Result<Price, ShopError>> for Ended {
    fn from(outcome: Result<Price, ShopError>) -> Self {
        match outcome {
            Ok(_) => Self::Answered,
            Err(ShopError::Rejected(rejected)) => Self::Rejected(rejected.reason()),
            Err(_) => Self::Failed,
        }
    }
}

/// The calls that have ended. Clones are the same list.
#[derive(Clone, Debug, Default)]
pub struct Calls(Arc<Mutex<Vec<Call>>>);

impl Calls {
    /// All of them so far.
    pub fn all(&self) -> Vec<Call> {
        self.list().clone()
    }

    pub(super) fn add(&self, call: Call) {
        self.list().push(call);
    }

    fn list(&self) -> MutexGuard<'_, Vec<Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
