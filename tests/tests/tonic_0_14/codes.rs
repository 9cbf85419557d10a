//! Every code by itself.

use resilin::classify::by_source;
use resilin::{Class, Classify, Fault};
use tonic::{Code, Status};

pub(super) const CONFLICT: Class = Class::custom("conflict");

/// <https://grpc.github.io/grpc/core/md_doc_statuscodes.html>, in its order.
pub(super) const CODES: [(Code, Class); 17] = [
    (Code::Ok, Class::UNKNOWN),
    (Code::Cancelled, Class::CLIENT),
    (Code::Unknown, Class::UNKNOWN),
    (Code::InvalidArgument, Class::CLIENT),
    (Code::DeadlineExceeded, Class::TIMEOUT),
    (Code::NotFound, Class::CLIENT),
    (Code::AlreadyExists, Class::CLIENT),
    (Code::PermissionDenied, Class::CLIENT),
    (Code::ResourceExhausted, Class::THROTTLED),
    (Code::FailedPrecondition, Class::CLIENT),
    (Code::Aborted, CONFLICT),
    (Code::OutOfRange, Class::CLIENT),
    (Code::Unimplemented, Class::CLIENT),
    (Code::Internal, Class::SERVER),
    (Code::Unavailable, Class::OVERLOAD),
    (Code::DataLoss, Class::CLIENT),
    (Code::Unauthenticated, Class::AUTH),
];

// Red when: `Internal` of `class` says OVERLOAD.
#[test]
fn every_code_has_its_class() {
    for (number, (code, class)) in CODES.into_iter().enumerate() {
        assert_eq!(code as usize, number);
        let status = Status::new(code, "");
        assert_eq!(status.classify(), Fault::new(class), "{code:?}");
        let walked = (class != Class::UNKNOWN).then_some(Fault::new(class));
        assert_eq!(by_source(&status), walked, "{code:?}");
    }
}

// Red when: the line of tonic in `by_feature` is removed.
#[test]
fn a_source_walk_finds_it() {
    let error = anyhow::Error::from(Status::unauthenticated("expired")).context("asking");
    assert_eq!(by_source(error.as_ref()), Some(Fault::new(Class::AUTH)));
    let boxed: Box<dyn std::error::Error + Send + Sync> = Status::unavailable("restarting").into();
    assert_eq!(boxed.classify(), Fault::new(Class::OVERLOAD));
}
