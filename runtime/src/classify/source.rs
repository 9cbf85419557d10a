//! The walk along an error's source chain.

use std::error::Error;
use std::io;
use std::iter::successors;

use resilin_policy::Class;

use crate::{Classify as _, Fault, Rejected};

/// Longer chains are a loop, or nobody's to read.
pub(crate) const LONGEST_CHAIN: usize = 32;

/// The fault of the first error in the chain, `error` included, whose type resilin knows and whose class is not
/// `unknown`; `None` where there is none.
///
/// For a `Site` whose error type is not [`Classify`](crate::Classify), or inside a `classify` function of your
/// own.
///
/// ```
/// use std::io::{Error, ErrorKind};
/// use resilin::{Class, classify::by_source};
///
/// let error: Box<dyn std::error::Error> = Error::from(ErrorKind::ConnectionReset).into();
/// assert_eq!(by_source(&*error).map(|fault| fault.class()), Some(Class::NETWORK));
/// ```
pub fn by_source(error: &(dyn Error + 'static)) -> Option<Fault> {
    successors(Some(error), |&error| error.source()).take(LONGEST_CHAIN).find_map(known)
}

/// The fault, or one of class `unknown`.
pub(super) fn or_unknown(found: Option<Fault>) -> Fault {
    found.unwrap_or(Fault::new(Class::UNKNOWN))
}

fn known(error: &(dyn Error + 'static)) -> Option<Fault> {
    let fault = own(error).or_else(|| by_feature(error))?;
    (fault.class() != Class::UNKNOWN).then_some(fault)
}

fn own(error: &(dyn Error + 'static)) -> Option<Fault> {
    if let Some(rejected) = error.downcast_ref::<Rejected>() {
        return Some(rejected.fault());
    }
    error.downcast_ref::<io::Error>().map(io::Error::classify)
}

/// Errors of other libraries, each behind the feature that carries the library's version.
fn by_feature(error: &(dyn Error + 'static)) -> Option<Fault> {
    let walkers: &[fn(&(dyn Error + 'static)) -> Option<Fault>] = &[
        #[cfg(feature = "tokio")]
        super::tokio::fault_of,
        #[cfg(feature = "reqwest-0-13")]
        crate::reqwest_0_13::fault_of,
        #[cfg(feature = "hyper-1")]
        |error| error.downcast_ref().map(hyper::Error::classify),
        #[cfg(feature = "tonic-0-14")]
        crate::tonic_0_14::fault_of,
        #[cfg(feature = "tokio-tungstenite-0-30")]
        crate::tokio_tungstenite_0_30::fault_of,
        #[cfg(feature = "sqlx-0-8")]
        crate::sqlx_0_8::fault_of,
        #[cfg(feature = "redis-1")]
        crate::redis_1::fault_of,
    ];
    walkers.iter().find_map(|walker| walker(error))
}
