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

use http::{HeaderMap, StatusCode};
use resilin_policy::Class;

use crate::headers::{self, ServerLimits};
use crate::{Classify, Fault, Hint, clock};

/// The fault that a response is; `None` for a status below 400.
///
/// | status | class |
/// | --- | --- |
/// | 401 | `auth` |
/// | 408 | `timeout` |
/// | 429 | `throttled`; `quota` where a limit has nothing left and its reset is more than a minute away |
/// | 403 | `client`; where a limit has nothing left, as 429, and `quota` where it names no reset |
/// | 425, 503, 529 | `overload` |
/// | 501, 505, 506, 508, 510, 511 | `client`: the same request gets the same answer |
/// | the other 5xx | `server` |
/// | the other 4xx | `client` |
/// | 600 and above | `unknown` |
///
/// The hint is that of [`retry_after`], whatever the class. Of a 429 or 403 with a limit that has nothing left it is the
/// limit's reset where there is no other, and for `quota` the later of the two: see [`limits`].
///
/// ```
/// use http::{HeaderMap, HeaderValue, StatusCode};
/// use resilin::{Class, http_1};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-ratelimit-remaining-requests", HeaderValue::from_static("0"));
/// headers.insert("x-ratelimit-reset-requests", HeaderValue::from_static("6m0s"));
/// let fault = http_1::fault(StatusCode::TOO_MANY_REQUESTS, &headers).expect("429 is a failure");
/// assert_eq!(fault.class(), Class::QUOTA);
/// ```
pub fn fault(status: StatusCode, headers: &HeaderMap) -> Option<Fault> {
    let of_status = (status.as_u16() >= 400).then(|| status.classify().with_hint(retry_after(headers)))?;
    let may_be_limit = matches!(status.as_u16(), 403 | 429);
    Some(may_be_limit.then(|| of_limit(status, headers)).flatten().unwrap_or(of_status))
}

/// The fault of a response by which a limit has nothing left. What is over in seconds is for the one who called to wait
/// for; what takes longer is for all who share the quota to know.
fn of_limit(status: StatusCode, headers: &HeaderMap) -> Option<Fault> {
    const SECONDS: Duration = Duration::from_secs(60);
    let now = clock::wall();
    let said = limits(headers, now);
    let reset = said.exhausted()?.resets_in;
    let retry_after = said.retry_after();
    let is_quota = reset.map_or(status == StatusCode::FORBIDDEN, |reset| reset > SECONDS);
    if !is_quota {
        return Some(Fault::new(Class::THROTTLED).with_hint(retry_after.or(reset.map(Hint::After))));
    }
    let latest = reset.max(retry_after.map(|hint| hint.wait_at(now)));
    Some(Fault::new(Class::QUOTA).with_hint(latest.map(Hint::After)))
}

/// What `Retry-After` ([RFC 9110, 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)) asks for, or one of the
/// other headers of a delay that [`headers`] lists; those in milliseconds, `retry-after-ms` for one, go before
/// it. The first value that can be read, where a header repeats.
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
    headers::retry_after(headers)
}

/// All that the headers say about the server's limits: [`headers::read`]. `now` is the time of the wall clock.
///
/// ```
/// use http::{HeaderMap, HeaderValue};
/// use resilin::http_1;
/// use std::time::{Duration, SystemTime};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("anthropic-ratelimit-input-tokens-remaining", HeaderValue::from_static("0"));
/// headers.insert("anthropic-ratelimit-input-tokens-reset", HeaderValue::from_static("2024-01-01T00:01:00Z"));
/// headers.insert("date", HeaderValue::from_static("Mon, 01 Jan 2024 00:00:00 GMT"));
///
/// let said = http_1::limits(&headers, SystemTime::now());
/// let exhausted = said.exhausted().expect("no input tokens are left");
/// assert_eq!(exhausted.name, "input-tokens");
/// assert_eq!(exhausted.resets_in, Some(Duration::from_secs(60)));
/// ```
pub fn limits(headers: &HeaderMap, now: SystemTime) -> ServerLimits<'_> {
    headers::read(headers, now)
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
