//! `#[derive(Classify)]`: every form.

use std::fmt::Debug;
use std::io;
use std::time::{Duration, SystemTime};

use resilin::{Class, Classify, Error, Fault, Hint, Rejected, resilient};

use super::common::secs;

/// The example of the design.
#[derive(Debug, Classify, thiserror::Error)]
#[error("api")]
enum ApiError {
    #[class(network)]
    Io(io::Error),
    #[class(throttled, retry_after = after)]
    Slow { after: Option<Duration> },
    #[class(auth)]
    Unauthorized,
    #[class(delegate)]
    Http(Inner),
    #[class(custom("conflict"))]
    Conflict,
    #[class(from_rejected)]
    Rejected(#[from] Rejected),
}

/// Has sources, and no `Classify`.
#[derive(Debug, thiserror::Error)]
#[error("inner")]
struct Inner(#[source] io::Error);

fn class(error: &impl Classify) -> &'static str {
    error.classify().class().name()
}

fn missing() -> io::Error {
    io::ErrorKind::NotFound.into()
}

#[test]
fn an_enum_with_one_of_each() {
    assert_eq!(class(&ApiError::Io(missing())), "network");
    assert_eq!(ApiError::Unauthorized.classify(), Fault::new(Class::AUTH));
    assert_eq!(ApiError::Conflict.classify(), Fault::new(Class::custom("conflict")));
    let slow = |after| ApiError::Slow { after }.classify();
    assert_eq!(slow(Some(secs(3))), Fault::new(Class::THROTTLED).retry_after(secs(3)));
    assert_eq!(slow(None), Fault::new(Class::THROTTLED));
}

#[test]
fn delegate_asks_the_field_even_if_it_is_not_classify() {
    assert_eq!(class(&ApiError::Http(Inner(missing()))), "client");
    assert_eq!(class(&ApiError::Http(Inner(io::ErrorKind::Other.into()))), "unknown");
}

#[test]
fn from_rejected_is_the_rejections_own_fault() {
    assert_eq!(ApiError::from(Rejected::DeadlineExceeded).classify(), Rejected::DeadlineExceeded.fault());
}

#[derive(Classify)]
enum Every {
    #[class(network)]
    Network,
    #[class(timeout)]
    Timeout,
    #[class(server)]
    Server,
    #[class(overload)]
    Overload,
    #[class(throttled)]
    Throttled,
    #[class(quota)]
    Quota,
    #[class(auth)]
    Auth,
    #[class(invalid)]
    Invalid,
    #[class(client)]
    Client,
    #[class(unknown)]
    Unknown,
}

#[test]
fn every_class_by_name() {
    let every = [
        Every::Network,
        Every::Timeout,
        Every::Server,
        Every::Overload,
        Every::Throttled,
        Every::Quota,
        Every::Auth,
        Every::Invalid,
        Every::Client,
        Every::Unknown,
    ];
    assert_eq!(every.map(|error| error.classify()), Class::BUILT_IN.map(Fault::new));
}

#[derive(Classify)]
enum Hints {
    #[class(quota, resets_at = at)]
    Named {
        at: SystemTime,
        #[allow(dead_code, reason = "a field that the derive must skip")]
        text: &'static str,
    },
    #[class(throttled, retry_after = 1)]
    Tuple(#[allow(dead_code, reason = "a field that the derive must skip")] &'static str, Duration),
    #[class(server, resets_at = 0)]
    MaybeAt(Option<SystemTime>),
    #[class(overload, retry_after = hint)]
    Either { hint: Hint },
    #[class(retry_after = 0, overload)]
    MaybeEither(Option<Hint>),
}

#[test]
fn hints_of_every_type() {
    let at = SystemTime::UNIX_EPOCH + secs(9);
    let hint = |error: Hints| error.classify().hint();
    assert_eq!(hint(Hints::Named { at, text: "" }), Some(Hint::At(at)));
    assert_eq!(hint(Hints::Tuple("", secs(2))), Some(Hint::After(secs(2))));
    assert_eq!(hint(Hints::MaybeAt(Some(at))), Some(Hint::At(at)));
    assert_eq!(hint(Hints::MaybeAt(None)), None);
    assert_eq!(hint(Hints::Either { hint: Hint::At(at) }), Some(Hint::At(at)));
    assert_eq!(hint(Hints::MaybeEither(Some(secs(1).into()))), Some(Hint::After(secs(1))));
}

#[derive(Classify)]
enum Proved {
    #[class(network, not_processed)]
    Refused,
    #[class(delegate, not_processed)]
    Before(io::Error),
    #[class(delegate = cause, retry_after = after)]
    Asked { cause: io::Error, after: Duration },
}

#[test]
fn not_processed_alone_and_beside_others() {
    assert_eq!(Proved::Refused.classify(), Fault::new(Class::NETWORK).not_processed());
    assert!(Proved::Before(missing()).classify().is_not_processed());
    let asked = Proved::Asked { cause: io::ErrorKind::BrokenPipe.into(), after: secs(4) };
    assert_eq!(asked.classify(), Fault::new(Class::NETWORK).retry_after(secs(4)));
}

#[derive(Classify)]
#[class(server)]
enum Defaulted {
    #[class(client)]
    Own,
    Left,
    LeftTuple(#[allow(dead_code, reason = "only its place matters")] u8),
    LeftNamed {
        #[allow(dead_code, reason = "only its place matters")]
        field: u8,
    },
}

#[test]
fn a_default_of_the_whole_enum() {
    assert_eq!(class(&Defaulted::Own), "client");
    let left = [Defaulted::Left, Defaulted::LeftTuple(1), Defaulted::LeftNamed { field: 1 }];
    assert_eq!(left.map(|error| class(&error)), ["server"; 3]);
}

#[derive(Classify)]
#[class(timeout)]
struct Unit;

#[derive(Classify)]
#[class(throttled, retry_after = 0)]
struct Tuple(Duration);

#[derive(Classify)]
#[class(delegate = source)]
struct Named {
    source: io::Error,
    #[allow(dead_code, reason = "a field that the derive must skip")]
    path: &'static str,
}

#[derive(Classify)]
#[class(delegate)]
struct Wrapper<E: Classify>(E);

#[derive(Classify)]
#[class(delegate)]
struct Borrowed<'e, E>(&'e E)
where
    E: Classify + Debug;

#[test]
fn structs() {
    assert_eq!(class(&Unit), "timeout");
    assert_eq!(Tuple(secs(5)).classify(), Fault::new(Class::THROTTLED).retry_after(secs(5)));
    assert_eq!(class(&Named { source: missing(), path: "" }), "client");
    assert_eq!(class(&Wrapper(Tuple(secs(5)))), "throttled");
    assert_eq!(class(&Borrowed(&missing())), "client");
}

#[derive(Classify)]
enum Generic<'t, T: Debug, const N: usize>
where
    T: Clone,
{
    #[class(invalid)]
    Array(#[allow(dead_code, reason = "only its type matters")] [T; N]),
    #[class(overload)]
    Text(#[allow(dead_code, reason = "only its type matters")] &'t str),
}

#[test]
fn generics() {
    assert_eq!(class(&Generic::<u8, 2>::Array([1, 2])), "invalid");
    assert_eq!(class(&Generic::<u8, 2>::Text("")), "overload");
}

mod renamed {
    pub(super) use resilin as elsewhere;

    #[derive(elsewhere::Classify)]
    #[class(crate = elsewhere, client)]
    pub(super) enum Moved {
        #[class(delegate)]
        Io(std::io::Error),
        Left,
    }

    #[derive(elsewhere::Classify)]
    #[class(quota, crate = crate::behaviour::derive::renamed::elsewhere)]
    pub(super) struct MovedStruct;
}

#[test]
fn a_crate_under_another_name() {
    assert_eq!(class(&renamed::Moved::Io(io::ErrorKind::BrokenPipe.into())), "network");
    assert_eq!(class(&renamed::Moved::Left), "client");
    assert_eq!(class(&renamed::MovedStruct), "quota");
}

#[derive(Classify)]
enum Built {
    #[class(custom("network"))]
    In,
}

#[test]
fn a_class_of_ones_own_by_a_built_in_name() {
    assert_eq!(Built::In.classify().class(), Class::NETWORK);
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn calling(fails: &mut u32) -> Result<&'static str, ApiError> {
    if *fails == 0 {
        return Ok("answer");
    }
    *fails -= 1;
    Err(ApiError::Slow { after: Some(secs(20)) })
}

#[tokio::test(start_paused = true)]
async fn what_is_derived_is_what_the_call_acts_on() {
    let start = tokio::time::Instant::now();
    assert_eq!(calling(&mut 2).await.expect("the third run succeeds"), "answer");
    assert_eq!(start.elapsed(), secs(40));
    assert_eq!(class(&Error::Failed(ApiError::Conflict)), "conflict");
}
