//! What the expansion requires of a function's return type.

use crate::Rejected;

/// What a body returns: a `Result`.
#[diagnostic::on_unimplemented(
    message = "a resilient function returns a `Result`, and `{Self}` is none",
    label = "this return type cannot say that an attempt failed",
    note = "return `Result<{Self}, E>`: a policy acts on the `Err`"
)]
pub trait Outcome: Sized {
    /// The value of a success.
    type Value;
    /// The error of a failure.
    type Error;

    /// The outcome, taken apart: what is only looked at would be moved as a whole.
    ///
    /// # Errors
    ///
    /// The error of a failed outcome.
    fn into_result(self) -> Result<Self::Value, Self::Error>;

    /// An outcome that is a success.
    fn from_value(value: Self::Value) -> Self;

    /// An outcome that is a failure.
    fn from_error(error: Self::Error) -> Self;
}

impl<T, E> Outcome for Result<T, E> {
    type Value = T;
    type Error = E;

    #[inline]
    fn into_result(self) -> Self {
        self
    }

    #[inline]
    fn from_value(value: T) -> Self {
        Ok(value)
    }

    #[inline]
    fn from_error(error: E) -> Self {
        Err(error)
    }
}

/// An error type that can say that the policy refused. Implemented by every `E: From<Rejected>`.
#[diagnostic::on_unimplemented(
    message = "this policy can refuse a call, and `{Self}` cannot say so",
    label = "`{Self}` is not `From<resilin::Rejected>`",
    note = "a `timeout`, a `deadline`, a `breaker`, a `quota`, `credentials` or `validate` ends a call without an error of the body's own",
    note = "add a variant to your error: `#[class(from_rejected)] Rejected(#[from] resilin::Rejected)`",
    note = "or return `Result<T, resilin::Error<{Self}>>`",
    note = "or give the call a `fallback`, which is told of it: `fallback = |error| …`"
)]
pub trait FromRejected: Sized {
    /// The error that says so.
    fn from_rejected(rejected: Rejected) -> Self;
}

impl<E: From<Rejected>> FromRejected for E {
    fn from_rejected(rejected: Rejected) -> Self {
        rejected.into()
    }
}

/// A second implementation, never used: with a single one the compiler would name `From<Rejected>` as what is
/// missing and leave our explanation out.
impl FromRejected for NeverAnError {
    fn from_rejected(_: Rejected) -> Self {
        Self
    }
}

#[derive(Debug)]
#[doc(hidden)]
pub struct NeverAnError;
