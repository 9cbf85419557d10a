//! `std::io::Error`.

use std::io::{Error, ErrorKind};

use resilin_policy::Class;

use super::by_source;
use crate::{Fault, Rejected};

/// The fault of an I/O error: that of the [`Rejected`] it carries, else by its kind, else that of what it carries.
pub(super) fn fault(error: &Error) -> Fault {
    let inner = error.get_ref();
    if let Some(rejected) = inner.and_then(|inner| inner.downcast_ref::<Rejected>()) {
        return rejected.fault();
    }
    let fault = by_kind(error.kind());
    if fault.class() != Class::UNKNOWN {
        return fault;
    }
    // The source of an `io::Error` is the source of what it carries: a walk along the chain would pass over that.
    inner.and_then(|inner| by_source(inner)).unwrap_or(fault)
}

fn by_kind(kind: ErrorKind) -> Fault {
    match kind {
        // Nobody accepted the connection, so nobody can have processed what would have gone over it.
        ErrorKind::ConnectionRefused => Fault::new(Class::NETWORK).not_processed(),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::Interrupted => Fault::new(Class::NETWORK),
        ErrorKind::TimedOut => Fault::new(Class::TIMEOUT),
        ErrorKind::NotFound
        | ErrorKind::PermissionDenied
        | ErrorKind::InvalidInput
        | ErrorKind::InvalidData
        | ErrorKind::Unsupported => Fault::new(Class::CLIENT),
        _ => Fault::new(Class::UNKNOWN),
    }
}
