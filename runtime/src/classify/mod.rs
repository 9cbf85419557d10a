//! From an error to a fault.
//!
//! An error type that is [`Classify`] says itself what it is. One that is not is classified by walking its
//! `source()` chain for an error that resilin knows: `std::io::Error` always, a library's by feature. What is left
//! is `unknown`.

mod hint;
mod io;
mod probe;
mod source;
#[cfg(feature = "tokio")]
mod tokio;

use std::error::Error;
use std::rc::Rc;
use std::sync::Arc;

use crate::Fault;

pub use hint::ToHint;
pub use probe::{ByClassify, ByNothing, ByReport, BySource, Probe};
#[cfg(feature = "tokio")]
pub(crate) use source::LONGEST_CHAIN;
pub use source::by_source;

/// An error type that says what kind of failure it is.
///
/// Usually derived:
///
/// ```
/// use resilin::{Class, Classify, Rejected};
///
/// #[derive(Debug, Classify)]
/// enum ApiError {
///     #[class(network)]
///     Io(std::io::Error),
///     #[class(throttled, retry_after = after)]
///     Slow { after: Option<std::time::Duration> },
///     #[class(custom("conflict"))]
///     Conflict,
///     #[class(from_rejected)]
///     Rejected(Rejected),
/// }
///
/// assert_eq!(ApiError::Conflict.classify().class(), Class::custom("conflict"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what kind of failure it is",
    label = "this error type is not `Classify`",
    note = "derive it: `#[derive(resilin::Classify)]` with a `#[class(…)]` on each variant",
    note = "or, for a type that is not yours, name a function: `classify = path` in the attribute, `call_with(path, …)` at a `Site`"
)]
pub trait Classify {
    /// The fault that this error is.
    fn classify(&self) -> Fault;
}

impl<E: Classify + ?Sized> Classify for &E {
    fn classify(&self) -> Fault {
        (**self).classify()
    }
}

impl<E: Classify> Classify for Box<E> {
    fn classify(&self) -> Fault {
        (**self).classify()
    }
}

impl<E: Classify + ?Sized> Classify for Rc<E> {
    fn classify(&self) -> Fault {
        (**self).classify()
    }
}

/// An error shared by several callers.
impl<E: Classify + ?Sized> Classify for Arc<E> {
    fn classify(&self) -> Fault {
        (**self).classify()
    }
}

impl Classify for std::io::Error {
    fn classify(&self) -> Fault {
        io::fault(self)
    }
}

impl Classify for Box<dyn Error + Send + Sync> {
    fn classify(&self) -> Fault {
        source::or_unknown(by_source(&**self))
    }
}

impl Classify for Box<dyn Error + Send> {
    fn classify(&self) -> Fault {
        source::or_unknown(by_source(&**self))
    }
}

impl Classify for Box<dyn Error> {
    fn classify(&self) -> Fault {
        source::or_unknown(by_source(&**self))
    }
}
