//! What stands in a document, before it is read: keys and values with their places.

use super::assembled::Source;
use std::ops::Range;

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) key: Source,
    /// Whether the key is written as somebody's own word: in quotes.
    pub(super) is_own: bool,
    pub(super) value: Value,
}

/// What stands behind a key.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A string, a number, a truth value.
    Word(Source),
    Table {
        pairs: Vec<Pair>,
        range: Range<usize>,
    },
    /// What has no meaning anywhere, with what it is called.
    #[cfg_attr(not(feature = "toml"), allow(dead_code, reason = "only a file can hold it"))]
    Other {
        what: &'static str,
        range: Range<usize>,
    },
}

impl Value {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Word(source) => source.whole.clone(),
            Self::Table { range, .. } | Self::Other { range, .. } => range.clone(),
        }
    }

    /// What it is called.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Self::Word(source) if !source.is_bare => "a string",
            Self::Word(source) if matches!(source.text.as_str(), "true" | "false") => "a truth value",
            Self::Word(_) => "a number",
            Self::Table { .. } => "a table",
            Self::Other { what, .. } => what,
        }
    }
}
