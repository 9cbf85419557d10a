//! What a retry has cost.

use resilin_policy::Tokens;

/// What was paid for a retry.
///
/// It goes back to the budget where the retry was refused by something else, or where the call then succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    pub(super) cost: u32,
    pub(super) form: Form,
}

impl Spent {
    /// The cost: 1 is a retry where the budget is a ratio, else a token.
    pub const fn cost(self) -> Tokens {
        Tokens(self.cost)
    }
}

/// Which sort of budget it was paid to: what it is worth in one is nothing in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Form {
    Ratio,
    Tokens,
}
