//! What a language of entries has to say for itself: a policy's keys, the settings of a breaker.

use super::{
    Findings,
    lex::{self, Kind, Token},
};
use crate::Finding;

/// The keys of one language. All that is wrong with an entry but for its value is found by one piece of code.
pub(super) trait Key: Clone + PartialEq + 'static {
    /// What values are read into; what was not written, or could not be read, stays as it is by default.
    type Values: Default;

    /// What a key is called here.
    const WORD: &'static str;
    /// What to say where a comma should be.
    const COMMAS: &'static str;
    /// An entry that is right.
    const ENTRY: &'static str;

    fn named(key: &Token<'_>) -> Option<Self>;

    /// An entry that is right, with this key.
    fn example(&self) -> &'static str;

    /// What is wrong with a name that is no key.
    fn unknown(key: &Token<'_>) -> Finding;

    /// What is wrong with what is not even a name.
    fn not_a_name(key: &Token<'_>) -> Finding {
        not_a_name::<Self>(key)
    }

    /// Whether the value is the name of something, which is read as it is, quotes included.
    fn takes_a_name(&self) -> bool {
        false
    }

    /// An entry that is right and has parentheses after this key, where the key takes them.
    fn parentheses(&self) -> Option<&'static str> {
        None
    }

    /// Reads a value into its place.
    fn set(self, written: Written<'_, '_>, values: &mut Self::Values, findings: &mut Findings);
}

/// What stands after a key.
#[derive(Clone, Copy)]
pub(super) enum Written<'p, 't> {
    /// `key = value`: the value, at least one token.
    Value(&'p [Token<'t>]),
    /// `key(…)`: from the parenthesis on; only for keys that take parentheses.
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
    K::named(token).ok_or_else(|| if token.is_name() { K::unknown(token) } else { K::not_a_name(token) })
}

fn not_a_name<K: Key>(token: &Token<'_>) -> Finding {
    let message = format!("expected a {}, found `{}`", K::WORD, lex::shown(&[*token]));
    let help = match token.kind {
        Kind::Quoted => format!("write {}s without quotes, as in `{}`", K::WORD, K::ENTRY),
        _ => format!("an entry is `key = value`, as in `{}`", K::ENTRY),
    };
    Finding::new(token.range(), message).with_help(help)
}
