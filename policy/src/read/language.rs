//! What a language of entries has to say for itself: a policy's keys, the settings of a breaker.

use super::{
    Findings,
    lex::{self, Kind, Token},
};
use crate::Finding;

/// The keys of one language. All that is wrong with an entry but for its value is found by one piece of code.
pub(super) trait Key: Copy + PartialEq + 'static {
    /// What values are read into; what was not written, or could not be read, stays as it is by default.
    type Values: Default;

    /// What a key is called here.
    const WORD: &'static str;
    /// What to say where a comma should be.
    const COMMAS: &'static str;
    /// An entry that is right.
    const ENTRY: &'static str;

    fn named(name: &str) -> Option<Self>;

    /// An entry that is right, with this key.
    fn example(self) -> &'static str;

    /// What is wrong with a name that is no key.
    fn unknown(key: &Token<'_>) -> Finding;

    /// Whether the value is the name of something: read as it is, quotes included, and followed by settings where
    /// it stands in parentheses after the key.
    fn takes_a_name(self) -> bool {
        false
    }

    /// Reads a value into its place.
    fn set(self, written: Written<'_, '_>, values: &mut Self::Values, findings: &mut Findings);
}

/// What stands after a key.
#[derive(Clone, Copy)]
pub(super) enum Written<'p, 't> {
    /// `key = value`: the value, at least one token.
    Value(&'p [Token<'t>]),
    /// `key(…)`: from the parenthesis on; only for keys that take a name.
    Call(&'p [Token<'t>]),
}

impl<'p, 't> Written<'p, 't> {
    pub(super) fn tokens(self) -> &'p [Token<'t>] {
        match self {
            Self::Value(tokens) | Self::Call(tokens) => tokens,
        }
    }
}

/// The key that a token names, or what is wrong with the token.
pub(super) fn key<K: Key>(token: &Token<'_>) -> Result<K, Finding> {
    if token.is_name() {
        return K::named(token.text).ok_or_else(|| K::unknown(token));
    }
    let message = format!("expected a {}, found `{}`", K::WORD, lex::shown(&[*token]));
    let help = match token.kind {
        Kind::Quoted => format!("write {}s without quotes, as in `{}`", K::WORD, K::ENTRY),
        _ => format!("an entry is `key = value`, as in `{}`", K::ENTRY),
    };
    Err(Finding::new(token.range(), message).with_help(help))
}
