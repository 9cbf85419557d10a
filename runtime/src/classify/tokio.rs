//! `tokio::time::timeout`'s own error.

use std::error::Error;

use resilin_policy::Class;
use tokio::time::error::Elapsed;

use crate::{Classify, Fault};

impl Classify for Elapsed {
    fn classify(&self) -> Fault {
        Fault::new(Class::TIMEOUT)
    }
}

/// The fault of an error met on a source chain, where it is one of tokio's.
pub(super) fn fault_of(error: &(dyn Error + 'static)) -> Option<Fault> {
    error.downcast_ref::<Elapsed>().map(Elapsed::classify)
}
