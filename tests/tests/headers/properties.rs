//! Whatever the bytes: nothing panics, and what is written by the rules is read as it was meant.

use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use resilin::headers;

use crate::common::{NOW, at, read, reset, told};

/// Every header that is read, and some that are nearly one.
const NAMES: [&str; 24] = [
    "date",
    "retry-after",
    "retry-after-ms",
    "x-ms-retry-after-ms",
    "x-amz-retry-after",
    "x-ratelimit-retry-after",
    "ratelimit",
    "ratelimit-policy",
    "ratelimit-limit",
    "ratelimit-remaining",
    "ratelimit-reset",
    "ratelimit-resettime",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-ratelimit-reset-after",
    "x-rate-limit-reset",
    "x-ratelimit-limit-tokens",
    "X-RateLimit-Remaining-Tokens",
    "x-ratelimit-reset-tokens",
    "anthropic-ratelimit-tokens-limit",
    "anthropic-ratelimit-tokens-remaining",
    "anthropic-ratelimit-tokens-reset",
    "x-ratelimit-used",
];

/// Bytes at random rarely come near a rule; pieces of the grammars do.
const PIECES: [&str; 40] = [
    "0",
    "1",
    "7",
    "-1",
    ".",
    "5.5",
    "999999999",
    "1000000000",
    "99999999999",
    "100000000000",
    "18446744073709551615",
    "18446744073709551616",
    "h",
    "m",
    "s",
    "ms",
    "us",
    "\u{b5}s",
    "ns",
    "2024-02-29",
    "T",
    "23:59:60",
    "Z",
    "+01:00",
    "-23:59",
    ":",
    "Fri, 29 Sep 2023 16:26:37 GMT",
    "Friday, 29-Sep-23 16:26:37 GMT",
    "Fri Sep 29 16:26:37 2023",
    "\"a\"",
    "\"\\\"\"",
    "b",
    ";r=",
    ";t=",
    ";q=",
    ",",
    " ",
    "limit=",
    "remaining=",
    "(",
];

fn value() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..8);
    prop_oneof![prop::collection::vec(any::<u8>(), 0..60), pieces.prop_map(|pieces| pieces.concat().into_bytes())]
}

fn clock() -> impl Strategy<Value = SystemTime> {
    prop_oneof![Just(at(NOW)), Just(at(0)), Just(at(0) - Duration::from_secs(1 << 40)), Just(at(1 << 50))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Reading ends, without a panic, and what it says hangs together.
    #[test]
    fn any_bytes(response in prop::collection::vec((prop::sample::select(&NAMES[..]), value()), 0..12), now in clock()) {
        let said = headers::read(response.iter().map(|(name, value)| (*name, value)), now);
        prop_assert!(said.limits().len() <= 32);
        prop_assert_eq!(said.retry_after(), headers::retry_after(response.iter().map(|(name, value)| (*name, value))));
        let latest = said.limits().iter().filter(|limit| limit.remaining == Some(0)).map(|limit| limit.resets_in).max();
        prop_assert_eq!(said.exhausted().map(|limit| limit.resets_in), latest);
        for limit in said.limits() {
            prop_assert!(limit.limit.is_some() || limit.remaining.is_some() || limit.resets_in.is_some(), "{:?}", limit);
        }
    }

    /// Names too may be anything.
    #[test]
    fn any_name(name in "\\PC{0,30}", value in value()) {
        let said = headers::read([(name.as_str(), &value)], at(NOW));
        prop_assert!(said.limits().len() <= 32);
    }

    /// What Go prints comes back, to the nanosecond.
    #[test]
    fn durations_as_go_prints_them(nanos in 0..100_u64 * 3_600_000_000_000) {
        prop_assert_eq!(reset(&as_go_prints(nanos)), Some(Duration::from_nanos(nanos)));
    }

    /// Seconds, with any number of digits behind the point, are never undercut, and missed by a nanosecond at most.
    // Red when: `nanos + u64::from(rest)` of number.rs becomes `nanos`.
    #[test]
    fn fractions_of_seconds(whole in 0..999_999_999_u64, digits in "[0-9]{1,14}") {
        let left = reset(&format!("{whole}.{digits}")).expect("a number");
        let scale = 10_u128.pow(u32::try_from(digits.len()).expect("few digits"));
        let exact = (u128::from(whole) * scale + digits.parse::<u128>().expect("digits")) * 1_000_000_000;
        prop_assert_eq!(left.as_nanos(), exact.div_ceil(scale));
    }

    /// A time is the same time with any offset.
    // Red when: `sign *` is left out of `offset` of rfc3339.rs.
    #[test]
    fn offsets(hour in 0..24_u64, minute in 0..60_u64, east in any::<bool>()) {
        let offset = hour * 3_600 + minute * 60;
        let (sign, expected) = if east { ('+', 172_800 - offset) } else { ('-', 172_800 + offset) };
        let value = format!("1970-01-03T00:00:00{sign}{hour:02}:{minute:02}");
        let said = headers::read([("anthropic-ratelimit-tokens-reset", value.as_str())], at(0));
        prop_assert_eq!(said.limits()[0].resets_in, Some(Duration::from_secs(expected)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A list as the draft writes it: any names, any other parameter, any white space.
    // Red when: `string.to_mut().push(escaped)` is left out of structured.rs.
    #[test]
    fn lists_of_policies(
        policies in prop::collection::btree_map("[ -~]{0,12}", (0..1_u64 << 40, 0..999_999_999_u64), 1..20),
        pad in " {0,3}",
        extra in "[a-p*][a-z0-9_.*-]{0,4}",
    ) {
        let quoted = |name: &str| name.replace('\\', "\\\\").replace('"', "\\\"");
        let member = |(name, (left, seconds)): (&String, &(u64, u64))| {
            format!("\"{}\";{pad}r={left};{extra}=?1;{pad}t={seconds}", quoted(name))
        };
        let field = policies.iter().map(member).collect::<Vec<_>>().join(&format!("{pad},{pad}"));
        let expected = policies.iter().map(|(name, &(left, seconds))| {
            (name.as_str(), None, Some(left), Some(u128::from(seconds) * 1_000))
        });
        let said = read(&[("ratelimit", &field)]);
        prop_assert_eq!(told(&said), expected.collect::<Vec<_>>(), "{}", field);
    }
}

/// The algorithm of Go's `Duration.String`.
fn as_go_prints(nanos: u64) -> String {
    let (seconds, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    match nanos {
        0 => "0s".into(),
        1..1_000 => format!("{nanos}ns"),
        1_000..1_000_000 => format!("{}\u{b5}s", decimal(nanos / 1_000, nanos % 1_000, 3)),
        1_000_000..1_000_000_000 => format!("{}ms", decimal(nanos / 1_000_000, nanos % 1_000_000, 6)),
        _ => {
            let last = format!("{}s", decimal(seconds % 60, rest, 9));
            match (seconds / 3_600, seconds / 60 % 60) {
                (0, 0) => last,
                (0, minutes) => format!("{minutes}m{last}"),
                (hours, minutes) => format!("{hours}h{minutes}m{last}"),
            }
        }
    }
}

/// Without the zeros at the end.
fn decimal(whole: u64, fraction: u64, places: usize) -> String {
    let digits = format!("{fraction:0places$}");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() { whole.to_string() } else { format!("{whole}.{digits}") }
}
