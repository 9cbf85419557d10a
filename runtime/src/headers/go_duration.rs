//! Durations as Go prints them: `6m0s`, `2m59.56s`, `20ms`.
//!
//! <https://pkg.go.dev/time#ParseDuration>, without a sign: a reset is never negative.

use std::time::Duration;

use super::number;

pub(super) fn parse(text: &str) -> Option<Duration> {
    let (mut sum, mut rest) = term(text)?;
    while !rest.is_empty() {
        let (more, behind) = term(rest)?;
        sum = sum.saturating_add(more);
        rest = behind;
    }
    Some(sum)
}

/// A number with its unit, and what is behind it.
fn term(text: &str) -> Option<(Duration, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = text.split_at(end);
    let units = number::seconds(number)?;
    let strip = |unit| rest.strip_prefix(unit);
    // `ms` and `m` begin alike.
    if let Some(rest) = strip("ms") {
        return Some((number::thousandth(units), rest));
    }
    None.or_else(|| Some((units.saturating_mul(3600), strip("h")?)))
        .or_else(|| Some((units.saturating_mul(60), strip("m")?)))
        .or_else(|| Some((units, strip("s")?)))
        // The Greek letter and the sign.
        .or_else(|| Some((units / 1_000_000, strip("us").or(strip("µs")).or(strip("μs"))?)))
        .or_else(|| Some((units / 1_000_000_000, strip("ns")?)))
}
