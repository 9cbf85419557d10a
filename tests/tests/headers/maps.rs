//! Headers from any client: what `read` takes, and what it costs.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use resilin::{Hint, headers, http_1};

use crate::common::{NOW, at, exhausted};

const LATER: Duration = Duration::from_secs(9);

#[test]
fn any_pairs_of_references() {
    let now = at(NOW);
    let pairs = [("RateLimit-Remaining".to_owned(), b"0".to_vec())];
    assert!(headers::read(pairs.iter().map(|(name, value)| (name, value)), now).exhausted().is_some());
    let hashed: HashMap<String, String> = [("ratelimit-remaining".into(), "0".into())].into();
    assert!(headers::read(&hashed, now).exhausted().is_some());
    let sorted: BTreeMap<&str, &[u8]> = [("ratelimit-remaining", &b"0"[..])].into();
    assert!(headers::read(&sorted, now).exhausted().is_some());
    assert!(headers::read([("ratelimit-remaining", b"0")], now).exhausted().is_some());
    assert_eq!(headers::read(&HashMap::<String, String>::new(), now), headers::ServerLimits::default());
}

#[test]
fn header_maps() {
    let mut map = HeaderMap::new();
    for (name, value) in
        [("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "9s"), ("retry-after-ms", "80")]
    {
        map.append(name, HeaderValue::from_static(value));
    }
    map.append("retry-after", HeaderValue::from_bytes(b"\xfc").expect("a header value"));
    let said = http_1::limits(&map, at(NOW));
    assert_eq!(said, headers::read(&map, at(NOW)));
    assert_eq!((exhausted(&said), said.limits()[0].resets_in), (Some("tokens"), Some(LATER)));
    assert_eq!(said.retry_after(), Some(Hint::After(Duration::from_millis(80))));
}

/// A fault's hint is the more exact header, too.
#[test]
fn milliseconds_in_a_fault() {
    let mut map = HeaderMap::new();
    map.insert("retry-after", HeaderValue::from_static("1"));
    map.insert("retry-after-ms", HeaderValue::from_static("20"));
    let fault = http_1::fault(http::StatusCode::TOO_MANY_REQUESTS, &map).expect("a failure");
    assert_eq!(fault.hint(), Some(Hint::After(Duration::from_millis(20))));
}

/// Names are slices of the headers, unless they have to be written in lower case or rid of escapes.
// Red when: `name.into()` in `lower_case` of rows.rs becomes `name.to_owned().into()`.
#[test]
fn names_are_borrowed() {
    let borrowed = |header: &str, value: &str| {
        let said = headers::read([(header, value)], at(NOW));
        matches!(said.limits()[0].name, Cow::Borrowed(_))
    };
    assert!(borrowed("x-ratelimit-remaining-tokens", "0"));
    assert!(borrowed("ratelimit", r#""Day";r=0"#));
    assert!(!borrowed("X-RateLimit-Remaining-Tokens", "0"));
    assert!(!borrowed("ratelimit", r#""\"";r=0"#));
}

/// The headers of most responses.
// Red when: `Rows` keeps its rows in a `Vec::with_capacity(4)` from the start.
#[test]
fn a_response_without_limits_allocates_nothing() {
    let response = [
        ("date", "Fri, 29 Sep 2023 16:26:37 GMT"),
        ("content-type", "application/json"),
        ("x-request-id", "f0"),
        ("x-ratelimit-used", "2"),
        ("retry-after", "Fri, 29 Sep 2023 16:26:46 GMT"),
        ("retry-after-ms", "soon"),
        ("ratelimit", "no list,"),
        ("x-ratelimit-limit", "-1"),
    ];
    let mut hint = None;
    let spent = allocation_counter::measure(|| hint = headers::read(response, at(NOW)).retry_after());
    assert_eq!((hint, spent.count_total), (Some(Hint::After(LATER)), 0));
}
