//! Times as in [RFC 3339, 5.6](https://www.rfc-editor.org/rfc/rfc3339#section-5.6): `2024-01-01T00:00:00.5+01:00`.

use std::time::Duration;

use super::number;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Since 1970; what is before it is long past, and zero does as well.
pub(super) fn parse(text: &str) -> Option<Duration> {
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    let digits = rest.strip_prefix('.').map_or(0, |rest| 1 + rest.bytes().take_while(u8::is_ascii_digit).count());
    let (fraction, zone) = rest.split_at(digits);
    let fraction = if fraction.is_empty() { Duration::ZERO } else { number::seconds(fraction)? };
    let whole = days(date)? * DAY + seconds(time)? - offset(zone)?;
    Some(Duration::from_secs(u64::try_from(whole).unwrap_or(0)) + fraction)
}

/// Since 1970. Howard Hinnant's `days_from_civil`: years begin in March, so that the leap day is the last.
fn days(date: &str) -> Option<i64> {
    let [year, month, day] = fields(date, '-', [4, 2, 2])?;
    if !(1..=12).contains(&month) || !(1..=days_of(month, year)).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

fn days_of(month: i64, year: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A leap second is the first of the next minute.
fn seconds(time: &str) -> Option<i64> {
    let [hour, minute, second] = fields(time, ':', [2, 2, 2])?;
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * HOUR + minute * MINUTE + second)
}

/// East of Greenwich it is positive.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let [hour, minute] = fields(zone.strip_prefix(['+', '-'])?, ':', [2, 2])?;
    (hour < 24 && minute < 60).then_some(sign * (hour * HOUR + minute * MINUTE))
}

/// Exactly these many numbers, of exactly these many digits.
fn fields<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[i64; N]> {
    let mut texts = text.split(separator);
    let mut numbers = [0; N];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let digits = texts.next().filter(|digits| digits.len() == width)?;
        *number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    }
    texts.next().is_none().then_some(numbers)
}
