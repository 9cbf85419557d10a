//! Feature `http-1`: what a status and its headers mean.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use resilin::{Class, Classify, Hint, http_1};

/// Fri, 29 Sep 2023 16:26:37 GMT.
const NOW: u64 = 1_696_004_797;
const NOW_AS_DATE: &str = "Fri, 29 Sep 2023 16:26:37 GMT";
const LONGEST: Hint = Hint::After(Duration::MAX);

// As the cases expect it: most of them have a hint.
#[allow(clippy::unnecessary_wraps)]
const fn after(seconds: u64) -> Option<Hint> {
    Some(Hint::After(Duration::from_secs(seconds)))
}

fn headers(retry_after: &[&str], date: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in retry_after {
        headers.append(RETRY_AFTER, HeaderValue::from_bytes(value.as_bytes()).expect("a header value"));
    }
    if let Some(date) = date {
        headers.insert(DATE, HeaderValue::from_str(date).expect("a header value"));
    }
    headers
}

/// The hint of a response that the server sent at `NOW`.
fn sent_now(value: &str) -> Option<Hint> {
    http_1::retry_after(&headers(&[value], Some(NOW_AS_DATE)))
}

// Red when: `429 => Class::THROTTLED` is removed from `class`; `508` is removed from the client line.
#[test]
fn every_status_has_its_class() {
    for code in 100..=599 {
        let status = StatusCode::from_u16(code).expect("a status");
        let expected = match code {
            100..=399 => Class::UNKNOWN,
            401 => Class::AUTH,
            408 => Class::TIMEOUT,
            429 => Class::THROTTLED,
            425 | 503 | 529 => Class::OVERLOAD,
            501 | 505 | 506 | 508 | 510 | 511 | 400..=499 => Class::CLIENT,
            _ => Class::SERVER,
        };
        assert_eq!(status.classify().class(), expected, "{code}");
        let fault = http_1::fault(status, &HeaderMap::new());
        assert_eq!(fault.map(|fault| fault.class()), (code >= 400).then_some(expected), "{code}");
        assert!(!fault.is_some_and(|fault| fault.is_not_processed()), "{code}: an answer proves nothing");
    }
}

#[test]
fn statuses_outside_the_standard_are_unknown() {
    let status = StatusCode::from_u16(999).expect("a status");
    assert_eq!(http_1::fault(status, &HeaderMap::new()).map(|fault| fault.class()), Some(Class::UNKNOWN));
}

#[test]
fn a_hint_is_taken_for_any_class() {
    for code in [400, 401, 404, 408, 425, 429, 500, 503, 511, 529, 599] {
        let status = StatusCode::from_u16(code).expect("a status");
        let fault = http_1::fault(status, &headers(&["7"], None)).expect("a failure");
        assert_eq!(fault.hint(), after(7), "{code}");
    }
    // linkerd: a success has none.
    assert_eq!(http_1::fault(StatusCode::OK, &headers(&["120"], None)), None);
}

/// What other clients test. Where they disagree the choice is the one that `retry_after` documents; how long is too
/// long (Stainless: 120 s, linkerd: cut to 300 s) is for `max_wait` to say, so the value is reported as it came.
const VECTORS: [(&str, &str, Option<Hint>); 24] = [
    ("openai", "20", after(20)),
    ("openai", "61", after(61)),
    ("openai ignores zero; dotnet, linkerd and ky: now", "0", after(0)),
    ("openai does not retry beyond 120 s", "121", after(121)),
    ("openai", "Fri, 29 Sep 2023 16:27:37 GMT", after(60)),
    ("openai", "Fri, 29 Sep 2023 16:28:37 GMT", after(120)),
    ("openai ignores the past; dotnet and linkerd: now", "Fri, 29 Sep 2023 16:26:27 GMT", after(0)),
    ("openai ignores it", "99999999999999999999999999999999999", Some(LONGEST)),
    ("openai", "nan", None),
    ("openai", "Fri, 29 Sep 100000 16:26:57 GMT", None),
    ("linkerd", "120", after(120)),
    ("linkerd cuts to 300 s", "3600", after(3600)),
    ("linkerd", " 120", after(120)),
    ("linkerd", "Wed, 01 Jan 2020 00:00:00 GMT", after(0)),
    ("ky", "0x10", None),
    ("ky", "", None),
    ("ky", "Sun, 32 Dec 2030 25:99:99 GMT", None),
    ("ky", "Fri Sep 29 16:59:57 2023", after(2000)),
    ("ky reads 2072; to us it is 1972, when that day was no Thursday", "Thursday, 29-Sep-72 16:59:57 GMT", None),
    ("the same form, this year", "Friday, 29-Sep-23 16:59:57 GMT", after(2000)),
    ("dotnet", "10", after(10)),
    ("dotnet", "Thu, 28 Sep 2023 16:26:37 GMT", after(0)),
    ("smithy", "120", after(120)),
    ("smithy tolerates ISO 8601, which the RFC does not have", "2026-03-17T17:38:24Z", None),
];

