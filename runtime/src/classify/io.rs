//! `std::io::Error`.

use std::io::{Error, ErrorKind};

use resilin_policy::Class;

use crate::{Fault, Rejected};

/// The fault of an I/O error: that of the [`Rejected`] it carries, else by its kind.
pub(super) fn fault(error: &Error) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Rejected>()) {
        Some(rejected) => rejected.fault(),
        None => by_kind(error.kind()),
    }
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
