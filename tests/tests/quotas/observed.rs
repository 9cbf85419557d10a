//! What a response does to a quota, status by status.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use resilin::quota::{Quota, QuotaState};
use resilin::testing::ManualClock;

use super::common::{HOUR, seconds};

/// Headers of a response.
type Said = &'static [(&'static str, &'static str)];

const LIMIT: Said = &[("RateLimit", r#""day";r=0;t=3600"#)];
const LIMIT_AND_RETRY_AFTER: Said = &[("RateLimit", r#""day";r=0;t=3600"#), ("Retry-After", "60")];
const LIMIT_BEFORE_RETRY_AFTER: Said = &[("RateLimit", r#""day";r=0;t=60"#), ("Retry-After", "3600")];
const LIMIT_WITHOUT_RESET: Said = &[("x-ratelimit-remaining", "0")];
const LIMIT_WITHOUT_RESET_BUT_RETRY_AFTER: Said = &[("x-ratelimit-remaining", "0"), ("Retry-After", "3600")];
const SEVERAL: Said = &[("RateLimit", r#""minute";r=0;t=5, "day";r=0;t=3600, "month";r=70;t=90000"#)];
const SOMETHING_LEFT: Said = &[("RateLimit", r#""day";r=1;t=3600"#)];
const SOMETHING_LEFT_BUT_RETRY_AFTER: Said = &[("RateLimit", r#""day";r=1;t=7200"#), ("Retry-After", "3600")];
const RETRY_AFTER: Said = &[("Retry-After", "3600")];
const RETRY_AFTER_MS: Said = &[("Retry-After", "1"), ("retry-after-ms", "3600000")];
const RETRY_AFTER_DATE: Said =
    &[("Date", "Fri, 29 Sep 2023 16:26:37 GMT"), ("Retry-After", "Fri, 29 Sep 2023 17:26:37 GMT")];
const NOW: Said = &[("RateLimit", r#""day";r=0;t=0"#), ("Retry-After", "0")];
const NOTHING: Said = &[("Content-Type", "application/json")];

/// Closed for an hour, for a minute, or not at all.
const H: Option<Duration> = Some(HOUR);
const M: Option<Duration> = Some(seconds(60));

const STATUSES: [u16; 7] = [200, 304, 400, 403, 429, 500, 503];

// Red when, in `reset` of observed.rs: 403 is about a quota without a limit; 503 is; 503 never is; 429 is not; the
// earlier of the two counts; a time of zero closes.
#[rustfmt::skip]
const TABLE: &[(Said, [Option<Duration>; 7])] = &[
    //                                    200   304   400   403   429   500   503
    (LIMIT,                              [H,    H,    H,    H,    H,    H,    H]),
    (LIMIT_AND_RETRY_AFTER,              [H,    H,    H,    H,    H,    H,    H]),
    (LIMIT_BEFORE_RETRY_AFTER,           [M,    M,    M,    H,    H,    M,    H]),
    (LIMIT_WITHOUT_RESET,                [None, None, None, None, None, None, None]),
    (LIMIT_WITHOUT_RESET_BUT_RETRY_AFTER,[None, None, None, H,    H,    None, H]),
    (SEVERAL,                            [H,    H,    H,    H,    H,    H,    H]),
    (SOMETHING_LEFT,                     [None, None, None, None, None, None, None]),
    (SOMETHING_LEFT_BUT_RETRY_AFTER,     [None, None, None, None, H,    None, None]),
    (RETRY_AFTER,                        [None, None, None, None, H,    None, None]),
    (RETRY_AFTER_MS,                     [None, None, None, None, H,    None, None]),
    (RETRY_AFTER_DATE,                   [None, None, None, None, H,    None, None]),
    (NOW,                                [None, None, None, None, None, None, None]),
    (NOTHING,                            [None, None, None, None, None, None, None]),
];

/// For how long a response closes an open quota; and that the answer says so.
fn closed_for(quota: &Quota, observe: impl FnOnce(&Quota) -> bool) -> Option<Duration> {
    quota.open();
    let closed = observe(quota);
    let snapshot = quota.snapshot();
    assert_eq!(closed, snapshot.state == QuotaState::Closed);
    snapshot.resets_in
}

#[test]
fn every_status_with_every_word() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("observed");
    for (said, expected) in TABLE {
        let closed =
            STATUSES.map(|status| closed_for(&quota, |quota| quota.observe(status, said.iter().copied())));
        assert_eq!(closed, *expected, "{said:?}");
    }
}

#[test]
fn by_the_types_of_http() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("observed by http");
    for (said, expected) in TABLE {
        let headers: HeaderMap = said.iter().map(header).collect();
        let closed = STATUSES.map(|status| {
            let status = StatusCode::from_u16(status).expect("it is one");
            closed_for(&quota, |quota| quota.observe_http(status, &headers))
        });
        assert_eq!(closed, *expected, "{said:?}");
    }
}

fn header((name, value): &(&'static str, &'static str)) -> (HeaderName, HeaderValue) {
    (name.parse().expect("a name"), HeaderValue::from_static(value))
}

#[test]
fn a_closed_one_is_only_put_off() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("observed while closed");
    quota.close_for(seconds(1_800));
    assert!(!quota.observe(429, [("Retry-After", "1800")]), "the same reset");
    assert!(!quota.observe(429, [("Retry-After", "60")]), "an earlier one");
    assert!(!quota.observe(200, [("x-ratelimit-remaining", "4999")]), "a good word of an earlier call");
    assert_eq!(quota.snapshot().resets_in, Some(seconds(1_800)));
    assert!(quota.observe(429, [("Retry-After", "3600")]));
    assert_eq!((quota.snapshot().resets_in, quota.snapshot().closings), (H, 1));
}

/// What a hostile or broken server sends panics nowhere, and closes nothing for all for a hundred years.
#[test]
fn nonsense_does_nothing() {
    let quota = resilin::quota("observed nonsense");
    let hundred_years = "3153600000";
    for value in ["", "-1", "nan", "0x10", "soon", "1e9", "\u{fffd}", hundred_years, "99999999999999999999999999"]
    {
        assert!(!quota.observe(429, [("Retry-After", value), ("x-ratelimit-remaining", value)]), "{value}");
    }
    assert_eq!(quota.state(), QuotaState::Open);
}
