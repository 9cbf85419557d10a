//! Responses as well-known servers send them, by their documentation.

use std::time::Duration;

use resilin::Hint;

use crate::common::{NOW_AS_DATE, exhausted, read, told};

#[test]
fn openai() {
    let said = read(&[
        ("x-ratelimit-limit-requests", "60"),
        ("x-ratelimit-limit-tokens", "150000"),
        ("x-ratelimit-remaining-requests", "59"),
        ("x-ratelimit-remaining-tokens", "149984"),
        ("x-ratelimit-reset-requests", "1s"),
        ("x-ratelimit-reset-tokens", "6m0s"),
        ("x-request-id", "req_0"),
    ]);
    let expected =
        [("requests", Some(60), Some(59), Some(1_000)), ("tokens", Some(150_000), Some(149_984), Some(360_000))];
    assert_eq!(told(&said), expected);
    assert_eq!((exhausted(&said), said.retry_after()), (None, None));
}

#[test]
fn azure_openai() {
    let said = read(&[
        ("retry-after", "1"),
        ("retry-after-ms", "617"),
        ("x-ratelimit-remaining-requests", "-1"),
        ("x-ratelimit-remaining-tokens", "0"),
        ("x-ratelimit-reset-tokens", "10"),
    ]);
    assert_eq!(said.retry_after(), Some(Hint::After(Duration::from_millis(617))));
    assert_eq!(told(&said), [("tokens", None, Some(0), Some(10_000))]);
    assert_eq!(exhausted(&said), Some("tokens"));
}

#[test]
fn azure_cosmos_db() {
    let said = read(&[("x-ms-retry-after-ms", "9")]);
    assert_eq!(said.retry_after(), Some(Hint::After(Duration::from_millis(9))));
}

// Red when: `rsplit_once` in `anthropic` of field.rs becomes `split_once`.
#[test]
fn anthropic() {
    let said = read(&[
        ("date", NOW_AS_DATE),
        ("retry-after", "13"),
        ("anthropic-ratelimit-requests-limit", "50"),
        ("anthropic-ratelimit-requests-remaining", "49"),
        ("anthropic-ratelimit-requests-reset", "2023-09-29T16:26:38Z"),
        ("anthropic-ratelimit-input-tokens-limit", "30000"),
        ("anthropic-ratelimit-input-tokens-remaining", "0"),
        ("anthropic-ratelimit-input-tokens-reset", "2023-09-29T16:26:50Z"),
        ("anthropic-ratelimit-output-tokens-remaining", "8000"),
        ("anthropic-ratelimit-output-tokens-reset", "2023-09-29T16:26:37Z"),
        ("anthropic-priority-input-tokens-remaining", "0"),
        ("anthropic-priority-input-tokens-reset", "2023-09-29T17:26:50Z"),
    ]);
    assert_eq!(said.retry_after(), Some(Hint::After(Duration::from_secs(13))));
    let expected = [
        ("requests", Some(50), Some(49), Some(1_000)),
        ("input-tokens", Some(30_000), Some(0), Some(13_000)),
        ("output-tokens", None, Some(8_000), Some(0)),
    ];
    assert_eq!(told(&said), expected);
    assert_eq!(exhausted(&said), Some("input-tokens"));
}

#[test]
fn groq() {
    let said = read(&[
        ("x-ratelimit-remaining-requests", "14370"),
        ("x-ratelimit-reset-requests", "2m59.56s"),
        ("x-ratelimit-remaining-tokens", "17997"),
        ("x-ratelimit-reset-tokens", "7.66s"),
    ]);
    let expected = [("requests", None, Some(14_370), Some(179_560)), ("tokens", None, Some(17_997), Some(7_660))];
    assert_eq!(told(&said), expected);
}

// Red when: `part` of field.rs splits by `rsplit_once`.
#[test]
fn cerebras() {
    let said = read(&[
        ("x-ratelimit-limit-requests-day", "1000000000"),
        ("x-ratelimit-limit-tokens-minute", "1000000000"),
        ("x-ratelimit-remaining-requests-day", "999997455"),
        ("x-ratelimit-remaining-tokens-minute", "0"),
        ("x-ratelimit-reset-requests-day", "33011.382867"),
        ("x-ratelimit-reset-tokens-minute", "11.382867"),
    ]);
    let expected = [
        ("requests-day", Some(1_000_000_000), Some(999_997_455), Some(33_011_382)),
        ("tokens-minute", Some(1_000_000_000), Some(0), Some(11_382)),
    ];
    assert_eq!(told(&said), expected);
}

