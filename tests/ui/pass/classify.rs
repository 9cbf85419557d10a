//! Every form of `#[class(…)]`.

use resilin::{Class, Classify, Hint, Rejected};
use std::io;
use std::time::{Duration, SystemTime};

extern crate resilin as renamed;

#[derive(Classify)]
#[class(unknown)]
enum ApiError<E: Classify> {
    #[class(network, not_processed)]
    Refused,
    #[class(timeout)]
    Late,
    #[class(server)]
    Broken { code: u16 },
    #[class(overload)]
    Busy,
    #[class(throttled, retry_after = after)]
    Slow { after: Option<Duration> },
    #[class(quota, resets_at = 0)]
    UsedUp(SystemTime),
    #[class(retry_after = 1, throttled)]
    SlowWithAHint(u16, Hint),
    #[class(auth)]
    WhoAreYou,
    #[class(invalid)]
    Garbage,
    #[class(client,)]
    NotFound,
    #[class(custom("conflict",))]
    Conflict(String),
    #[class(delegate)]
    Inner(E),
    #[class(delegate = cause)]
    Io { cause: io::Error, path: String },
    #[class(from_rejected)]
    Rejected(Rejected),
    Other,
}

#[derive(Classify)]
#[class(client)]
struct Wrong;

#[derive(Classify)]
#[class(delegate = 1)]
struct Wrapped(u32, io::Error);

#[derive(Classify)]
#[class(crate = renamed, network)]
enum Renamed {
    One,
    #[class(server)]
    Other,
}

#[derive(Classify)]
enum Nothing {}

fn class(error: impl Classify) -> Class {
    error.classify().class()
}

fn main() {
    type Error = ApiError<io::Error>;
    assert_eq!(class(Error::Refused), Class::NETWORK);
    assert_eq!(class(Error::Late), Class::TIMEOUT);
    assert_eq!(class(Error::Broken { code: 500 }), Class::SERVER);
    assert_eq!(class(Error::Busy), Class::OVERLOAD);
    assert_eq!(class(Error::Slow { after: None }), Class::THROTTLED);
    assert_eq!(class(Error::UsedUp(SystemTime::UNIX_EPOCH)), Class::QUOTA);
    assert_eq!(class(Error::SlowWithAHint(429, Duration::from_secs(5).into())), Class::THROTTLED);
    assert_eq!(class(Error::WhoAreYou), Class::AUTH);
    assert_eq!(class(Error::Garbage), Class::INVALID);
    assert_eq!(class(Error::NotFound), Class::CLIENT);
    assert_eq!(class(Error::Conflict(String::new())), Class::custom("conflict"));
    assert_eq!(class(Error::Inner(io::ErrorKind::TimedOut.into())), Class::TIMEOUT);
    assert_eq!(class(Error::Io { cause: io::ErrorKind::NotFound.into(), path: String::new() }), Class::CLIENT);
    assert_eq!(class(Error::Rejected(Rejected::DeadlineExceeded)), Class::TIMEOUT);
    assert_eq!(class(Error::Other), Class::UNKNOWN);
    assert_eq!(class(Wrong), Class::CLIENT);
    assert_eq!(class(Wrapped(5, io::ErrorKind::ConnectionReset.into())), Class::NETWORK);
    assert_eq!([class(Renamed::One), class(Renamed::Other)], [Class::NETWORK, Class::SERVER]);
    let _: fn(Nothing) -> Class = class;
}
