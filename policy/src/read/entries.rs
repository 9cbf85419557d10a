//! Entries: `key = value`, one after the other, in whatever language.

use super::{
    Findings,
    language::{Key, Written, key},
    lex::{self, Kind, Piece, Token, span},
};
use crate::{
    Finding,
    keys::{comma_before, repeated_key},
};
use std::ops::Range;

/// What was read, entry by entry.
pub(super) struct Entries<K: Key> {
    pub(super) values: K::Values,
    pub(super) places: Places<K>,
}

/// Where each key was written, whether its value could be read or not: from the key to the end of its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Places<K>(Vec<(K, Range<usize>)>);

impl<K: Key> Places<K> {
    pub(super) fn of(&self, key: &K) -> Option<Range<usize>> {
        self.0.iter().find(|(written, _)| written == key).map(|(_, place)| place.clone())
    }

    /// The key in whose entry this place lies.
    pub(super) fn at(&self, place: usize) -> Option<&K> {
        self.0.iter().find(|(_, entry)| entry.contains(&place)).map(|(key, _)| key)
    }

    pub(super) fn left_out(&self, key: &K) -> bool {
        self.of(key).is_none()
    }
}

impl<K> Default for Places<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Key> Default for Entries<K> {
    fn default() -> Self {
        Self { values: K::Values::default(), places: Places::default() }
    }
}

impl<K: Key> Entries<K> {
    pub(super) fn read(text: &str, findings: &mut Findings) -> Self {
        let mut entries = Self::default();
        for piece in lex::pieces(&lex::tokens(text, 0)) {
            entries.piece(&piece, findings);
        }
        entries
    }

    /// What stands between two commas.
    pub(super) fn piece(&mut self, piece: &Piece<'_, '_>, findings: &mut Findings) {
        match (piece.tokens, piece.comma) {
            ([key, rest @ ..], _) => self.entries(key, rest, findings),
            ([], Some(comma)) => findings.push(nothing_before(comma)),
            ([], None) => {}
        }
    }

    /// One entry, or several with their commas forgotten.
    fn entries(&mut self, key: &Token<'_>, rest: &[Token<'_>], findings: &mut Findings) {
        let (mut key, mut rest) = (key, rest);
        // What belongs to another sort of key is not for us to take apart.
        while let Some(next) = next_entry::<K>(rest).filter(|_| K::named(key).is_some()) {
            let (value, finding) = without_comma::<K>(&rest[..next], &rest[next]);
            let entry = self.entry(key, value, findings);
            findings.keep(entry);
            findings.push(finding);
            (key, rest) = (&rest[next], &rest[next + 1..]);
            // Another sort of key has no place in a text, but where it was written it may have one.
            if K::named(key).is_none() {
                return;
            }
        }
        let entry = self.entry(key, rest, findings);
        findings.keep(entry);
    }

    fn entry(&mut self, token: &Token<'_>, rest: &[Token<'_>], findings: &mut Findings) -> Result<(), Finding> {
        let key: K = key(token)?;
        let end = rest.last().unwrap_or(token).range().end;
        let repeated = !self.places.left_out(&key);
        if repeated {
            findings.push(repeated_key(token.text, token.range()));
        } else {
            self.places.0.push((key.clone(), token.start..end));
        }
        let written = written(&key, token, rest)?;
        // A repeated value is read for its own mistakes; the first one counts.
        let mut ignored = K::Values::default();
        let values = if repeated { &mut ignored } else { &mut self.values };
        match unquoted(written.tokens()).filter(|_| !key.takes_a_name()) {
            Some(inner) => key.set(Written::Value(&inner), values, findings),
            None => key.set(written, values, findings),
        }
        Ok(())
    }
}

/// Where a second entry begins after the first one's value, outside of all brackets.
fn next_entry<K: Key>(rest: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    let starts_entry = |pair: &[Token<'_>]| {
        match pair[0].text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && begins_entry::<K>(pair)
    };
    rest.windows(2).position(starts_entry).filter(|&at| at > 0 && !(at == 1 && rest[0].is("=")))
}

