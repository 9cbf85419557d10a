//! The forms of numbers, delays and resets, and where one ends and the next begins.

use std::time::Duration;

use resilin::Hint;

use crate::common::{NOW, read, reset, told};

fn retry_after(header: &str, value: &str) -> Option<Hint> {
    read(&[(header, value)]).retry_after()
}

/// What is no number in any header.
const GARBAGE: [&str; 18] = [
    "", " ", ".", "-", "-1", "-0.5", "+1", "nan", "NaN", "inf", "1e3", "0x10", "1.2.3", "1 2", "\u{661}",
    "1\u{a0}", "true", "soon",
];

#[test]
fn garbage_is_as_if_it_were_not_there() {
    for value in GARBAGE {
        for header in ["retry-after", "retry-after-ms", "x-amz-retry-after", "x-ratelimit-retry-after"] {
            assert_eq!(retry_after(header, value), None, "{header}: {value:?}");
        }
        for part in ["limit", "remaining", "reset", "reset-after", "resettime", "limit-tokens", "reset-requests"] {
            for family in ["x-ratelimit", "x-rate-limit", "ratelimit"] {
                let header = format!("{family}-{part}");
                assert_eq!(told(&read(&[(&header, value)])), [], "{header}: {value:?}");
            }
        }
        assert_eq!(told(&read(&[("anthropic-ratelimit-tokens-reset", value)])), [], "{value:?}");
    }
}

/// −1 is how gateways write "unknown".
#[test]
fn minus_one_is_unknown() {
    let said = read(&[
        ("x-ratelimit-limit-tokens", "-1"),
        ("x-ratelimit-remaining-tokens", "-1"),
        ("x-ratelimit-reset-tokens", "9"),
    ]);
    assert_eq!(told(&said), [("tokens", None, None, Some(9_000))]);
    assert_eq!(said.exhausted(), None);
}

// Red when: `checked_add(…)` in `rounded_up` of retry_after.rs becomes `checked_add(0)`.
#[test]
fn retry_after_in_seconds() {
    let cases =
        [("0", 0), ("1.5", 2), ("2.0", 2), ("0.0000000001", 1), ("3.", 3), (".25", 1), ("\t5 ", 5), ("007", 7)];
    for (value, seconds) in cases {
        assert_eq!(
            retry_after("Retry-After", value),
            Some(Hint::After(Duration::from_secs(seconds))),
            "{value:?}"
        );
    }
    let longest = Some(Hint::After(Duration::MAX));
    assert_eq!(retry_after("retry-after", "18446744073709551615.5"), longest);
    assert_eq!(retry_after("retry-after", "18446744073709551616"), longest);
    assert_eq!(retry_after("retry-after", &"9".repeat(5_000)), longest);
    // A delay, however long: never a time.
    let long = Some(Hint::After(Duration::from_secs(1_704_067_200)));
    assert_eq!(retry_after("retry-after", "1704067200"), long);
}

// Red when: `duration / 1000` of number.rs becomes `duration`.
#[test]
fn retry_after_in_milliseconds() {
    let cases = [("0", 0), ("20", 20_000_000), ("617.5", 617_500_000), (" 1500 ", 1_500_000_000), ("0.000001", 1)];
    for (value, nanos) in cases {
        for header in ["retry-after-ms", "Retry-After-Ms", "x-ms-retry-after-ms", "X-Amz-Retry-After"] {
            assert_eq!(retry_after(header, value), Some(Hint::After(Duration::from_nanos(nanos))), "{value:?}");
        }
    }
    assert_eq!(retry_after("retry-after-ms", "99999999999999999999"), Some(Hint::After(Duration::MAX)));
}

