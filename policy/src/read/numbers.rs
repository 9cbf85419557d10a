//! Plain numbers.

use super::lex::{Kind, Token};

/// A number, negative, infinite or not a number included: to be judged by who knows what it is for.
pub(super) fn number(value: &[Token<'_>]) -> Option<f64> {
    match value {
        [word] => unsigned(word),
        [minus, word] if minus.is("-") => unsigned(word).map(|number| -number),
        _ => None,
    }
}

/// A share: `0.25` or `25%`, any number included.
pub(super) fn share(value: &[Token<'_>]) -> Option<f64> {
    match value {
        [minus, word, percent] if minus.is("-") && percent.is("%") => percentage(word).map(|share| -share),
        [word, percent] if percent.is("%") => percentage(word),
        _ => number(value),
    }
}

/// By moving the decimal point, not by a division: 33.3% has to be the number that 0.333 is.
fn percentage(word: &Token<'_>) -> Option<f64> {
    let percent = unsigned(word)?;
    format!("{}e-2", word.text.replace('_', "")).parse().ok().or(Some(percent / 100.0))
}

fn unsigned(word: &Token<'_>) -> Option<f64> {
    let starts_well = word.kind == Kind::Word && !word.text.starts_with('_');
    if starts_well { word.text.replace('_', "").parse().ok() } else { None }
}

/// What a decimal number consists of.
pub(super) fn in_number(c: char) -> bool {
    c.is_ascii_digit() || c == '_' || c == '.'
}

/// The digits before and after the point, without underscores and without zeros at the end.
pub(super) fn digits(number: &str) -> Option<(String, String)> {
    let number = number.replace('_', "");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, "0"));
    let both = !whole.is_empty() && !decimals.is_empty() && !decimals.contains('.');
    both.then(|| (whole.to_owned(), decimals.trim_end_matches('0').to_owned()))
}
