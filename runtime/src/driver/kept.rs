//! The outcome of the last attempt that ended, kept while the policy may still refuse.

use super::outcome::{FromRejected, Outcome};
use crate::Rejected;

/// What the caller gets if the policy refuses now: the outcome of the last attempt that ended, else the refusal itself.
/// Boxed: every future of such a policy carries this, and few calls fail.
#[derive(Debug)]
pub struct Kept<E>(Option<Box<Last<E>>>);

/// How an attempt ended.
#[derive(Debug)]
enum Last<E> {
    /// With the body's own error.
    Error(E),
    /// By its own timeout, or by `validate`.
    Rejected(Rejected),
}

impl<E> Kept<E> {
    /// No attempt has ended yet.
    #[inline]
    pub const fn nothing() -> Self {
        Self(None)
    }

    /// Keeps a refusal that was an attempt's outcome.
    pub fn rejected(rejected: Rejected) -> Self {
        Self(Some(Box::new(Last::Rejected(rejected))))
    }

    /// Keeps an error.
    pub fn error(error: E) -> Self {
        Self(Some(Box::new(Last::Error(error))))
    }
}

impl<E: FromRejected> Kept<E> {
    /// The outcome of a call that ends with `last`.
    #[inline]
    pub fn refused<R: Outcome<Error = E>>(self, last: Rejected) -> R {
        R::from_error(self.or(last))
    }

    /// The error of a call that ends with `last`. A timeout and an invalid value are outcomes of the attempt
    /// itself; everything else is a refusal, and counts only if no attempt ended before.
    #[inline]
    pub fn or(self, last: Rejected) -> E {
        match self.0 {
            Some(kept) if !last.is_outcome() => kept.into_error(),
            _ => E::from_rejected(last),
        }
    }
}

impl<E: FromRejected> Last<E> {
    fn into_error(self) -> E {
        match self {
            Self::Error(error) => error,
            Self::Rejected(rejected) => E::from_rejected(rejected),
        }
    }
}
