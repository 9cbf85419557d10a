//! `Retry-After` and its kin: what other clients read from the same headers.
//!
//! Where clients disagree the choice is the one that `resilin::headers` documents: zero and the past mean now, and how
//! long is too long is for `max_wait` to say, so that a value is reported as it came.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use resilin::headers::{self, ServerLimits};
use resilin::{Class, Classify, Fault, Hint, http_1};
use serde_json::{Value, json};
use tonic::Status;
use tonic::metadata::MetadataMap;

use crate::common::{Failed, in_virtual_time, secs, site, watch};
use crate::vectors::{Run, Vector, parse, run_all, text};

const TABLE: [Run; 15] = [
    ("cases", case),
    ("rules_by_vendor/retry-after", three_dates_and_seconds),
    ("rules_by_vendor/retry-after-ms", milliseconds),
    ("rules_by_vendor/x-amz-retry-after", amazon),
    ("rules_by_vendor/grpc-retry-pushback-ms", grpc),
    ("rules_by_vendor/ratelimit-reset / x-ratelimit-reset / x-rate-limit-reset", resets),
    ("rules_by_vendor/x-ratelimit-reset-requests / -tokens", go_durations),
    ("rules_by_vendor/anthropic-ratelimit-*-reset", anthropic),
    ("rules_by_vendor/ratelimit (draft-7 combined)", combined),
    ("rules_by_vendor/x-ratelimit-reset-after", discord),
    ("precedence_observed/ky", ky),
    ("precedence_observed/stainless", stainless),
    ("divergences/zero/past: dotnet, linkerd, ky => retry now; Stainless => ignore and use backoff", now),
    (TOO_LONG, too_long),
    (EARLY, rounding),
];

const TOO_LONG: &str = "divergences/too long: Stainless => do not retry (>120s); linkerd => cap 300s; AWS 2.0 cap 20s; \
AWS 2.1 cap t_i+5s; Envoy => next header";

const EARLY: &str =
    "divergences/dotnet/extensions#7001: timers fire up to 11 ms EARLY relative to an HTTP-date; round up";

/// Fri, 29 Sep 2023 16:26:37 GMT.
const NOW: u64 = 1_696_004_797;
const NOW_AS_DATE: &str = "Fri, 29 Sep 2023 16:26:37 GMT";

// Red when, in runtime/src/headers: `unwrap_or(Duration::MAX)` of number.rs becomes `unwrap_or(Duration::ZERO)`;
// `saturating_sub` in `left_at` of moment.rs becomes `abs_diff`; or `hint` of retry_after.rs asks for the seconds first.
#[test]
fn what_other_clients_read() {
    let file = parse(include_str!("../../vectors/retry_after.json"));
    run_all(&file, &["rules_by_vendor", "precedence_observed", "divergences", "cases"], &TABLE);
}

fn at(epoch: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + secs(epoch)
}

fn read<'h>(response: &[(&'h str, &'h str)]) -> ServerLimits<'h> {
    headers::read(response.iter().copied(), at(NOW))
}

/// When to come back by a response, at this time of the wall clock.
fn hint(response: &[(&str, &str)], now: SystemTime) -> Option<Duration> {
    headers::retry_after(response.iter().copied()).map(|hint| hint.wait_at(now))
}

/// The one reset of a response.
fn reset(response: &[(&str, &str)]) -> Option<Duration> {
    read(response).limits().first().and_then(|limit| limit.resets_in)
}

/// A header, its status and the time; and again with a `Date` of that time, read by a clock that is wrong.
fn case(vector: &Vector<'_>) {
    let (name, value) = (text(&vector.value["header"]), text(&vector.value["value"]));
    let now = vector.value["now_epoch"].as_u64().expect("a time");
    let expected = vector.ours().unwrap_or(&vector.value["expect_delay_s"]);
    let place = format!("{}: {name}: {value:?}", text(&vector.value["source"]));
    if name == "grpc-retry-pushback-ms" {
        assert_eq!(&told(pushed_back(value).hint(), at(now)), expected, "{place}");
        return;
    }
    let status = u16::try_from(vector.value["status"].as_u64().expect("a status")).expect("a small one");
    assert_eq!(&delay(status, &[(name, value)], at(now)), expected, "{place}");
    if now == NOW {
        let response = [(name, value), ("date", NOW_AS_DATE)];
        assert_eq!(&delay(status, &response, at(12)), expected, "{place}, by the server's clock");
    }
}

