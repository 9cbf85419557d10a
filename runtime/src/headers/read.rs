//! From headers to what they say.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::field::Field;
use super::limits::{Limit, ServerLimits};
use super::rate_limit;
use super::retry_after::RetryAfter;
use super::rows::{Row, Rows};
use crate::Hint;

/// What the headers of one response say about the server's limits. `now` is the time of the wall clock, for
/// absolute times in a response without `Date`.
///
/// The pairs are references: `&HeaderMap`, `&HashMap<String, String>` and arrays of `(&str, &str)` all fit.
/// Nothing is allocated unless a limit is found. Never panics, whatever the bytes.
///
/// ```
/// use resilin::headers;
/// use std::time::{Duration, SystemTime};
///
/// // GitHub, whose clock is two minutes ahead of ours.
/// let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_704_066_930);
/// let response = [
///     ("Date", "Mon, 01 Jan 2024 00:00:00 GMT"),
///     ("X-RateLimit-Limit", "5000"),
///     ("X-RateLimit-Remaining", "0"),
///     ("X-RateLimit-Reset", "1704067230"),
/// ];
/// let said = headers::read(response, now);
/// assert_eq!(said.limits()[0].limit, Some(5000));
/// assert_eq!(said.limits()[0].resets_in, Some(Duration::from_secs(30)));
/// ```
pub fn read<'h, N, V>(headers: impl IntoIterator<Item = (&'h N, &'h V)>, now: SystemTime) -> ServerLimits<'h>
where
    N: AsRef<str> + ?Sized + 'h,
    V: AsRef<[u8]> + ?Sized + 'h,
{
    let mut reader = Reader::default();
    for (name, value) in headers {
        if let Some(field) = Field::of(name.as_ref()) {
            reader.take(field, value.as_ref());
        }
    }
    reader.finish(now)
}

/// When the server wants to be asked again, of all that [`read`] reads.
///
/// Dates are told by the response's own `Date`; without a readable one they are [`Hint::At`].
///
/// ```
/// use resilin::{Hint, headers};
/// use std::time::Duration;
///
/// let response = [("Retry-After", "1"), ("retry-after-ms", "250")];
/// assert_eq!(headers::retry_after(response), Some(Hint::After(Duration::from_millis(250))));
/// ```
pub fn retry_after<'h, N, V>(headers: impl IntoIterator<Item = (&'h N, &'h V)>) -> Option<Hint>
where
    N: AsRef<str> + ?Sized + 'h,
    V: AsRef<[u8]> + ?Sized + 'h,
{
    let mut said = RetryAfter::default();
    for (name, value) in headers {
        if let Some(Field::RetryAfter(field)) = Field::of(name.as_ref()) {
            said.take(field, value.as_ref());
        }
    }
    said.hint()
}

#[derive(Default)]
struct Reader<'h> {
    retry_after: RetryAfter,
    rows: Rows<'h>,
}

impl<'h> Reader<'h> {
    fn take(&mut self, field: Field<'h>, value: &'h [u8]) {
        match field {
            Field::RetryAfter(field) => self.retry_after.take(field, value),
            Field::RateLimit => rate_limit::service_limits(value, &mut self.rows),
            Field::RateLimitPolicy => rate_limit::policies(value, &mut self.rows),
            Field::Part(of) => self.rows.take(of, value),
        }
    }

    fn finish(self, now: SystemTime) -> ServerLimits<'h> {
        let ours = || now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = self.retry_after.sent().unwrap_or_else(ours);
        let limits = self.rows.into_iter().map(|row| limit(row, now)).collect();
        ServerLimits::new(self.retry_after.hint(), limits)
    }
}

fn limit(row: Row<'_>, now: Duration) -> Limit<'_> {
    let resets_in = row.reset_after.or_else(|| row.reset.map(|reset| reset.left_at(now)));
    Limit { name: row.name, limit: row.limit, remaining: row.remaining, resets_in }
}
