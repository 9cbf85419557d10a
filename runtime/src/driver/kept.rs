//! The outcome of the last attempt that ended, kept while the policy may still refuse.

use super::outcome::FromRejected;
use crate::Rejected;

/// What the caller gets if the policy refuses now.
#[derive(Debug, Default)]
pub enum Kept<E> {
    /// No attempt has ended yet: the refusal itself.
    #[default]
    Nothing,
    /// The body's own error.
    Error(E),
    /// The attempt ended by its own timeout, or by `validate`. Boxed: futures carry this, and it is rare.
    Rejected(Box<Rejected>),
}

impl<E> Kept<E> {
    /// Keeps a refusal that was an attempt's outcome.
    pub fn rejected(rejected: Rejected) -> Self {
        Self::Rejected(Box::new(rejected))
    }

    /// Keeps an error, where there is one.
    pub fn error(error: Option<E>) -> Self {
        error.map_or(Self::Nothing, Self::Error)
    }
}

impl<E: FromRejected> Kept<E> {
    /// The error of a call that ends with `last`. A timeout and an invalid value are outcomes of the attempt
    /// itself; everything else is a refusal, and counts only if no attempt ended before.
    pub fn or(self, last: Rejected) -> E {
        match (self, last) {
            (_, last) if last.is_outcome() => E::from_rejected(last),
            (Self::Nothing, last) => E::from_rejected(last),
            (Self::Error(error), _) => error,
            (Self::Rejected(kept), _) => E::from_rejected(*kept),
        }
    }
}
