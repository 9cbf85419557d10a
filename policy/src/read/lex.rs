//! Text to tokens, and tokens to pieces between commas. Nothing is judged here.

use std::{iter, ops::Range};

/// A part of a text that white space cannot split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a number or a duration.
    Word,
    /// A string, quotes included.
    Quoted,
    /// A string without its closing quote.
    Unclosed,
    /// Any other character, or a string within a string.
    Mark,
}

impl<'t> Token<'t> {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What stands between the quotes of a string.
    pub(super) fn content(&self) -> &'t str {
        self.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(self.text)
    }

    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(super) fn is_name(&self) -> bool {
        self.kind == Kind::Word && self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Word && self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The tokens of a text that stands at this offset in a longer one.
pub(super) fn tokens(text: &str, offset: usize) -> Vec<Token<'_>> {
    let mut at = 0;
    let next = || {
        at += text[at..].len() - text[at..].trim_start().len();
        let (kind, length) = first(&text[at..])?;
        let token = Token { kind, text: &text[at..at + length], start: offset + at };
        at += length;
        Some(token)
    };
    iter::from_fn(next).collect()
}

/// What a text begins with, and its length in bytes.
fn first(text: &str) -> Option<(Kind, usize)> {
    let first = text.chars().next()?;
    Some(if first == '"' {
        quoted(text)
    } else if text.starts_with(ESCAPED) {
        (Kind::Mark, within_string(text))
    } else if in_word(first) {
        (Kind::Word, word(text, first))
    } else {
        (Kind::Mark, first.len_utf8())
    })
}

/// A quote inside of a string.
const ESCAPED: &str = "\\\"";

/// Such a quote has no place in a setting. With all up to the next one it is a single mark: so what is wrong is told
/// of it, and not of what it would hide.
fn within_string(text: &str) -> usize {
    text[ESCAPED.len()..].find(ESCAPED).map_or(ESCAPED.len(), |at| at + 2 * ESCAPED.len())
}

fn quoted(text: &str) -> (Kind, usize) {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == '"' && !escaped {
            return (Kind::Quoted, at + 1);
        }
        escaped = c == '\\' && !escaped;
    }
    (Kind::Unclosed, text.len())
}

/// A name may hold `-`, so that `max-wait` is one word and can be told to be `max_wait`.
fn word(text: &str, first: char) -> usize {
    let hyphens = first.is_alphabetic();
    text.find(|c| !(in_word(c) || hyphens && c == '-')).unwrap_or(text.len())
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// What stands between two commas, and the comma that ends it.
#[derive(Clone, Copy)]
pub(super) struct Piece<'p, 't> {
    pub(super) tokens: &'p [Token<'t>],
    pub(super) comma: Option<&'p Token<'t>>,
}

/// Splits at the commas that stand outside of all brackets.
pub(super) fn pieces<'p, 't>(tokens: &'p [Token<'t>]) -> impl Iterator<Item = Piece<'p, 't>> {
    let mut depth = 0_usize;
    let is_end = move |token: &Token<'_>| {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.is(",")
    };
    tokens.split(is_end).scan(0, move |at, piece| {
        let comma = tokens.get(*at + piece.len());
        *at += piece.len() + 1;
        Some(Piece { tokens: piece, comma })
    })
}

/// From the first token to the last.
pub(super) fn span(tokens: &[Token<'_>]) -> Range<usize> {
    match tokens {
        [first, .., last] => first.start..last.range().end,
        [only] => only.range(),
        [] => 0..0,
    }
}

/// The tokens as they were written, fit for a message: any white space between two of them is one space.
pub(super) fn shown(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in tokens {
        if end.is_some_and(|end| end < token.start) {
            text.push(' ');
        }
        text.push_str(token.text);
        end = Some(token.range().end);
    }
    text.replace(char::is_control, "\u{FFFD}")
}
