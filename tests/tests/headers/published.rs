//! What other clients test: every case of `retry_after.json` of the project's vectors, which names the files.
//!
//! Where clients disagree the choice is the one that `resilin::headers` documents: zero and the past mean now, and how
//! long is too long is for `max_wait` to say, so that a value is reported as it came.

use std::time::Duration;

use resilin::headers;

use crate::common::{NOW, NOW_AS_DATE, at};

/// 17 March 2026, 17:37:54.
const SMITHY: u64 = 1_773_769_074;
const LONGEST: Duration = Duration::MAX;

// As the cases expect it: most of them have one.
#[allow(clippy::unnecessary_wraps)]
const fn seconds(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

/// Source, header, value, now, the delay.
type Case = (&'static str, &'static str, &'static str, u64, Option<Duration>);

#[rustfmt::skip]
const CASES: [Case; 30] = [
    ("openai", "retry-after", "20", NOW, seconds(20)),
    ("openai", "retry-after", "61", NOW, seconds(61)),
    ("openai ignores zero; dotnet, linkerd and ky: now", "retry-after", "0", NOW, seconds(0)),
    ("openai does not retry beyond 120 s", "retry-after", "121", NOW, seconds(121)),
    ("openai", "retry-after", "Fri, 29 Sep 2023 16:27:37 GMT", NOW, seconds(60)),
    ("openai", "retry-after", "Fri, 29 Sep 2023 16:28:37 GMT", NOW, seconds(120)),
    ("openai ignores the past; dotnet and linkerd: now", "retry-after", "Fri, 29 Sep 2023 16:26:27 GMT", NOW, seconds(0)),
    ("openai ignores it", "retry-after", "99999999999999999999999999999999999", NOW, Some(LONGEST)),
    ("openai", "retry-after", "nan", NOW, None),
    ("openai", "retry-after", "Fri, 29 Sep 100000 16:26:57 GMT", NOW, None),
    ("linkerd", "retry-after", "120", NOW, seconds(120)),
    ("linkerd cuts to 300 s", "retry-after", "3600", NOW, seconds(3600)),
    ("linkerd", "retry-after", " 120", NOW, seconds(120)),
    ("linkerd", "retry-after", "Wed, 01 Jan 2020 00:00:00 GMT", NOW, seconds(0)),
    ("linkerd reads it with 429 and 503 only; the status is for the caller", "retry-after", "120", NOW, seconds(120)),
    ("linkerd; negative it forbids the retry, which is no delay", "grpc-retry-pushback-ms", "0", NOW, None),
    ("linkerd; as before", "grpc-retry-pushback-ms", "999999", NOW, None),
    ("linkerd; as before", "grpc-retry-pushback-ms", " 5000 ", NOW, None),
    ("ky", "retry-after", "0x10", NOW, None),
    ("ky", "retry-after", "", NOW, None),
    ("ky", "retry-after", "Sun, 32 Dec 2030 25:99:99 GMT", NOW, None),
    ("ky", "retry-after", "Fri Sep 29 16:59:57 2023", NOW, seconds(2000)),
    ("ky reads 2072; to us it is 1972, when that day was no Thursday", "retry-after", "Thursday, 29-Sep-72 16:59:57 GMT", NOW, None),
    ("ky", "x-ratelimit-retry-after", "1704067200", NOW, seconds(1_704_067_200)),
    ("ky", "ratelimit-reset", "1704067200", NOW, seconds(8_062_403)),
    ("smithy", "retry-after", "120", SMITHY, seconds(120)),
    ("smithy tolerates ISO 8601, which the RFC does not have", "retry-after", "2026-03-17T17:38:24Z", SMITHY, None),
    ("smithy", "x-amz-retry-after", "5000", SMITHY, seconds(5)),
    ("dotnet", "retry-after", "10", NOW, seconds(10)),
    ("dotnet", "retry-after", "Thu, 28 Sep 2023 16:26:37 GMT", NOW, seconds(0)),
];

// Red when: `unwrap_or(Duration::MAX)` of number.rs becomes `unwrap_or(Duration::ZERO)`.
#[test]
fn what_other_clients_test() {
    for (source, header, value, now, expected) in CASES {
        let said = headers::read([(header, value)], at(now));
        let delay = said.retry_after().map(|hint| hint.wait_at(at(now)));
        let reset = said.limits().first().and_then(|limit| limit.resets_in);
        assert_eq!(delay.or(reset), expected, "{source}: {header}: {value:?}");
    }
}

/// The same where the server's clock is shown, and ours is wrong.
// Red when: `saturating_sub` in `left_at` of moment.rs becomes `abs_diff`.
#[test]
fn what_other_clients_test_by_the_server_s_clock() {
    for (source, header, value, now, expected) in CASES {
        if now == NOW {
            let said = headers::read([(header, value), ("date", NOW_AS_DATE)], at(12));
            let delay = said.retry_after().map(|hint| hint.wait_at(at(12)));
            let reset = said.limits().first().and_then(|limit| limit.resets_in);
            assert_eq!(delay.or(reset), expected, "{source}: {header}: {value:?}");
        }
    }
}

/// ky: a `Retry-After` that cannot be read must not be replaced by a reset.
#[test]
fn a_reset_is_no_retry_after() {
    for value in ["", "0x10", "soon"] {
        let said = headers::read([("retry-after", value), ("ratelimit-reset", "60")], at(NOW));
        assert_eq!(said.retry_after(), None, "{value:?}");
    }
}

/// `ratelimit-header-parser`: the combined form.
#[test]
fn the_combined_form() {
    let said = headers::read([("ratelimit", "limit=100, remaining=25, reset=5")], at(NOW));
    let [limit] = said.limits() else { panic!("one limit: {said:?}") };
    assert_eq!((limit.limit, limit.remaining, limit.resets_in), (Some(100), Some(25), seconds(5)));
}
