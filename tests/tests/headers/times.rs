//! Absolute times: how they are written, and whose clock they are told by.

use std::time::Duration;

use resilin::{Hint, headers};

use crate::common::{NOW, NOW_AS_DATE, at, read, reset};

fn epoch(value: &str) -> Option<u64> {
    let said = headers::read([("x-ratelimit-reset", value)], at(0));
    said.limits().first().and_then(|limit| limit.resets_in).map(|left| left.as_secs())
}

#[test]
fn rfc_3339() {
    let cases = [
        ("2023-09-29T16:26:37Z", NOW),
        ("2023-09-29t16:26:37z", NOW),
        ("2023-09-29 16:26:37Z", NOW),
        ("2023-09-29T16:26:37.999999999Z", NOW),
        ("2023-09-29T18:26:37+02:00", NOW),
        ("2023-09-29T11:56:37.5-04:30", NOW),
        ("2023-09-29T16:26:37-00:00", NOW),
        ("2016-12-31T23:59:60Z", 1_483_228_800),
        ("2000-02-29T00:00:00Z", 951_782_400),
        ("2024-02-29T00:00:00Z", 1_709_164_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59Z", 0),
        ("0000-01-01T00:00:00Z", 0),
        ("1970-01-01T00:30:00+01:00", 0),
    ];
    for (value, seconds) in cases {
        assert_eq!(epoch(value), Some(seconds), "{value:?}");
    }
    assert_eq!(reset("2023-09-29T16:26:38.25Z"), Some(Duration::from_millis(1_250)));
}

// Red when: `texts.next().is_none()` in `fields` of rfc3339.rs becomes `true`; the centuries are left out of `days_of`.
#[test]
fn what_is_no_time() {
    let mistakes = [
        "2023-09-29",
        "2023-09-29T16:26:37",
        "2023-09-29T16:26Z",
        "2023-09-29T16:26:37ZZ",
        "2023-09-29T16:26:37.Z",
        "2023-9-29T16:26:37Z",
        "2023-13-01T00:00:00Z",
        "2023-00-01T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2023-04-31T00:00:00Z",
        "2023-01-00T00:00:00Z",
        "2023-01-01T24:00:00Z",
        "2023-01-01T00:60:00Z",
        "2023-01-01T00:00:61Z",
        "2023-09-29T16:26:37+2:00",
        "2023-09-29T16:26:37+0200",
        "2023-09-29T16:26:37+24:00",
        "2023-09-29T16:26:37+02:60",
        "2023-09-29T16:26:37+02:00:00",
        "2023-09-29T16:26:37 Z",
        "2023-09-29X16:26:37Z",
        "+023-09-29T16:26:37Z",
        "2023-09-29T16-26-37Z",
        "20230929T162637Z",
        "2023-09-29T16:26:37.1e3Z",
        "2023-09-2\u{e4}T16:26:37Z",
        "12023-09-29T16:26:37Z",
        "Mon Feb 15 2021 15:30:00 GMT+0000 (Coordinated Universal Time)",
    ];
    for value in mistakes {
        assert_eq!(reset(value), None, "{value:?}");
    }
}

/// Every day of eight centuries, against a calendar that counts them one by one.
// Red when: `719_468` of rfc3339.rs becomes `719_467`; `/ 100` becomes `/ 101`.
#[test]
fn every_day_until_2770() {
    let mut day = 0;
    for year in 1970..2770_u32 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let months = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, days) in (1..).zip(months) {
            for date in 1..=days {
                let time = format!("{year:04}-{month:02}-{date:02}T00:00:00Z");
                assert_eq!(epoch(&time), Some(day * 86_400), "{time}");
                day += 1;
            }
        }
    }
}

/// The three forms of RFC 9110, 5.6.7, all the same time.
#[test]
fn http_dates() {
    for value in ["Fri, 29 Sep 2023 16:27:37 GMT", "Friday, 29-Sep-23 16:27:37 GMT", "Fri Sep 29 16:27:37 2023"] {
        assert_eq!(reset(value), Some(Duration::from_secs(60)), "{value:?}");
        let said = read(&[("Retry-After", value), ("Date", NOW_AS_DATE)]);
        assert_eq!(said.retry_after(), Some(Hint::After(Duration::from_secs(60))), "{value:?}");
    }
}

/// Every form of a time 30 seconds from the server's now.
const IN_30_SECONDS: [&str; 6] = [
    "1696004827",
    "1696004827000",
    "2023-09-29T16:27:07Z",
    "2023-09-29T18:27:07+02:00",
    "Fri, 29 Sep 2023 16:27:07 GMT",
    "Fri Sep 29 16:27:07 2023",
];

// Red when: `finish` of read.rs takes `ours()` always.
#[test]
fn times_are_told_by_the_server_s_clock() {
    for value in IN_30_SECONDS {
        for ours in [0, NOW - 7_200, NOW, NOW + 7_200, 4_000_000_000] {
            for date_first in [true, false] {
                let mut response = [("date", NOW_AS_DATE), ("x-ratelimit-reset", value)];
                if !date_first {
                    response.reverse();
                }
                let said = headers::read(response, at(ours));
                assert_eq!(said.limits()[0].resets_in, Some(Duration::from_secs(30)), "{value}, {ours}");
            }
        }
    }
}

#[test]
fn without_a_date_by_ours() {
    for value in IN_30_SECONDS {
        for date in ["", "yesterday", "2023-09-29T16:26:37Z"] {
            let said = headers::read([("x-ratelimit-reset", value), ("date", date)], at(NOW - 10));
            assert_eq!(said.limits()[0].resets_in, Some(Duration::from_secs(40)), "{value}, {date:?}");
            let late = headers::read([("x-ratelimit-reset", value)], at(NOW + 31));
            assert_eq!(late.limits()[0].resets_in, Some(Duration::ZERO), "{value}");
        }
    }
    let before_1970 = at(0) - Duration::from_secs(5);
    let said = headers::read([("x-ratelimit-reset", "1696004827")], before_1970);
    assert_eq!(said.limits()[0].resets_in, Some(Duration::from_secs(NOW + 30)));
}

// Red when: the arm with `Some(sent)` of retry_after.rs is removed.
#[test]
fn retry_after_is_a_time_where_no_clock_is_shown() {
    let come_back = "Fri, 29 Sep 2023 16:27:07 GMT";
    let at_that_time = Some(Hint::At(at(NOW + 30)));
    assert_eq!(headers::retry_after([("retry-after", come_back)]), at_that_time);
    assert_eq!(headers::retry_after([("retry-after", come_back), ("date", "now")]), at_that_time);
    let shown = [("retry-after", come_back), ("date", NOW_AS_DATE)];
    assert_eq!(headers::retry_after(shown), Some(Hint::After(Duration::from_secs(30))));
    let past = [("date", come_back), ("retry-after", NOW_AS_DATE)];
    assert_eq!(headers::retry_after(past), Some(Hint::After(Duration::ZERO)));
}