/// Whether these are a name and `=`, or a key and the parenthesis that it takes.
pub(super) fn begins_entry<K: Key>(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [key, mark, ..] if mark.is("=") => key.is_name() || K::named(key).is_some(),
        [key, mark, ..] if mark.is("(") => K::named(key).is_some_and(|key| key.parentheses().is_some()),
        _ => false,
    }
}

/// What stands before the first entry of a piece, and the piece of that entry where the comma between the two was
/// forgotten.
pub(super) fn until_entry<'p, 't, K: Key>(
    piece: &Piece<'p, 't>,
    findings: &mut Findings,
) -> (&'p [Token<'t>], Option<Piece<'p, 't>>) {
    let Some(next) = next_entry::<K>(piece.tokens) else { return (piece.tokens, None) };
    let (before, entry) = piece.tokens.split_at(next);
    let (before, finding) = without_comma::<K>(before, &entry[0]);
    findings.push(finding);
    (before, Some(Piece { tokens: entry, comma: piece.comma }))
}

/// The value without what stands where the comma should.
fn without_comma<'p, 't, K: Key>(value: &'p [Token<'t>], next: &Token<'_>) -> (&'p [Token<'t>], Finding) {
    match value {
        [value @ .., mark] if mark.is(";") => {
            (value, Finding::new(mark.range(), "expected `,`, found `;`").with_help(K::COMMAS))
        }
        _ => (value, comma_before(next.text, next.range(), K::COMMAS)),
    }
}

fn nothing_before(comma: &Token<'_>) -> Finding {
    Finding::new(comma.range(), "nothing stands before this comma").with_help("leave the comma out")
}

/// What stands after the key, `=` left out.
fn written<'p, 't, K: Key>(key: &K, token: &Token<'_>, rest: &'p [Token<'t>]) -> Result<Written<'p, 't>, Finding> {
    if let Some(unclosed) = rest.iter().find(|token| token.kind == Kind::Unclosed) {
        return Err(
            Finding::new(unclosed.range(), "this string is never closed").with_help("add a `\"` at its end")
        );
    }
    let (range, message) = match rest {
        [equals, more, ..] if equals.is("=") && (more.is("=") || more.is(">")) => {
            (span(&rest[..2]), format!("expected `=` after `{}`, found `={}`", token.text, more.text))
        }
        [equals, value @ ..] if equals.is("=") && !is_blank(value) => return Ok(Written::Value(value)),
        [open, ..] if open.is("(") && key.parentheses().is_some() => return Ok(Written::Call(rest)),
        [equals, value @ ..] if equals.is("=") => {
            (token.start..span(value).end.max(equals.range().end), format!("`{}` has no value", token.text))
        }
        [] => (token.range(), format!("`{}` has no value", token.text)),
        [other, ..] => return Err(instead_of_equals(key, token, other)),
    };
    Err(Finding::new(range, message).with_help(format!("write it as in `{}`", key.example())))
}

/// What stands where `=` should, or the parenthesis of a key that takes nothing else.
fn instead_of_equals<K: Key>(key: &K, token: &Token<'_>, other: &Token<'_>) -> Finding {
    let (example, parentheses) = (key.example(), key.parentheses());
    let mark = if parentheses == Some(example) { "(" } else { "=" };
    let is_bracket = other.is("[") || other.is("{");
    let help = parentheses.filter(|_| is_bracket).unwrap_or(example);
    let message = format!("expected `{mark}` after `{}`, found `{}`", token.text, lex::shown(&[*other]));
    Finding::new(other.range(), message).with_help(format!("write it as in `{help}`"))
}

fn is_blank(value: &[Token<'_>]) -> bool {
    unquoted(value).map_or(value.is_empty(), |inner| inner.is_empty())
}

/// The tokens inside of a value that is one string. An escape has no place in a setting: it stays, and is
/// reported.
fn unquoted<'t>(value: &[Token<'t>]) -> Option<Vec<Token<'t>>> {
    match value {
        [string] if string.kind == Kind::Quoted => Some(lex::tokens(string.content(), string.start + 1)),
        _ => None,
    }
}