/// What a response asks for: of a failure, its hint, else a limit's reset.
fn delay(status: u16, response: &[(&str, &str)], now: SystemTime) -> Value {
    let Some(fault) = fault(status, response) else { return Value::Null };
    let said = headers::read(response.iter().copied(), now);
    assert_eq!(fault.hint(), said.retry_after(), "the fault has the hint of the headers");
    let reset = said.limits().first().and_then(|limit| limit.resets_in).map(Hint::After);
    told(fault.hint().or(reset), now)
}

fn fault(status: u16, response: &[(&str, &str)]) -> Option<Fault> {
    let headers = response.iter().map(|&(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        (name, HeaderValue::from_str(value).expect("a value"))
    });
    http_1::fault(StatusCode::from_u16(status).expect("a status"), &headers.collect::<HeaderMap>())
}

/// In seconds; `"longest"` for what is longer than any policy waits.
fn told(hint: Option<Hint>, now: SystemTime) -> Value {
    match hint.map(|hint| hint.wait_at(now)) {
        None => Value::Null,
        Some(Duration::MAX) => json!("longest"),
        Some(wait) if wait.subsec_nanos() == 0 => json!(wait.as_secs()),
        Some(wait) => json!(wait.as_secs_f64()),
    }
}

fn pushed_back(value: &str) -> Fault {
    let mut metadata = MetadataMap::new();
    metadata.insert("grpc-retry-pushback-ms", value.parse().expect("a value"));
    Status::with_metadata(tonic::Code::Unavailable, "", metadata).classify()
}

fn three_dates_and_seconds(_: &Vector<'_>) {
    let dates = ["Fri, 29 Sep 2023 16:27:37 GMT", "Friday, 29-Sep-23 16:27:37 GMT", "Fri Sep 29 16:27:37 2023"];
    for value in dates.into_iter().chain(["60"]) {
        assert_eq!(hint(&[("retry-after", value)], at(NOW)), Some(secs(60)), "{value}");
    }
}

fn milliseconds(_: &Vector<'_>) {
    let response = [("retry-after", "9"), ("retry-after-ms", "250.5")];
    assert_eq!(hint(&response, at(NOW)), Some(Duration::from_micros(250_500)));
}

fn amazon(vector: &Vector<'_>) {
    let ours = vector.ours().expect("it differs")["9000 ms where the shape has 1 s"].as_u64();
    let wait = hint(&[("x-amz-retry-after", "9000")], at(NOW));
    assert_eq!(wait.map(|wait| wait.as_millis()), ours.map(u128::from));
}

fn grpc(_: &Vector<'_>) {
    for (value, expected) in [("250", json!(0.25)), ("-1", json!("longest")), ("soon", json!("longest"))] {
        assert_eq!(told(pushed_back(value).hint(), at(NOW)), expected, "{value}");
    }
}

/// Seconds from now, or since 1970; GitLab's second header, and the date string of lemlist, which is none.
fn resets(vector: &Vector<'_>) {
    for name in ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"] {
        assert_eq!(reset(&[(name, "60")]), Some(secs(60)), "{name}");
        assert_eq!(reset(&[(name, "1696004857")]), Some(secs(60)), "{name}");
    }
    assert_eq!(reset(&[("ratelimit-resettime", "Fri, 29 Sep 2023 16:27:37 GMT")]), Some(secs(60)));
    let javascript = reset(&[("x-ratelimit-reset", "Fri Sep 29 2023 16:27:37 GMT+0000")]);
    assert_eq!(json!(javascript.map(|left| left.as_secs())), vector.ours().expect("it differs")["lemlist"]);
}

fn go_durations(_: &Vector<'_>) {
    for (value, millis) in [("34s", 34_000), ("6m0s", 360_000), ("1s", 1_000), ("20ms", 20)] {
        for name in ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"] {
            assert_eq!(reset(&[(name, value)]), Some(Duration::from_millis(millis)), "{name}: {value}");
        }
    }
}

