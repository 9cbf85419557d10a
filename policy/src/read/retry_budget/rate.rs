//! Rates: `10/s`, `100/min`, `5/500ms`.

use crate::{
    Finding, Rate,
    read::{
        duration::{Zero, positive},
        lex::{Token, shown, span},
    },
    suggest,
    units::{UNITS, Unit},
};
use std::{num::IntErrorKind, time::Duration};

const LOOKS: &str = "write how many in which time, as in `10/s` or `5/500ms`";

/// So many in a time; none is fine.
pub(super) fn rate(value: &[Token<'_>]) -> Result<Rate, Finding> {
    let message = match value {
        [count, slash, per @ ..] if count.is_number() && slash.is("/") && !per.is_empty() => {
            return Ok(Rate { count: whole(count)?, per: period(count, per)? });
        }
        [count, rest @ ..] if is_whole(count) && (rest.is_empty() || matches!(rest, [slash] if slash.is("/"))) => {
            let help = format!("write `{0}/s` or `{0}/min`", count.text);
            let message = format!("`{}` does not say in which time", shown(value));
            return Err(Finding::new(span(value), message).with_help(help));
        }
        [minus, ..] if minus.is("-") => "`min` cannot be negative".to_owned(),
        _ => format!("expected a rate, found `{}`", shown(value)),
    };
    Err(Finding::new(span(value), message).with_help(LOOKS))
}

fn is_whole(count: &Token<'_>) -> bool {
    count.is_number() && count.text.chars().all(|c| c.is_ascii_digit() || c == '_')
}

fn whole(count: &Token<'_>) -> Result<u32, Finding> {
    let digits = count.text.replace('_', "");
    digits.parse().map_err(|error: std::num::ParseIntError| {
        let (message, help) = match error.kind() {
            IntErrorKind::PosOverflow => (format!("this rate is too big: {} is the most", u32::MAX), LOOKS),
            _ => (
                format!("`{}` is not a whole number", count.text),
                "write a whole number in a longer time, as in `5/10s`",
            ),
        };
        Finding::new(count.range(), message).with_help(help)
    })
}

/// A unit alone, or a duration.
fn period(count: &Token<'_>, per: &[Token<'_>]) -> Result<Duration, Finding> {
    match per {
        [unit] if unit.is_name() => match Unit::named(unit.text) {
            Some(unit) => Ok(Duration::from_nanos(unit.nanos)),
            None => Err(unknown_unit(count, unit)),
        },
        _ => positive(per, &NO_TIME),
    }
}

fn unknown_unit(count: &Token<'_>, unit: &Token<'_>) -> Finding {
    let help = match Unit::meant(unit.text) {
        Some(meant) => format!("write `{}/{}`", count.text, meant.name),
        None => format!("the units are {}", suggest::list(UNITS.map(|unit| unit.name))),
    };
    Finding::new(unit.range(), format!("unknown unit `{}`", unit.text)).with_help(help)
}

const NO_TIME: Zero = Zero { message: "this rate is of no time at all", help: LOOKS };
