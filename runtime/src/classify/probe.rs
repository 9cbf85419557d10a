//! How the attribute finds out what an error type can say about itself.
//!
//! The expansion calls `(&&&&Probe(&error)).__resilient_fault()` with the four traits in scope. Method lookup
//! takes the first that fits, from the most telling to the least (the technique is David Tolnay's "autoref
//! specialization"). In generic code only declared bounds count, because only they are known where the function is
//! checked. The method's name is one that no trait of the user's has.

use std::error::Error;

use super::{Classify, by_source};
use crate::{Fault, Rejected};

/// A reference to an error, asked for its fault by the `By…` traits.
#[derive(Debug)]
pub struct Probe<'e, E: ?Sized>(pub &'e E);

/// First choice: the type is [`Classify`].
pub trait ByClassify {
    /// The fault.
    fn __resilient_fault(&self) -> Option<Fault>;
}

impl<E: Classify + ?Sized> ByClassify for &&&Probe<'_, E> {
    #[inline]
    fn __resilient_fault(&self) -> Option<Fault> {
        Some(self.0.classify())
    }
}

/// A refusal handed on as it is. [`Rejected`] cannot be `Classify`: `Error<E>` converts from it and from every
/// `Classify`.
impl ByClassify for &&&Probe<'_, Rejected> {
    fn __resilient_fault(&self) -> Option<Fault> {
        Some(self.0.fault())
    }
}

/// The same, boxed to keep an error type small.
impl ByClassify for &&&Probe<'_, Box<Rejected>> {
    fn __resilient_fault(&self) -> Option<Fault> {
        Some(self.0.fault())
    }
}

/// Second: a report type that is no `Error` itself but gives one, such as `anyhow::Error`.
pub trait ByReport {
    /// The fault, where the chain holds an error that resilin knows.
    fn __resilient_fault(&self) -> Option<Fault>;
}

impl<E: AsRef<dyn Error + Send + Sync> + ?Sized> ByReport for &&Probe<'_, E> {
    fn __resilient_fault(&self) -> Option<Fault> {
        by_source(self.0.as_ref())
    }
}

/// Third: an `Error`; its sources are walked. (One that resilin knows itself is `Classify`.)
pub trait BySource {
    /// The fault, where the chain holds an error that resilin knows.
    fn __resilient_fault(&self) -> Option<Fault>;
}

impl<E: Error + ?Sized> BySource for &Probe<'_, E> {
    fn __resilient_fault(&self) -> Option<Fault> {
        self.0.source().and_then(by_source)
    }
}

/// Last: a type that says nothing, such as `String`.
pub trait ByNothing {
    /// `None`.
    fn __resilient_fault(&self) -> Option<Fault>;
}

impl<E: ?Sized> ByNothing for Probe<'_, E> {
    fn __resilient_fault(&self) -> Option<Fault> {
        None
    }
}
