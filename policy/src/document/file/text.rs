//! Keys and values of a file, with their places.

use super::{Pair, Source, Value};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

/// The keys of a table, in the order of the file.
pub(super) fn pairs(text: &str, table: &DeTable<'_>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = table.iter().filter_map(|(key, value)| pair(text, key, value)).collect();
    pairs.sort_by_key(|pair| pair.key.whole.start);
    pairs
}

/// `None` where the syntax is wrong, which is told elsewhere.
fn pair(text: &str, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Option<Pair> {
    let raw = text.get(key.span()).filter(|raw| !raw.is_empty())?;
    let is_own = raw.starts_with(['"', '\'']);
    let key = source(raw, key.span(), key.get_ref());
    let value = self::value(text, value, &key)?;
    Some(Pair { key, is_own, value })
}

fn value(text: &str, value: &Spanned<DeValue<'_>>, key: &Source) -> Option<Value> {
    let span = value.span();
    let raw = text.get(span.clone())?;
    let other = |what| Some(Value::Other { what, range: span.clone() });
    match value.get_ref() {
        DeValue::Table(table) => {
            let range = if span.is_empty() { key.whole.clone() } else { span };
            Some(Value::Table { pairs: pairs(text, table), range })
        }
        // What could not be read is no value.
        _ if span.is_empty() => None,
        DeValue::String(content) => Some(Value::Word(source(raw, span, content))),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {
            let start = Some(span.start);
            Some(Value::Word(Source { text: raw.to_owned(), whole: span, start, is_bare: true }))
        }
        DeValue::Datetime(_) => other("a date or a time"),
        DeValue::Array(_) => other("an array"),
    }
}

/// A word or a string.
fn source(raw: &str, whole: Range<usize>, content: &str) -> Source {
    let start =
        unquoted(raw).filter(|inside| raw.get(inside.clone()) == Some(content)).map(|it| whole.start + it.start);
    Source { text: content.to_owned(), whole, start, is_bare: false }
}

/// What stands between the quotes, of whatever sort.
fn unquoted(raw: &str) -> Option<Range<usize>> {
    let Some(quote) = raw.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return Some(0..raw.len()) };
    let three = [quote; 3].iter().collect::<String>();
    let quotes = if raw.len() >= 6 && raw.starts_with(&three) { 3 } else { 1 };
    let end = raw.len().checked_sub(quotes).filter(|&end| end >= quotes)?;
    let inside = raw.get(quotes..end)?;
    // A line break right behind three quotes is not part of the string.
    let first = if quotes == 3 {
        inside.len() - inside.strip_prefix("\r\n").or(inside.strip_prefix('\n')).unwrap_or(inside).len()
    } else {
        0
    };
    Some(quotes + first..end)
}
