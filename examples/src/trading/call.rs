//! What came of one call.

use resilin::Rejected;

use super::TradingError;

/// What became of an order.
#[derive(Debug)]
pub enum Fate {
    /// It was placed.
    Placed,
    /// The call failed, and the order was found to be placed nevertheless.
    Found,
    /// It was not placed.
    NotPlaced(TradingError),
    /// Nobody knows.
    InDoubt(TradingError),
}

/// One call, as the account's side has it.
#[derive(Clone, Debug)]
pub struct Call {
    /// The account.
    pub account: &'static str,
    /// The order that was to be placed; `None` where the balance was asked for.
    pub order: Option<String>,
    /// How it ended.
    pub ended: Ended,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With an answer.
    Answered,
    /// With an error, and the order was found to be placed.
    Found,
    /// The quota was closed.
    Refused,
    /// With an error; an order was not placed.
    Failed(String),
    /// With an error, and nobody knows whether the order was placed.
    InDoubt(String),
}

impl From<Fate> for Ended {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Placed => Self::Answered,
            Fate::Found => Self::Found,
            Fate::NotPlaced(error) => Self::by(&error),
            Fate::InDoubt(error) => Self::InDoubt(error.to_string()),
        }
    }
}

impl From<Result<(), TradingError>> for Ended {
    fn from(outcome: Result<(), TradingError>) -> Self {
        outcome.map_or_else(|error| Self::by(&error), |()| Self::Answered)
    }
}

impl Ended {
    /// A call whose attempt found the quota used up ends with that; those after it are refused.
    fn by(error: &TradingError) -> Self {
        match error {
            TradingError::UsedUp { .. } | TradingError::Rejected(Rejected::QuotaExhausted { .. }) => Self::Refused,
            error => Self::Failed(error.to_string()),
        }
    }

    /// Whether an order that ended so is placed; `None` where nobody knows.
    pub fn is_placed(&self) -> Option<bool> {
        match self {
            Self::Answered | Self::Found => Some(true),
            Self::Refused | Self::Failed(_) => Some(false),
            Self::InDoubt(_) => None,
        }
    }
}
