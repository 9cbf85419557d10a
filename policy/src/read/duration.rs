//! Durations: `200ms`, `1.5s`, `1m30s`, in whole numbers throughout, so that nothing is rounded.

use super::{
    lex::{self, Token, shown, span},
    numbers::{digits, in_number, number},
};
use crate::{
    Finding, suggest,
    units::{NANOS_PER_SECOND, UNITS, Unit},
};
use std::{ops::Range, time::Duration};

/// What to say where a duration must not be zero.
pub(super) struct Zero {
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

/// A duration that is longer than nothing.
pub(super) fn positive(value: &[Token<'_>], zero: &Zero) -> Result<Duration, Finding> {
    match duration(value) {
        Ok(duration) if duration > Duration::ZERO => Ok(duration),
        // With a unit it would be wrong as well.
        Err(finding) if number(value) != Some(0.0) => Err(finding),
        _ => Err(Finding::new(span(value), zero.message).with_help(zero.help)),
    }
}

pub(super) fn duration(value: &[Token<'_>]) -> Result<Duration, Finding> {
    match value {
        [word] if word.is_number() => compound(word),
        [minus, rest @ ..] if minus.is("-") => Err(negative(value, rest)),
        [first, ..] if first.is_number() => Err(spaced(value)),
        _ => Err(not_a_duration(span(value), &shown(value))),
    }
}

fn negative(value: &[Token<'_>], rest: &[Token<'_>]) -> Finding {
    let help = match rest {
        [word] if compound(word).is_ok() => format!("write `{}`", word.text),
        _ => LOOKS.to_owned(),
    };
    Finding::new(span(value), "a duration cannot be negative").with_help(help)
}

/// `1m 30s` and `5 s` are durations with white space in them.
fn spaced(value: &[Token<'_>]) -> Finding {
    let text: String = value.iter().map(|token| token.text).collect();
    match lex::tokens(&text, 0).as_slice() {
        [word] if compound(word).is_ok() => {
            Finding::new(span(value), "a duration is written without spaces").with_help(format!("write `{text}`"))
        }
        _ => not_a_duration(span(value), &shown(value)),
    }
}

fn not_a_duration(range: Range<usize>, text: &str) -> Finding {
    Finding::new(range, format!("expected a duration, found `{text}`")).with_help(LOOKS)
}

const LOOKS: &str = "durations look like `200ms`, `1.5s` or `1m30s`";

/// Parts with falling units, such as the two of `1m30s`.
fn compound(word: &Token<'_>) -> Result<Duration, Finding> {
    let mut nanos = 0_u128;
    let mut last: Option<Unit> = None;
    for part in parts(word) {
        let unit = part.unit(word)?;
        nanos = nanos.saturating_add(part.nanos(unit, word)?);
        if last.is_some_and(|last| last.nanos <= unit.nanos) {
            return Err(out_of_order(&part));
        }
        last = Some(unit);
    }
    from_nanos(nanos).ok_or_else(|| too_long(word.range()))
}

fn out_of_order(part: &Part<'_>) -> Finding {
    Finding::new(part.range(), format!("`{}{}` cannot stand here", part.number, part.name))
        .with_help("units go from long to short, each once, as in `1h30m`")
}

fn too_long(range: Range<usize>) -> Finding {
    Finding::new(range, "this is longer than the longest duration")
        .with_help("the longest is `213503982334601d`, more than 500 billion years")
}

fn from_nanos(nanos: u128) -> Option<Duration> {
    let per_second = u128::from(NANOS_PER_SECOND);
    let seconds = u64::try_from(nanos / per_second).ok()?;
    let rest = u32::try_from(nanos % per_second).ok()?;
    Some(Duration::new(seconds, rest))
}

/// A number and the unit after it, as written.
struct Part<'t> {
    number: &'t str,
    name: &'t str,
    start: usize,
}

/// Cuts a word wherever a number begins.
fn parts<'t>(word: &Token<'t>) -> impl Iterator<Item = Part<'t>> + use<'t> {
    let Token { text, start, .. } = *word;
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let unit = rest.find(|c| !in_number(c)).unwrap_or(rest.len());
        let end = rest[unit..].find(in_number).map_or(rest.len(), |next| unit + next);
        let part = Part { number: &rest[..unit], name: &rest[unit..end], start: start + at };
        at += end;
        Some(part)
    })
}

impl Part<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.number.len() + self.name.len()
    }

    fn unit(&self, word: &Token<'_>) -> Result<Unit, Finding> {
        Unit::named(self.name).ok_or_else(|| match self.name {
            "" if digits(self.number).is_none() => not_a_duration(word.range(), word.text),
            "" => Finding::new(self.range(), format!("`{}` has no unit", self.number))
                .with_help(format!("write `{0}s` or `{0}ms`", self.number)),
            _ => self.unknown_unit(),
        })
    }

    fn unknown_unit(&self) -> Finding {
        let help = match Unit::meant(self.name) {
            Some(unit) => format!("write `{}{}`", self.number, unit.name),
            None => format!("the units are {}", suggest::list(UNITS.map(|unit| unit.name))),
        };
        let start = self.start + self.number.len();
        Finding::new(start..start + self.name.len(), format!("unknown unit `{}`", self.name)).with_help(help)
    }

    fn nanos(&self, unit: Unit, word: &Token<'_>) -> Result<u128, Finding> {
        let (whole, decimals) = digits(self.number).ok_or_else(|| not_a_duration(word.range(), word.text))?;
        let whole = whole.parse::<u128>().ok().and_then(|whole| whole.checked_mul(unit.nanos.into()));
        let whole = whole.ok_or_else(|| too_long(word.range()))?;
        let part = decimal_part(&decimals, unit).ok_or_else(|| {
            Finding::new(self.range(), "this is finer than a nanosecond")
                .with_help("a nanosecond, `1ns`, is the finest there is")
        })?;
        Ok(whole.saturating_add(part))
    }
}

/// Nanoseconds after the point; `None` if they do not come out even.
fn decimal_part(decimals: &str, unit: Unit) -> Option<u128> {
    /// Even a day has no more than 16 decimals that come out even: its nanoseconds are 2^16 times an odd number.
    const MOST: usize = 16;
    if decimals.is_empty() {
        return Some(0);
    }
    let scale = 10_u128.pow(u32::try_from(decimals.len()).ok().filter(|_| decimals.len() <= MOST)?);
    let scaled = decimals.parse::<u128>().ok()?.checked_mul(unit.nanos.into())?;
    (scaled % scale == 0).then_some(scaled / scale)
}