// Red when: in headers/, `saturating_sub` of moment.rs becomes `abs_diff`; `unwrap_or(Duration::MAX)` of number.rs `unwrap_or(Duration::ZERO)`.
#[test]
fn what_other_clients_test() {
    for (source, value, expected) in VECTORS {
        assert_eq!(sent_now(value), expected, "{source}: {value:?}");
    }
}

// Red when: `checked_add(…)` of headers/retry_after.rs becomes `checked_add(0)`; `is_ascii_digit` of headers/number.rs `is_ascii`.
#[test]
fn numbers() {
    let cases = [
        ("1.5", after(2)),
        ("2.0", after(2)),
        ("0.001", after(1)),
        ("3.", after(3)),
        (".25", after(1)),
        ("\t5 ", after(5)),
        ("007", after(7)),
        ("18446744073709551615", Some(Hint::After(Duration::from_secs(u64::MAX)))),
        ("18446744073709551615.5", Some(LONGEST)),
        ("18446744073709551616", Some(LONGEST)),
        (".", None),
        ("-1", None),
        ("-0", None),
        ("+1", None),
        ("1e3", None),
        ("1.2.3", None),
        ("inf", None),
        ("NaN", None),
        ("1 2", None),
        ("5, 10", None),
        ("10s", None),
        ("\u{0661}", None),
    ];
    for (value, expected) in cases {
        assert_eq!(sent_now(value), expected, "{value:?}");
    }
}

// Red when: the arm with `Some(sent)` of headers/retry_after.rs is removed.
#[test]
fn dates_are_told_by_the_server_s_clock() {
    let come_back = "Fri, 29 Sep 2023 16:27:07 GMT";
    let at = Some(Hint::At(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW + 30)));
    assert_eq!(sent_now(come_back), after(30));
    assert_eq!(http_1::retry_after(&headers(&[come_back], None)), at);
    assert_eq!(http_1::retry_after(&headers(&[come_back], Some("yesterday"))), at);
}

// Red when: headers/retry_after.rs takes the last value that can be read instead of the first.
#[test]
fn the_first_value_that_can_be_read() {
    assert_eq!(http_1::retry_after(&headers(&["soon", "\u{fc}", "4", "9"], None)), after(4));
    assert_eq!(http_1::retry_after(&headers(&["soon", ""], None)), None);
    assert_eq!(http_1::retry_after(&HeaderMap::new()), None);
}

/// The fault of a response with these headers, that the server sent at `NOW`.
fn fault(status: u16, sent: &[(&'static str, &str)]) -> resilin::Fault {
    let mut headers = headers(&[], Some(NOW_AS_DATE));
    for (name, value) in sent {
        headers.insert(*name, HeaderValue::from_str(value).expect("a header value"));
    }
    http_1::fault(StatusCode::from_u16(status).expect("a status"), &headers).expect("a failure")
}

/// What is over in seconds is throttling, what takes longer is a used-up quota.
// Red when: `of_limit` of runtime/src/http_1.rs compares with an hour; takes any status for a 403; leaves the reset out.
#[test]
fn a_limit_with_nothing_left_says_which_it_is() {
    let reset_of_github = (NOW + 1800).to_string();
    let github = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", &*reset_of_github)];
    let of_openai = |reset| [("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", reset)];
    let left = [("x-ratelimit-remaining", "7"), ("x-ratelimit-reset", &*reset_of_github)];
    let both = [("retry-after", "2"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "600")];
    let nameless = [("x-ratelimit-remaining", "0")];
    for (status, sent, class, hint) in [
        (403, &github[..], Class::QUOTA, after(1800)),
        (429, &github, Class::QUOTA, after(1800)),
        (429, &of_openai("6m0s"), Class::QUOTA, after(360)),
        (429, &of_openai("61s"), Class::QUOTA, after(61)),
        (429, &of_openai("1m0s"), Class::THROTTLED, after(60)),
        (403, &of_openai("1s"), Class::THROTTLED, after(1)),
        (429, &both, Class::QUOTA, after(600)),
        (403, &left, Class::CLIENT, None),
        (429, &left, Class::THROTTLED, None),
        (403, &nameless, Class::QUOTA, None),
        (429, &nameless, Class::THROTTLED, None),
        (503, &github, Class::OVERLOAD, None),
        (404, &github, Class::CLIENT, None),
    ] {
        let fault = fault(status, sent);
        assert_eq!((fault.class(), fault.hint()), (class, hint), "{status} {sent:?}");
    }
    let both = fault(429, &[("retry-after", "2"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "9")]);
    assert_eq!((both.class(), both.hint()), (Class::THROTTLED, after(2)), "what it asks for itself comes first");
}
