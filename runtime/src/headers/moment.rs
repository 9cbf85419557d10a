//! A time that is still to come, as servers write it.

use std::time::{Duration, UNIX_EPOCH};

use super::{go_duration, number, rfc3339};

/// From this number on a reset is a time, not a delay: 2001-09-09, or 31 years.
const FIRST_EPOCH: u64 = 1_000_000_000;
/// From this number on that time is in milliseconds: 1973-03-03, or the year 5138.
const FIRST_EPOCH_MILLIS: u64 = 100_000_000_000;

/// A time, by the server's clock or by the stopwatch.
#[derive(Clone, Copy)]
pub(super) enum Moment {
    In(Duration),
    /// Since 1970. A `SystemTime` could overflow.
    At(Duration),
}

impl Moment {
    /// The time left at `now`, which is since 1970 too.
    pub(super) const fn left_at(self, now: Duration) -> Duration {
        match self {
            Self::In(delay) => delay,
            Self::At(time) => time.saturating_sub(now),
        }
    }
}

/// A reset, in any of the forms that the module's documentation lists.
pub(super) fn reset(text: &str) -> Option<Moment> {
    number::seconds(text)
        .map(delay_or_time)
        .or_else(|| go_duration::parse(text).map(Moment::In))
        .or_else(|| rfc3339::parse(text).or_else(|| http_date(text)).map(Moment::At))
}

/// A reset that is known to be a delay.
pub(super) fn reset_after(text: &str) -> Option<Duration> {
    number::seconds(text).or_else(|| go_duration::parse(text))
}

/// The three forms of [RFC 9110, 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7), since 1970.
pub(super) fn http_date(text: &str) -> Option<Duration> {
    httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()
}

const fn is_millis(number: Duration) -> bool {
    number.as_secs() >= FIRST_EPOCH_MILLIS
}

fn delay_or_time(number: Duration) -> Moment {
    if is_millis(number) {
        Moment::At(number::thousandth(number))
    } else if number.as_secs() >= FIRST_EPOCH {
        Moment::At(number)
    } else {
        Moment::In(number)
    }
}