#[test]
fn numbers_of_things() {
    let counts = [("0", 0), ("5000", 5_000), ("98.0", 98), ("1.9", 1), ("100, 100;w=60", 100), ("15 ;w=1", 15)];
    for (value, count) in counts {
        assert_eq!(told(&read(&[("x-ratelimit-limit", value)])), [("", Some(count), None, None)], "{value:?}");
        assert_eq!(told(&read(&[("ratelimit-remaining", value)])), [("", None, Some(count), None)], "{value:?}");
    }
    let said = read(&[("x-ratelimit-limit", "99999999999999999999")]);
    assert_eq!(said.limits()[0].limit, Some(u64::MAX));
    for value in ["burst:100;rate:10", ",5", ";w=1", "5 requests"] {
        assert_eq!(told(&read(&[("x-ratelimit-limit", value)])), [], "{value:?}");
    }
}

/// Seconds from now, seconds since 1970, milliseconds since 1970.
// Red when: `>= FIRST_EPOCH` of moment.rs becomes `>`; `>= FIRST_EPOCH_MILLIS` becomes `>`.
#[test]
fn a_number_is_a_delay_or_a_time() {
    let passed = Some(Duration::ZERO);
    assert_eq!(reset("0"), passed);
    assert_eq!(reset("59.999999999"), Some(Duration::new(59, 999_999_999)));
    assert_eq!(reset("999999999.9"), Some(Duration::new(999_999_999, 900_000_000)));
    assert_eq!(reset("1000000000"), passed);
    assert_eq!(reset("1696004797"), passed);
    assert_eq!(reset("1696004798.25"), Some(Duration::from_millis(1_250)));
    assert_eq!(reset("99999999999"), Some(Duration::from_secs(99_999_999_999 - NOW)));
    assert_eq!(reset("100000000000"), passed);
    assert_eq!(reset("1696004797001"), Some(Duration::from_millis(1)));
    assert_eq!(reset("1696004797001.5"), Some(Duration::from_micros(1_500)));
}

#[test]
fn huge_resets_saturate() {
    for value in ["18446744073709551616", &"9".repeat(400), "9999999999999999999h", "18446744073709551616ms"] {
        let left = reset(value).expect("a number");
        assert_eq!(left.saturating_add(Duration::from_secs(NOW)), Duration::MAX, "{value:?}");
    }
}

/// As Go's `time.Duration` prints them, and what its `ParseDuration` reads beyond that.
// Red when: the branch of `ms` in go_duration.rs is removed; `saturating_add(more)` becomes `saturating_sub(more)`.
#[test]
fn durations_of_go() {
    let cases = [
        ("1s", 1_000_000_000),
        ("6m0s", 360_000_000_000),
        ("20ms", 20_000_000),
        ("1h2m3.5s", 3_723_500_000_000),
        ("2m59.56s", 179_560_000_000),
        ("1.5h", 5_400_000_000_000),
        ("850\u{b5}s", 850_000),
        ("850\u{3bc}s", 850_000),
        ("3us", 3_000),
        ("12ns", 12),
        ("0s", 0),
        ("1s1s", 2_000_000_000),
        (" 8.64s ", 8_640_000_000),
    ];
    for (value, nanos) in cases {
        assert_eq!(reset(value), Some(Duration::from_nanos(nanos)), "{value:?}");
        let after = read(&[("x-ratelimit-reset-after", value)]);
        assert_eq!(after.limits()[0].resets_in, Some(Duration::from_nanos(nanos)), "{value:?}");
    }
    for value in ["s", "m1s", "-1s", "+1s", "1m 0s", "1m0", "1S", "1d", "1sec", ".s", "1.2.3s", "1ms2", "\u{b5}s"]
    {
        assert_eq!(reset(value), None, "{value:?}");
    }
}

/// A delay is no time, whatever its size.
#[test]
fn a_reset_after_is_a_delay() {
    let said = read(&[("x-ratelimit-reset-after", "1704067200")]);
    assert_eq!(said.limits()[0].resets_in, Some(Duration::from_secs(1_704_067_200)));
    assert_eq!(told(&read(&[("x-ratelimit-reset-after", "2024-01-01T00:00:00Z")])), []);
}
