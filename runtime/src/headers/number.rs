//! Numbers as headers have them.

use std::time::Duration;

/// The value as text, without the white space around it.
pub(super) fn text(value: &[u8]) -> Option<&str> {
    std::str::from_utf8(value.trim_ascii()).ok()
}

/// So many seconds, exact to the nanosecond and never less than asked; the longest duration where it is too large.
///
/// Digits, with at most one decimal point among them. `f64` would also read `inf`, `1e9`, `nan` and `-1`.
pub(super) fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut digits = whole.bytes().chain(fraction.bytes()).peekable();
    if digits.peek().is_none() || !digits.all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole = if whole.is_empty() { Some(0) } else { whole.parse().ok() };
    let exact = whole.and_then(|whole| Duration::from_secs(whole).checked_add(below_one(fraction)));
    Some(exact.unwrap_or(Duration::MAX))
}

/// As [`seconds`], in milliseconds.
pub(super) fn milliseconds(text: &str) -> Option<Duration> {
    seconds(text).map(thousandth)
}

/// What is too large stays too large.
pub(super) fn thousandth(duration: Duration) -> Duration {
    if duration == Duration::MAX { duration } else { duration / 1000 }
}

/// A number of things: of a fraction the whole part, of a list (`100, 100;w=60`) the first.
pub(super) fn count(text: &str) -> Option<u64> {
    let first = text.split([',', ';']).next()?.trim_ascii_end();
    seconds(first).map(|number| number.as_secs())
}

/// What the digits behind the point are worth.
fn below_one(digits: &str) -> Duration {
    let places = digits.bytes().map(|digit| u64::from(digit - b'0')).chain(std::iter::repeat(0));
    let nanos = places.take(9).fold(0, |sum, digit| sum * 10 + digit);
    let rest = digits.bytes().skip(9).any(|digit| digit != b'0');
    Duration::from_nanos(nanos + u64::from(rest))
}
