//! Responses of well-known servers whose quota is used up, by their documentation.

use std::time::{Duration, SystemTime};

use resilin::testing::ManualClock;

use super::common::{HOUR, seconds};

/// Vendor, status, headers, and for how long the quota is closed.
type Row = (&'static str, u16, &'static [(&'static str, &'static str)], Option<Duration>);

const MINUTE: Duration = seconds(60);

const RESPONSES: &[Row] = &[
    (
        "OpenAI, the last request of the minute",
        200,
        &[
            ("x-ratelimit-limit-requests", "60"),
            ("x-ratelimit-remaining-requests", "0"),
            ("x-ratelimit-reset-requests", "1s"),
            ("x-ratelimit-limit-tokens", "150000"),
            ("x-ratelimit-remaining-tokens", "149984"),
            ("x-ratelimit-reset-tokens", "6m0s"),
        ],
        Some(seconds(1)),
    ),
    (
        "OpenAI, too many tokens",
        429,
        &[
            ("retry-after", "20"),
            ("retry-after-ms", "20000"),
            ("x-ratelimit-remaining-requests", "59"),
            ("x-ratelimit-reset-requests", "1s"),
            ("x-ratelimit-remaining-tokens", "0"),
            ("x-ratelimit-reset-tokens", "6m0s"),
        ],
        Some(seconds(360)),
    ),
    (
        "OpenAI, served",
        200,
        &[("x-ratelimit-remaining-requests", "59"), ("x-ratelimit-reset-requests", "1s")],
        None,
    ),
    (
        "Azure OpenAI",
        429,
        &[("retry-after", "1"), ("retry-after-ms", "617"), ("x-ratelimit-remaining-tokens", "0")],
        Some(Duration::from_millis(617)),
    ),
    (
        "Anthropic, input tokens",
        429,
        &[
            ("date", "Fri, 29 Sep 2023 16:26:37 GMT"),
            ("retry-after", "13"),
            ("anthropic-ratelimit-requests-remaining", "49"),
            ("anthropic-ratelimit-requests-reset", "2023-09-29T16:27:38Z"),
            ("anthropic-ratelimit-input-tokens-limit", "30000"),
            ("anthropic-ratelimit-input-tokens-remaining", "0"),
            ("anthropic-ratelimit-input-tokens-reset", "2023-09-29T16:26:50Z"),
        ],
        Some(seconds(13)),
    ),
    (
        "Anthropic, overloaded",
        529,
        &[
            ("date", "Fri, 29 Sep 2023 16:26:37 GMT"),
            ("retry-after", "13"),
            ("anthropic-ratelimit-requests-remaining", "49"),
        ],
        None,
    ),
    (
        "GitHub, the hour's 5,000; its clock is years behind ours, and its reset goes by its own",
        403,
        &[
            ("date", "Fri, 29 Sep 2023 16:26:37 GMT"),
            ("x-ratelimit-limit", "5000"),
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "1696008397"),
            ("x-ratelimit-used", "5000"),
            ("x-ratelimit-resource", "core"),
        ],
        Some(HOUR),
    ),
    (
        "GitHub, the secondary limit",
        429,
        &[("retry-after", "60"), ("x-ratelimit-remaining", "4999"), ("x-ratelimit-reset", "1696008397")],
        Some(MINUTE),
    ),
    ("GitHub, not allowed", 403, &[("x-ratelimit-remaining", "4999"), ("x-ratelimit-reset", "1696008397")], None),
    (
        "draft-ietf-httpapi-ratelimit-headers-10, of two policies one",
        200,
        &[
            ("RateLimit-Policy", r#""burst";q=100;w=60, "daily";q=1000;w=86400"#),
            ("RateLimit", r#""burst";r=50;t=30, "daily";r=0;t=3600"#),
        ],
        Some(HOUR),
    ),
    ("draft …-07", 429, &[("RateLimit", "limit=100, remaining=0, reset=60"), ("Retry-After", "60")], Some(MINUTE)),
    (
        "Discord",
        429,
        &[
            ("X-RateLimit-Limit", "5"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", "1470173023"),
            ("X-RateLimit-Reset-After", "64.57"),
            ("Retry-After", "65"),
        ],
        Some(seconds(65)),
    ),
    ("a gateway that is down for an hour", 503, &[("Retry-After", "3600")], None),
    ("a server of few words", 429, &[("content-length", "0")], None),
];

#[test]
fn the_quota_is_closed_until_the_servers_reset() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("of vendors");
    for (vendor, status, headers, expected) in RESPONSES {
        quota.open();
        assert_eq!(quota.observe(*status, headers.iter().copied()), expected.is_some(), "{vendor}");
        assert_eq!(quota.snapshot().resets_in, *expected, "{vendor}");
    }
}

/// Without `Date` the server's time is compared with ours.
#[test]
fn a_reset_without_the_servers_clock_goes_by_ours() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let quota = resilin::quota("of a server without a clock");
    let before = SystemTime::now();
    let since_epoch = before.duration_since(SystemTime::UNIX_EPOCH).expect("it is later than 1970");
    let reset = (since_epoch.as_secs() + 3_600).to_string();
    assert!(quota.observe(403, [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", &*reset)]));
    let (resets_in, elapsed) = (quota.snapshot().resets_in.expect("closed"), before.elapsed().unwrap_or_default());
    let early = HOUR.saturating_sub(resets_in);
    assert!(resets_in <= HOUR && early <= seconds(1) + elapsed, "whole seconds: {resets_in:?}");
}
