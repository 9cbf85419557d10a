//! Status codes and headers of the [`http`] crate, version 1 (feature `http-1`).
//!
//! ```
//! use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
//! use resilin::{Class, Hint, http_1};
//! use std::time::Duration;
//!
//! let mut headers = HeaderMap::new();
//! headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
//! let fault = http_1::fault(StatusCode::TOO_MANY_REQUESTS, &headers).expect("429 is a failure");
//! assert_eq!(fault.class(), Class::THROTTLED);
//! assert_eq!(fault.hint(), Some(Hint::After(Duration::from_secs(2))));
//! ```

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use resilin_policy::Class;

use crate::{Classify, Fault, Hint};

/// The fault that a response is; `None` for a status below 400.
///
/// | status | class |
/// | --- | --- |
/// | 401 | `auth` |
/// | 408 | `timeout` |
/// | 429 | `throttled` |
/// | 425, 503, 529 | `overload` |
/// | 501, 505, 506, 508, 510, 511 | `client`: the same request gets the same answer |
/// | the other 5xx | `server` |
/// | the other 4xx | `client` |
/// | 600 and above | `unknown` |
///
/// The hint is that of [`retry_after`], whatever the class.
pub fn fault(status: StatusCode, headers: &HeaderMap) -> Option<Fault> {
    (status.as_u16() >= 400).then(|| status.classify().with_hint(retry_after(headers)))
}

/// What `Retry-After` ([RFC 9110, 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)) asks for; the first
/// value that can be read, where the header repeats.
///
/// - A number is seconds. A fraction, which the RFC does not have and some servers send, is rounded up to the next
///   second. A number too large for a [`Duration`] is the longest one.
/// - A date, in any of the three forms of the RFC, is compared with the response's own `Date` header, because the
///   server's clock may differ from ours; zero where it has passed. Without a readable `Date` it is [`Hint::At`].
/// - Everything else is no hint: an empty value, a sign, an exponent, `nan`, hexadecimal, an ISO 8601 date.
///
/// Clients disagree about some of it. Here zero and a date in the past mean "now" (not "choose a delay yourself"), and
/// long waits are reported as they are: what is too long is said by the policy's `max_wait`. A two-digit year is one
/// from 1970 to 2069.
pub fn retry_after(headers: &HeaderMap) -> Option<Hint> {
    headers.get_all(RETRY_AFTER).iter().find_map(|value| hint(text(value)?, headers))
}

impl Classify for StatusCode {
    /// The class as in [`fault`]; `unknown` below 400, where a status says nothing about what went wrong.
    fn classify(&self) -> Fault {
        Fault::new(class(self.as_u16()))
    }
}

const fn class(status: u16) -> Class {
    match status {
        401 => Class::AUTH,
        408 => Class::TIMEOUT,
        429 => Class::THROTTLED,
        425 | 503 | 529 => Class::OVERLOAD,
        // Not implemented, version not supported, variant also negotiates, loop detected, not extended, and the
        // login page of a captive network: none of these goes away by asking again.
        501 | 505 | 506 | 508 | 510 | 511 | 400..=499 => Class::CLIENT,
        500..=599 => Class::SERVER,
        _ => Class::UNKNOWN,
    }
}

fn text(value: &HeaderValue) -> Option<&str> {
    value.to_str().ok().map(str::trim)
}

fn hint(value: &str, headers: &HeaderMap) -> Option<Hint> {
    seconds(value).map(Hint::After).or_else(|| Some(until(date(value)?, headers)))
}

/// Digits, with at most one decimal point among them. `f64` would also read `inf`, `1e9` and `+1`.
fn seconds(value: &str) -> Option<Duration> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = whole.len() + fraction.len();
    if digits == 0 || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rounded_up = u64::from(fraction.bytes().any(|digit| digit != b'0'));
    let total = whole_seconds(whole).and_then(|seconds| seconds.checked_add(rounded_up));
    Some(total.map_or(Duration::MAX, Duration::from_secs))
}

/// The number that these digits are; `None` where it is too large.
fn whole_seconds(digits: &str) -> Option<u64> {
    if digits.is_empty() { Some(0) } else { digits.parse().ok() }
}

fn date(value: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(value).ok()
}

/// The server's time of return, told by the server's own clock where the response shows it.
fn until(time: SystemTime, headers: &HeaderMap) -> Hint {
    let sent = headers.get(DATE).and_then(text).and_then(date);
    sent.map_or(Hint::At(time), |sent| Hint::After(time.duration_since(sent).unwrap_or_default()))
}
