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

fn unsigned(word: &Token<'_>) -> Option<f64> {
    let starts_well = word.kind == Kind::Word && !word.text.starts_with('_');
    if starts_well { word.text.replace('_', "").parse().ok() } else { None }
}
