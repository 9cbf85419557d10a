//! Statuses that no server sent.

use std::error::Error;
use std::io;
use std::sync::Arc;

use resilin::{Class, Classify, Fault};
use tonic::{Code, ConnectError, Status, TimeoutExpired};

use super::codes::CODES;

fn with_source(code: Code, source: impl Error + Send + Sync + 'static) -> Status {
    let mut status = Status::new(code, "");
    status.set_source(Arc::new(source));
    status
}

fn connecting(kind: io::ErrorKind) -> ConnectError {
    ConnectError(io::Error::from(kind).into())
}

// Red when: `local` answers for every code; `lost` is left out.
#[test]
fn a_source_goes_before_the_codes_that_say_little() {
    for (code, class) in CODES {
        let says_little = matches!(code, Code::Unavailable | Code::Cancelled | Code::Unknown | Code::Internal);
        let known = with_source(code, io::Error::from(io::ErrorKind::ConnectionReset));
        let expected = if says_little { Class::NETWORK } else { class };
        assert_eq!(known.classify(), Fault::new(expected), "{code:?}");
        let unknown = with_source(code, io::Error::other("who knows"));
        let lost = matches!(code, Code::Unavailable | Code::Cancelled);
        assert_eq!(unknown.classify(), Fault::new(if lost { Class::NETWORK } else { class }), "{code:?}");
    }
}

/// Wrong data (TLS or HTTP/2 broken off) came from the peer, and a socket that is not found may come.
// Red when: `known` is not filtered in `local`, or filtered for all four codes.
#[test]
fn a_lost_connection_is_not_the_caller_s_doing() {
    for kind in [io::ErrorKind::InvalidData, io::ErrorKind::NotFound] {
        for (code, class) in [
            (Code::Unavailable, Class::NETWORK),
            (Code::Cancelled, Class::NETWORK),
            (Code::Unknown, Class::CLIENT),
            (Code::Internal, Class::CLIENT),
        ] {
            assert_eq!(with_source(code, io::Error::from(kind)).classify(), Fault::new(class), "{code:?} {kind}");
        }
    }
    let status = Status::from_error(Box::new(connecting(io::ErrorKind::NotFound)));
    assert_eq!(status.classify(), Fault::new(Class::NETWORK).not_processed());
}

#[test]
fn tonic_s_own_timeout_is_a_cancelled_status() {
    let status = Status::from_error(Box::new(TimeoutExpired(())));
    assert_eq!(status.code(), Code::Cancelled);
    assert_eq!(status.classify(), Fault::new(Class::TIMEOUT));
}

// Red when: `not_processed` of `ConnectError` is left out; its arm of a timeout is left out.
#[test]
fn a_call_that_found_no_connection_was_not_processed() {
    let cases = [
        (io::ErrorKind::ConnectionRefused, Fault::new(Class::NETWORK).not_processed()),
        (io::ErrorKind::HostUnreachable, Fault::new(Class::NETWORK).not_processed()),
        (io::ErrorKind::Other, Fault::new(Class::NETWORK).not_processed()),
        (io::ErrorKind::TimedOut, Fault::new(Class::TIMEOUT)),
    ];
    for (kind, fault) in cases {
        assert_eq!(connecting(kind).classify(), fault, "{kind}");
        let status = Status::from_error(Box::new(connecting(kind)));
        assert_eq!((status.code(), status.classify()), (Code::Unavailable, fault), "{kind}");
    }
}

// Red when: `proved` hands on the fault as it is.
#[test]
fn somebody_else_s_refused_connection_is_no_proof() {
    let status = with_source(Code::Internal, io::Error::from(io::ErrorKind::ConnectionRefused));
    assert_eq!(status.classify(), Fault::new(Class::NETWORK));
}

// Red when: `holds_when_lost` does not look for a status.
#[test]
fn a_status_within_a_status() {
    let inner = anyhow::Error::from(Status::unauthenticated("expired")).context("asking");
    let outer = Status::from_error(inner.into());
    assert_eq!(outer.classify(), Fault::new(Class::AUTH));
    let cancelled = anyhow::Error::from(Status::cancelled("by the server")).context("asking");
    let outer = Status::from_error(cancelled.into());
    assert_eq!((outer.code(), outer.classify()), (Code::Cancelled, Fault::new(Class::CLIENT)));
}
