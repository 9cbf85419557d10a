//! Headers of a response, as they stand in one: a name, a colon, a value, in a line each.
//!
//! A line `@1696004797` sets the wall clock, to so many seconds since 1970 or, with a minus, before it.

mod retry_after;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use arbitrary::{Arbitrary, Unstructured};
use resilin::headers::{self, Limit, ServerLimits};
use resilin::{Class, Fault, Hint};

use crate::text;

/// A response.
#[derive(Debug)]
pub struct Input<'a> {
    now: SystemTime,
    headers: Vec<(&'a str, &'a [u8])>,
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let mut input = Self { now: UNIX_EPOCH, headers: Vec::new() };
        for line in bytes.bytes(bytes.len())?.split(|byte| *byte == b'\n') {
            match line {
                [b'@', seconds @ ..] => input.now = time(text::of(seconds)).unwrap_or(input.now),
                line => input.headers.push(header(line)),
            }
        }
        Ok(input)
    }
}

/// The time so many seconds from 1970 on; `None` of one that the system's clock cannot show.
fn time(seconds: &str) -> Option<SystemTime> {
    let seconds: i64 = seconds.trim().parse().ok()?;
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

fn header(line: &[u8]) -> (&str, &[u8]) {
    let end = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
    (text::of(&line[..end]), line.get(end + 1..).unwrap_or_default())
}

impl Input<'_> {
    /// Reads the response, and again after changes that change nothing.
    ///
    /// # Panics
    ///
    /// A promise is broken.
    pub fn check(&self) {
        let said = headers::read(self.headers.iter().copied(), self.now);
        assert_eq!(said.retry_after(), headers::retry_after(self.headers.iter().copied()));
        hangs_together(&said);
        self.hint_is_bounded(&said);
        self.without_what_cannot_be_read(&said);
        self.without_what_makes_no_difference(&said);
        self.headers.iter().for_each(|(_, value)| retry_after::check(value));
    }

    /// Whatever the clock, the wait is some duration, and none at all once the time has come.
    fn hint_is_bounded(&self, said: &ServerLimits<'_>) {
        let Some(hint) = said.retry_after() else { return };
        let fault = Fault::new(Class::THROTTLED).with_hint(Some(hint));
        assert_eq!(fault.hint(), Some(hint));
        match hint {
            Hint::After(delay) => assert_eq!(hint.wait_at(self.now), delay),
            Hint::At(time) => {
                assert_eq!(hint.wait_at(self.now), time.duration_since(self.now).unwrap_or_default());
            }
            _ => unreachable!("there are two sorts of hints"),
        }
    }

    /// A header that says nothing by itself says nothing beside others. `Date` only says when.
    fn without_what_cannot_be_read(&self, said: &ServerLimits<'_>) {
        let is_read = |header: &(&str, &[u8])| {
            let alone = headers::read([*header], self.now);
            let says_something = alone.retry_after().is_some() || !alone.limits().is_empty();
            says_something || header.0.eq_ignore_ascii_case("date")
        };
        let read: Vec<_> = self.headers.iter().copied().filter(is_read).collect();
        assert_eq!(headers::read(read, self.now), *said);
    }

    /// Capitals in a name, and white space around a value.
    fn without_what_makes_no_difference(&self, said: &ServerLimits<'_>) {
        let spelt = |(name, value): &(&str, &[u8])| (name.to_ascii_uppercase(), [b" \t", *value, b" "].concat());
        let others: Vec<_> = self.headers.iter().map(spelt).collect();
        let others = others.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
        assert_eq!(headers::read(others, self.now), *said);
    }
}

/// No more limits than promised, each with something to say; the exhausted one is the one whose reset is latest.
fn hangs_together(said: &ServerLimits<'_>) {
    assert!(said.limits().len() <= 32);
    for Limit { limit, remaining, resets_in, .. } in said.limits() {
        assert!(limit.is_some() || remaining.is_some() || resets_in.is_some());
    }
    let exhausted = said.limits().iter().filter(|limit| limit.is_exhausted());
    let latest = exhausted.map(|limit| limit.resets_in).max();
    assert_eq!(said.exhausted().map(|limit| limit.resets_in), latest);
}
