//! A policy's refusal as a status, and back.

use std::time::Duration;

use resilin::classify::by_source;
use resilin::{Class, Classify, Rejected, resilient};
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};

/// As a policy makes them: some variants cannot be made elsewhere.
fn rejections() -> [(Rejected, Code, Class); 6] {
    let retry_after = Some(Duration::from_secs(30));
    let open = Rejected::CircuitOpen { breaker: "api".into(), retry_after };
    let quota = Rejected::QuotaExhausted { quota: "llm".into(), resets_in: retry_after };
    [
        (open, Code::Unavailable, Class::OVERLOAD),
        (Rejected::TimedOut { after: Duration::from_secs(2) }, Code::DeadlineExceeded, Class::TIMEOUT),
        (Rejected::DeadlineExceeded, Code::DeadlineExceeded, Class::TIMEOUT),
        (quota, Code::ResourceExhausted, Class::THROTTLED),
        (Rejected::Invalid { reason: String::from("no rows") }, Code::Internal, Class::SERVER),
        (Rejected::CircuitOpen { breaker: "api".into(), retry_after: None }, Code::Unavailable, Class::OVERLOAD),
    ]
}

// Red when: `set_source` is left out; `Invalid` in `code` is `DataLoss`.
#[test]
fn every_rejection() {
    for (rejected, code, behind_the_wire) in rejections() {
        let status = Status::from(rejected.clone());
        assert_eq!((status.code(), status.message()), (code, rejected.to_string().as_str()));
        assert_eq!(status.classify(), rejected.fault(), "{rejected}: hint and proof included");
        assert_eq!(by_source(&status), Some(rejected.fault()));
        let sent = Status::with_metadata(status.code(), status.message(), MetadataMap::new());
        assert_eq!(sent.classify().class(), behind_the_wire, "{rejected}");
    }
}

#[resilient(attempts = 1, timeout = 20ms)]
async fn hangs() -> Result<(), Status> {
    std::future::pending().await
}

#[resilient(attempts = 3, backoff = fixed(1s), breaker("tonic-rejected", failures = 1, open = 1h))]
async fn fails() -> Result<(), Status> {
    Err(Status::unavailable("restarting"))
}

#[tokio::test(start_paused = true)]
async fn a_status_can_be_a_call_s_own_error() {
    let late = hangs().await.expect_err("a timeout");
    assert_eq!((late.code(), late.message()), (Code::DeadlineExceeded, "no answer within 20ms"));
    assert_eq!(fails().await.expect_err("a failure").message(), "restarting");
    let open = fails().await.expect_err("a refusal");
    assert_eq!(open.code(), Code::Unavailable);
    assert_eq!(open.classify().class(), Class::OVERLOAD);
    assert!(open.classify().is_not_processed(), "refused before the body");
}
