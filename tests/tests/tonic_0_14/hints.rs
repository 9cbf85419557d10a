//! When a server wants to be called again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use resilin::{Class, Classify, Fault, Hint, resilient};
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Status};

const PUSHBACK: &str = "grpc-retry-pushback-ms";
const NEVER: Option<Hint> = Some(Hint::After(Duration::MAX));

// As the cases expect it.
#[allow(clippy::unnecessary_wraps)]
const fn after(milliseconds: u64) -> Option<Hint> {
    Some(Hint::After(Duration::from_millis(milliseconds)))
}

fn pushed_back(code: Code, value: &[u8]) -> Status {
    let mut metadata = MetadataMap::new();
    metadata.insert(PUSHBACK, MetadataValue::try_from(value).expect("a value"));
    Status::with_metadata(code, "", metadata)
}

// Red when: `NEVER` in `pushback` is zero; the number is read as `i64`.
#[test]
fn pushback() {
    let cases = [
        ("0", after(0)),
        ("1", after(1)),
        ("12345", after(12_345)),
        ("2147483647", after(2_147_483_647)),
        // gRFC A6: what is negative or cannot be read asks not to be retried at all.
        ("-1", NEVER),
        ("-2147483648", NEVER),
        ("2147483648", NEVER),
        ("", NEVER),
        ("soon", NEVER),
        ("1.5", NEVER),
        ("1s", NEVER),
        ("\u{fc}", NEVER),
    ];
    for (value, hint) in cases {
        assert_eq!(pushed_back(Code::Unavailable, value.as_bytes()).classify().hint(), hint, "{value:?}");
    }
    let internal = pushed_back(Code::Internal, b"-1").classify();
    assert_eq!(internal, Fault::new(Class::SERVER).with_hint(NEVER), "of its own class");
}

// Red when: `pushback` takes the first of several values.
#[test]
fn pushback_that_says_two_things() {
    for values in [["10", "20"], ["10", "10"], ["0", "-1"]] {
        let mut metadata = MetadataMap::new();
        for value in values {
            metadata.append(PUSHBACK, MetadataValue::from_static(value));
        }
        assert_eq!(Status::with_metadata(Code::Unavailable, "", metadata).classify().hint(), NEVER, "{values:?}");
    }
}

#[resilient(attempts = 5, deadline = 1h)]
async fn ask(status: &Status, runs: &AtomicU32) -> Result<(), Status> {
    runs.fetch_add(1, Ordering::Relaxed);
    Err(status.clone())
}

#[tokio::test(start_paused = true)]
async fn do_not_retry_means_one_attempt() {
    for (value, expected) in [("-1", 1), ("20", 5)] {
        let (status, runs) = (pushed_back(Code::Unavailable, value.as_bytes()), AtomicU32::new(0));
        let error = ask(&status, &runs).await.expect_err("a failure");
        assert_eq!((error.code(), runs.into_inner()), (Code::Unavailable, expected), "{value}");
    }
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value).expect("seven bits"));
    bytes
}

fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

fn message(field: u64, bytes: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

/// A `google.protobuf.Any` in the details of a `google.rpc.Status`.
fn detail(name: &str, value: &[u8]) -> Vec<u8> {
    let url = format!("type.googleapis.com/google.rpc.{name}");
    message(3, &[message(1, url.as_bytes()), message(2, value)].concat())
}

fn retry_info(seconds: u64, nanos: u64) -> Vec<u8> {
    detail("RetryInfo", &message(1, &[number(1, seconds), number(2, nanos)].concat()))
}

fn hint(details: Vec<u8>) -> Option<Hint> {
    Status::with_details(Code::ResourceExhausted, "", Bytes::from(details)).classify().hint()
}

/// As Google's protobuf for Python, 7.36.2, encodes it: code 8, "slow", a `DebugInfo`, and a `RetryInfo` of 3.5 s.
const ENCODED: &[u8] = b"\x08\x08\x12\x04slow\x1a/\n(type.googleapis.com/google.rpc.DebugInfo\x12\x03\x12\x01x\
\x1a6\n(type.googleapis.com/google.rpc.RetryInfo\x12\n\n\x08\x08\x03\x10\x80\xca\xb5\xee\x01";

// Red when: field 3 is asked for as 2; the shifts of `varint` go by 8; `nanos` is not added; the name is not compared.
#[test]
fn retry_info_in_the_details() {
    assert_eq!(hint(ENCODED.to_vec()), after(3500));
    assert_eq!(hint(retry_info(0, 1_000_000)), after(1));
    assert_eq!(hint(retry_info(300, 0)), after(300_000));
    assert_eq!(hint(retry_info(u64::from(u32::MAX), 0)), Some(Hint::After(Duration::from_secs(0xffff_ffff))));
    let among_others =
        [number(1, 8), message(2, b"no"), detail("DebugInfo", b"\n\x01x"), retry_info(2, 0)].concat();
    assert_eq!(hint(among_others), after(2000));
    let fixed_first = [vec![0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4], retry_info(2, 0)].concat();
    assert_eq!(hint(fixed_first), after(2000));
}

#[test]
fn details_that_say_nothing() {
    for details in [
        Vec::new(),
        b"no protobuf".to_vec(),
        detail("DebugInfo", &message(1, &number(1, 5))),
        detail("RetryInfo", b""),
        retry_info((-5_i64).cast_unsigned(), 0),
        retry_info(1, (-5_i64).cast_unsigned()),
        retry_info(1, 1_000_000_000),
        vec![0xff; 11],
    ] {
        assert_eq!(hint(details.clone()), None, "{details:?}");
    }
    for length in 1..ENCODED.len() {
        assert_eq!(hint(ENCODED[..length].to_vec()), None, "cut after {length} bytes");
    }
}

// Red when: `pushback` and `retry_delay` change places; `http_1::retry_after` is not asked.
#[test]
fn the_more_particular_goes_first() {
    let mut metadata = MetadataMap::new();
    metadata.insert("retry-after", MetadataValue::from_static("9"));
    let of_proxy = Status::with_metadata(Code::Unavailable, "", metadata.clone());
    assert_eq!(of_proxy.classify(), Fault::new(Class::OVERLOAD).retry_after(Duration::from_secs(9)));
    let details = Bytes::from(retry_info(5, 0));
    let detailed = Status::with_details_and_metadata(Code::Unavailable, "", details.clone(), metadata.clone());
    assert_eq!(detailed.classify().hint(), after(5000));
    metadata.insert(PUSHBACK, MetadataValue::from_static("3"));
    let pushed = Status::with_details_and_metadata(Code::Unavailable, "", details, metadata);
    assert_eq!(pushed.classify().hint(), after(3));
}
