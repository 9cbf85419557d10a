//! Numbers that have no meaning below 2.

use crate::{
    Finding,
    read::lex::{Token, shown, span},
};
use std::num::{IntErrorKind, NonZeroU32, ParseIntError};

/// What to say of such a number: message and help.
pub(super) struct FromTwo {
    pub(super) name: &'static str,
    pub(super) zero: (&'static str, &'static str),
    pub(super) one: (&'static str, &'static str),
    pub(super) example: &'static str,
}

/// A whole number from 2.
pub(super) fn from_two(setting: &FromTwo, value: &[Token<'_>]) -> Result<NonZeroU32, Finding> {
    let FromTwo { name, example, .. } = setting;
    let message = match value {
        [word] if word.is_number() => return whole(setting, word),
        [minus, ..] if minus.is("-") => format!("`{name}` cannot be negative"),
        [word] if word.is("unlimited") => {
            format!("`{name}` is not a number: only a policy's own `attempts` can be unlimited")
        }
        _ => format!("expected a whole number, found `{}`", shown(value)),
    };
    Err(Finding::new(span(value), message).with_help(format!("write a whole number, as in `{example}`")))
}

fn whole(setting: &FromTwo, word: &Token<'_>) -> Result<NonZeroU32, Finding> {
    let FromTwo { name, zero, one, example } = setting;
    let number: Result<NonZeroU32, _> = word.text.replace('_', "").parse();
    let help = format!("write a whole number, as in `{example}`");
    let (message, help) = match number.as_ref().map_err(ParseIntError::kind) {
        Ok(&NonZeroU32::MIN) => (one.0.to_owned(), one.1.to_owned()),
        Ok(&number) => return Ok(number),
        Err(IntErrorKind::Zero) => (zero.0.to_owned(), zero.1.to_owned()),
        Err(IntErrorKind::PosOverflow) => (format!("`{name}` is too big: {} is the most", u32::MAX), help),
        Err(_) => (format!("`{name}` is not a whole number"), help),
    };
    Err(Finding::new(word.range(), message).with_help(help))
}
