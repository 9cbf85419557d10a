//! The error of a call whose own error type cannot say "refused".

use std::fmt;

use crate::{Classify, Fault, Rejected};

/// Either the body's own error or the policy's refusal.
///
/// Use it as a function's error type where yours has no place for a [`Rejected`]. The body's `?` converts into it
/// from any error that is [`Classify`].
///
/// ```
/// use std::io;
///
/// fn read() -> Result<Vec<u8>, resilin::Error<io::Error>> {
///     Ok(std::fs::read("/nowhere/at/all")?)
/// }
///
/// assert!(matches!(read(), Err(resilin::Error::Failed(error)) if error.kind() == io::ErrorKind::NotFound));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error<E> {
    /// The last attempt's own error.
    Failed(E),
    /// The policy ended the call.
    Rejected(Rejected),
}

impl<E> Error<E> {
    /// The body's own error, if it was that.
    pub fn into_failed(self) -> Option<E> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Rejected(_) => None,
        }
    }

    /// The error as the function's own error type says it: what a fallback returns that has nothing better.
    ///
    /// ```
    /// use std::io;
    /// use std::time::Duration;
    /// use resilin::Rejected;
    ///
    /// let refused: resilin::Error<io::Error> = Rejected::TimedOut { after: Duration::from_secs(2) }.into();
    /// assert_eq!(refused.into_inner().kind(), io::ErrorKind::TimedOut);
    /// ```
    pub fn into_inner(self) -> E
    where
        E: From<Rejected>,
    {
        match self {
            Self::Failed(error) => error,
            Self::Rejected(rejected) => rejected.into(),
        }
    }

    /// The policy's refusal, if it was that.
    pub const fn rejected(&self) -> Option<&Rejected> {
        match self {
            Self::Failed(_) => None,
            Self::Rejected(rejected) => Some(rejected),
        }
    }
}

impl<E: Classify> From<E> for Error<E> {
    fn from(error: E) -> Self {
        Self::Failed(error)
    }
}

impl<E> From<Rejected> for Error<E> {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}

impl<E: Classify> Classify for Error<E> {
    fn classify(&self) -> Fault {
        match self {
            Self::Failed(error) => error.classify(),
            Self::Rejected(rejected) => rejected.fault(),
        }
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(f),
            Self::Rejected(rejected) => rejected.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    /// What it holds. The text is the same, so a report of the chain shows it twice; but an outer call that is given a
    /// report finds what it was, and with it the class.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Rejected(rejected) => Some(rejected),
        }
    }
}
