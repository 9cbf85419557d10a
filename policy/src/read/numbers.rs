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
