//! Delays against a model: digits are a number, too many of them the longest time there is, and what has anything but
//! digits and a point in it is no delay.

use std::time::Duration;

use resilin::Hint;
use resilin::headers::retry_after;

use crate::text;

/// Takes any value for one of each of the headers that say how long to wait.
pub(super) fn check(value: &[u8]) {
    let digits = text::of(value.trim_ascii());
    let is_whole = digits.len() == value.trim_ascii().len();
    if is_whole && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: Option<u64> = digits.parse().ok();
        let seconds = Some(Hint::After(number.map_or(Duration::MAX, Duration::from_secs)));
        let milliseconds = Some(Hint::After(number.map_or(Duration::MAX, Duration::from_millis)));
        assert_eq!([hint("Retry-After", value), hint("x-ratelimit-retry-after", value)], [seconds; 2]);
        assert_eq!([hint("retry-after-ms", value), hint("x-amz-retry-after", value)], [milliseconds; 2]);
    }
    if value.trim_ascii().iter().any(|byte| !byte.is_ascii_digit() && *byte != b'.') {
        // It may be a date.
        assert!(!matches!(hint("Retry-After", value), Some(Hint::After(_))));
        assert_eq!([hint("x-ratelimit-retry-after", value), hint("retry-after-ms", value)], [None; 2]);
    }
}

fn hint(name: &str, value: &[u8]) -> Option<Hint> {
    retry_after([(name, value)])
}
