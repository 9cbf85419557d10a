//! `tonic::Status`, and the errors that tonic makes one from.

use std::error::Error;
use std::iter::successors;

use resilin_policy::Class;
use tonic::{Code, ConnectError, Status, TimeoutExpired};

use super::hint::hint;
use crate::classify::by_source;
use crate::{Classify, Fault, Rejected};

/// Sooner or later a chain longer than this is a loop.
const LONGEST_CHAIN: usize = 32;

/// Two transactions were in each other's way.
const CONFLICT: Class = Class::custom("conflict");

impl Classify for Status {
    /// By what is known of the source, else by the code: see [the tables](crate::tonic_0_14#classes).
    fn classify(&self) -> Fault {
        let source = self.source();
        if let Some(rejected) = source.and_then(find::<Rejected>) {
            return rejected.fault();
        }
        let fault = source.and_then(|source| local(self.code(), source));
        fault.unwrap_or(Fault::new(class(self.code()))).with_hint(hint(self))
    }
}

impl Classify for ConnectError {
    /// `network`, and not processed; `timeout` where connecting took too long, which proves nothing.
    fn classify(&self) -> Fault {
        match self.source().and_then(by_source).map(|fault| fault.class()) {
            Some(Class::TIMEOUT) => Fault::new(Class::TIMEOUT),
            _ => Fault::new(Class::NETWORK).not_processed(),
        }
    }
}

impl Classify for TimeoutExpired {
    fn classify(&self) -> Fault {
        Fault::new(Class::TIMEOUT)
    }
}

/// The fault of an error on a source chain, where it is one of tonic's.
pub(crate) fn fault_of(error: &(dyn Error + 'static)) -> Option<Fault> {
    let status = error.downcast_ref().map(Status::classify);
    let status = status.or_else(|| error.downcast_ref().map(ConnectError::classify));
    status.or_else(|| error.downcast_ref().map(TimeoutExpired::classify))
}

/// The fault of a status that was made on this side, from `source`: the codes that tonic then uses say little.
fn local(code: Code, source: &(dyn Error + 'static)) -> Option<Fault> {
    if !matches!(code, Code::Unavailable | Code::Cancelled | Code::Unknown | Code::Internal) {
        return None;
    }
    let known = by_source(source).map(|fault| proved(fault, source));
    if !matches!(code, Code::Unavailable | Code::Cancelled) {
        return known;
    }
    Some(known.filter(|fault| holds_when_lost(*fault, source)).unwrap_or(Fault::new(Class::NETWORK)))
}

/// What went wrong with a connection was not the caller's doing: wrong data came from the peer, and a socket that is
/// not found may come. Only a status that a server sent can be.
fn holds_when_lost(fault: Fault, source: &(dyn Error + 'static)) -> bool {
    fault.class() != Class::CLIENT || find::<Status>(source).is_some()
}

/// Only where the channel could not connect is the call itself proved not to have been sent. A refused connection
/// further down is somebody else's.
fn proved(fault: Fault, source: &(dyn Error + 'static)) -> Fault {
    if find::<ConnectError>(source).is_some() { fault } else { Fault::new(fault.class()) }
}

fn find<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    successors(Some(error), |&error| error.source()).take(LONGEST_CHAIN).find_map(|error| error.downcast_ref())
}

const fn class(code: Code) -> Class {
    match code {
        // Nothing failed, or it is not said what.
        Code::Ok | Code::Unknown => Class::UNKNOWN,
        // "A most likely transient condition": may be corrected by trying again with a backoff.
        Code::Unavailable => Class::OVERLOAD,
        Code::DeadlineExceeded => Class::TIMEOUT,
        // "Perhaps a per-user quota": how long it lasts is not said, so the shorter wait.
        Code::ResourceExhausted => Class::THROTTLED,
        Code::Unauthenticated => Class::AUTH,
        Code::Internal => Class::SERVER,
        // To be "retried at a higher level".
        Code::Aborted => CONFLICT,
        // Whoever cancelled it does not want it; data is lost "unrecoverably"; the others say what the caller has to
        // change first.
        Code::Cancelled
        | Code::InvalidArgument
        | Code::NotFound
        | Code::AlreadyExists
        | Code::PermissionDenied
        | Code::FailedPrecondition
        | Code::OutOfRange
        | Code::Unimplemented
        | Code::DataLoss => Class::CLIENT,
    }
}