#[test]
fn github() {
    let said = read(&[
        ("Date", NOW_AS_DATE),
        ("X-RateLimit-Limit", "5000"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", "1696005397"),
        ("X-RateLimit-Used", "5000"),
        ("X-RateLimit-Resource", "core"),
    ]);
    assert_eq!(told(&said), [("", Some(5_000), Some(0), Some(600_000))]);
    assert_eq!(exhausted(&said), Some(""));
}

#[test]
fn gitlab() {
    let said = read(&[
        ("RateLimit-Limit", "60"),
        ("RateLimit-Name", "throttle_authenticated_web"),
        ("RateLimit-Observed", "67"),
        ("RateLimit-Remaining", "0"),
        ("RateLimit-Reset", "1696004857"),
        ("RateLimit-ResetTime", "Fri, 29 Sep 2023 16:27:37 GMT"),
        ("Retry-After", "30"),
    ]);
    assert_eq!(told(&said), [("", Some(60), Some(0), Some(60_000))]);
    let by_date_alone = read(&[("RateLimit-ResetTime", "Fri, 29 Sep 2023 16:27:37 GMT")]);
    assert_eq!(told(&by_date_alone), [("", None, None, Some(60_000))]);
}

/// The delay goes before the time, wherever it stands.
// Red when: `row.reset_after.or_else(…)` in read.rs becomes `row.reset.map(…).or(row.reset_after)`.
#[test]
fn discord() {
    let mut response = [
        ("x-ratelimit-limit", "5"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1696004900.123"),
        ("x-ratelimit-reset-after", "64.57"),
        ("x-ratelimit-bucket", "abcd1234"),
    ];
    let expected = [("", Some(5), Some(0), Some(64_570))];
    assert_eq!(told(&read(&response)), expected);
    response.reverse();
    assert_eq!(told(&read(&response)), expected);
    assert_eq!(told(&read(&response[2..])), [("", Some(5), Some(0), Some(103_123))]);
}

/// Fractions of requests.
#[test]
fn reddit() {
    let said = read(&[("x-ratelimit-used", "2"), ("x-ratelimit-remaining", "98.0"), ("x-ratelimit-reset", "599")]);
    assert_eq!(told(&said), [("", None, Some(98), Some(599_000))]);
    assert_eq!(exhausted(&read(&[("x-ratelimit-remaining", "0.7")])), Some(""));
}

#[test]
fn x() {
    let said = read(&[
        ("x-rate-limit-limit", "40000"),
        ("x-rate-limit-remaining", "39999"),
        ("x-rate-limit-reset", "1696005697"),
    ]);
    assert_eq!(told(&said), [("", Some(40_000), Some(39_999), Some(900_000))]);
}

/// The reset in milliseconds since 1970.
#[test]
fn openrouter() {
    let said = read(&[
        ("X-RateLimit-Limit", "20"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", "1696004857250"),
    ]);
    assert_eq!(told(&said), [("", Some(20), Some(0), Some(60_250))]);
}

/// Kong: limits by the window's name, and the draft's own headers beside them, which are another limit.
#[test]
fn kong() {
    let said = read(&[
        ("X-RateLimit-Limit-Second", "10"),
        ("X-RateLimit-Remaining-Second", "9"),
        ("X-RateLimit-Limit-Hour", "1000"),
        ("X-RateLimit-Remaining-Hour", "0"),
        ("RateLimit-Limit", "1000"),
        ("RateLimit-Remaining", "0"),
        ("RateLimit-Reset", "1800"),
    ]);
    let expected = [
        ("second", Some(10), Some(9), None),
        ("hour", Some(1_000), Some(0), None),
        ("", Some(1_000), Some(0), Some(1_800_000)),
    ];
    assert_eq!(told(&said), expected);
    assert_eq!(exhausted(&said), Some(""));
}

// Red when: `count` of number.rs does not split.
#[test]
fn docker_hub() {
    let said = read(&[("ratelimit-limit", "100;w=21600"), ("ratelimit-remaining", "0;w=21600")]);
    assert_eq!(told(&said), [("", Some(100), Some(0), None)]);
    assert_eq!(exhausted(&said), Some(""));
}

#[test]
fn cloudflare() {
    let said = read(&[("Ratelimit", r#""default";r=50;t=30"#), ("Ratelimit-Policy", r#""default";q=100;w=60"#)]);
    assert_eq!(told(&said), [("default", Some(100), Some(50), Some(30_000))]);
}

#[test]
fn aws() {
    assert_eq!(
        read(&[("x-amz-retry-after", "1500")]).retry_after(),
        Some(Hint::After(Duration::from_millis(1_500)))
    );
}
