//! Every kind of the library's.

use std::io;

use redis::{Client, ErrorKind, ParsingError, RedisError, ServerErrorKind};
use resilin::classify::by_source;
use resilin::redis_1::fault_without_cluster;
use resilin::{Class, Classify, Fault};

const KINDS: [(ErrorKind, Class); 26] = [
    (ErrorKind::Parse, Class::INVALID),
    (ErrorKind::AuthenticationFailed, Class::AUTH),
    (ErrorKind::UnexpectedReturnType, Class::CLIENT),
    (ErrorKind::InvalidClientConfig, Class::CLIENT),
    (ErrorKind::Io, Class::NETWORK),
    (ErrorKind::Client, Class::CLIENT),
    (ErrorKind::Extension, Class::UNKNOWN),
    (ErrorKind::MasterNameNotFoundBySentinel, Class::NETWORK),
    (ErrorKind::NoValidReplicasFoundBySentinel, Class::NETWORK),
    (ErrorKind::EmptySentinelList, Class::CLIENT),
    (ErrorKind::ClusterConnectionNotFound, Class::NETWORK),
    (ErrorKind::RESP3NotSupported, Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::ResponseError), Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::ExecAbort), Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::BusyLoading), Class::OVERLOAD),
    (ErrorKind::Server(ServerErrorKind::NoScript), Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::Moved), Class::SERVER),
    (ErrorKind::Server(ServerErrorKind::Ask), Class::SERVER),
    (ErrorKind::Server(ServerErrorKind::TryAgain), Class::OVERLOAD),
    (ErrorKind::Server(ServerErrorKind::ClusterDown), Class::SERVER),
    (ErrorKind::Server(ServerErrorKind::CrossSlot), Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::MasterDown), Class::SERVER),
    (ErrorKind::Server(ServerErrorKind::ReadOnly), Class::SERVER),
    (ErrorKind::Server(ServerErrorKind::NotBusy), Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::NoSub), Class::CLIENT),
    (ErrorKind::Server(ServerErrorKind::NoPerm), Class::CLIENT),
];

// Red when: `server::class` is not asked where there are no failures to look into.
#[test]
fn every_kind() {
    for (kind, class) in KINDS {
        let error = RedisError::from((kind, "because"));
        assert_eq!(error.classify(), Fault::new(class), "{kind:?}");
        assert_eq!(fault_without_cluster(&error), Fault::new(class), "{kind:?}");
    }
}

// Red when: `io_error` looks for an `io::Error` itself; `is_connection_refusal` is not asked (a missing socket).
#[test]
fn every_kind_of_an_io_error() {
    use io::ErrorKind as K;
    let cases = [
        (K::ConnectionRefused, Class::NETWORK, true),
        // A Unix socket that is not there.
        (K::NotFound, Class::NETWORK, true),
        (K::ConnectionReset, Class::NETWORK, false),
        (K::BrokenPipe, Class::NETWORK, false),
        (K::UnexpectedEof, Class::NETWORK, false),
        (K::Other, Class::NETWORK, false),
        (K::TimedOut, Class::TIMEOUT, false),
        (K::WouldBlock, Class::TIMEOUT, false),
        (K::PermissionDenied, Class::CLIENT, false),
        (K::Unsupported, Class::CLIENT, false),
    ];
    for (kind, class, refused) in cases {
        let error = RedisError::from(io::Error::from(kind));
        assert_eq!(error.classify(), Fault::new(class), "{kind}: a cluster may have sent it");
        let fault = Fault::new(class);
        let single = if refused { fault.not_processed() } else { fault };
        assert_eq!(fault_without_cluster(&error), single, "{kind}");
    }
}

// Red when: the line of redis in `by_feature` is removed.
#[test]
fn a_source_walk_finds_it() {
    let refused = RedisError::from(io::Error::from(io::ErrorKind::ConnectionRefused));
    let error = anyhow::Error::from(refused).context("counting");
    assert_eq!(by_source(error.as_ref()), Some(Fault::new(Class::NETWORK)));
    let parsing: Box<dyn std::error::Error> = ParsingError::from("no number").into();
    assert_eq!(parsing.classify(), Fault::new(Class::INVALID));
}

#[test]
fn a_url_that_is_none() {
    let error = Client::open("http://127.0.0.1").expect_err("a failure");
    assert_eq!(error.classify(), Fault::new(Class::CLIENT), "{error}");
}