fn anthropic(_: &Vector<'_>) {
    let response = [("anthropic-ratelimit-tokens-reset", "2023-09-29T16:27:37Z")];
    assert_eq!(reset(&response), Some(secs(60)));
}

/// `ratelimit-header-parser`.
fn combined(_: &Vector<'_>) {
    let said = read(&[("ratelimit", "limit=100, remaining=25, reset=5")]);
    let [limit] = said.limits() else { panic!("one limit: {said:?}") };
    assert_eq!((limit.limit, limit.remaining, limit.resets_in), (Some(100), Some(25), Some(secs(5))));
}

/// The delta goes before the epoch of the same limit, whatever the clock.
fn discord(_: &Vector<'_>) {
    let response = [("x-ratelimit-reset", "1696009999.5"), ("x-ratelimit-reset-after", "64.57")];
    assert_eq!(reset(&response), Some(Duration::from_millis(64_570)));
}

/// A `Retry-After` goes before everything, and one that cannot be read is not replaced by a reset; of the resets the
/// latest counts that belongs to a limit with nothing left.
fn ky(vector: &Vector<'_>) {
    let response = [("x-ratelimit-retry-after", "9"), ("ratelimit-reset", "8"), ("retry-after", "7")];
    assert_eq!(hint(&response, at(NOW)), Some(secs(7)));
    assert_eq!(hint(&response[..2], at(NOW)).map(|wait| json!(wait.as_secs())).as_ref(), vector.ours());
    for value in ["", "0x10", "soon"] {
        let response = [("retry-after", value), ("ratelimit-reset", "60")];
        assert_eq!(hint(&response, at(NOW)), None, "{value:?}");
    }
}

fn stainless(_: &Vector<'_>) {
    let date = "Fri, 29 Sep 2023 16:27:37 GMT";
    for (response, millis) in [
        (&[("retry-after", "5"), ("retry-after-ms", "250")][..], 250),
        (&[("retry-after", "5")], 5_000),
        (&[("retry-after", date)], 60_000),
    ] {
        assert_eq!(hint(response, at(NOW)), Some(Duration::from_millis(millis)), "{response:?}");
    }
}

/// A call that is told so waits for nothing.
fn now(vector: &Vector<'_>) {
    let ours = vector.ours().expect("it differs").as_u64().map(secs);
    for value in ["0", "Thu, 28 Sep 2023 16:26:37 GMT"] {
        assert_eq!(hint(&[("retry-after", value), ("date", NOW_AS_DATE)], at(NOW)), ours, "{value}");
        let fault = fault(503, &[("retry-after", value), ("date", NOW_AS_DATE)]).expect("a failure");
        let site = site("attempts = 2, backoff = fixed(9s), jitter = none");
        assert_eq!(in_virtual_time(watch(site, |_| Err(Failed(fault)))).waits(), [Duration::ZERO], "{value}");
    }
}

/// What is too long ends the call at once, by the policy's own bound.
fn too_long(vector: &Vector<'_>) {
    let ours = vector.ours().expect("it differs");
    for (value, max_wait) in [("121", 120), ("301", 300), ("21", 20)] {
        let fault = fault(429, &[("retry-after", value)]).expect("a failure");
        assert_eq!(fault.class(), Class::THROTTLED);
        let site = site(&format!("attempts = 3, jitter = none, max_wait = {max_wait}s"));
        let watched = in_virtual_time(watch(site, |_| Err(Failed(fault))));
        assert_eq!(json!(watched.runs()), ours["runs beyond `max_wait`"], "{value}");
    }
    let fault = fault(429, &[("retry-after", "120")]).expect("a failure");
    let site = site("attempts = 2, jitter = none, max_wait = 120s");
    assert_eq!(in_virtual_time(watch(site, |_| Err(Failed(fault)))).waits(), [secs(120)]);
}

/// dotnet/extensions, issue 7001: a date is not taken for earlier than it is, whatever part of a second has passed.
fn rounding(_: &Vector<'_>) {
    let date = [("retry-after", "Fri, 29 Sep 2023 16:27:37 GMT")];
    for millis in [0, 1, 500, 999] {
        let now = at(NOW) + Duration::from_millis(millis);
        let wait = hint(&date, now).expect("a hint");
        assert!(now + wait >= at(NOW + 60), "{millis} ms: {wait:?}");
    }
}
