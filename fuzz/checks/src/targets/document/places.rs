//! Places in a file: of what is wrong, and of what was read.

use std::ops::Range;

use resilin_policy::{Document, FileError, Finding, line_and_column};

const MARK: char = '\u{FEFF}';

pub(super) fn check(text: &str, document: &Document, findings: &[Finding]) {
    let error = FileError::new("resilience.toml", text, findings.to_vec());
    for found in error.findings() {
        let at = found.finding().range.start;
        assert_eq!((found.line(), found.column()), line_and_column(text, at));
        // In front of the mark nothing is seen.
        let seen = if text.starts_with(MARK) { at.max(MARK.len_utf8()) } else { at };
        assert_eq!(place_of(text, found.line(), found.column()), seen, "{found}");
        assert!(found.to_string().lines().count() >= 4, "{found}");
    }
    keys_stand_there(text, document);
}

/// The way back: the place that is in this line and column.
fn place_of(text: &str, line: usize, column: usize) -> usize {
    let seen = text.strip_prefix(MARK).unwrap_or(text);
    let line_start: usize = seen.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let in_line: usize = seen[line_start..].chars().take(column - 1).map(char::len_utf8).sum();
    text.len() - seen.len() + line_start + in_line
}

fn keys_stand_there(text: &str, document: &Document) {
    let places = document.policies.iter().map(|entry| (&entry.range, &entry.keys));
    let places = places.chain(document.breakers.iter().map(|entry| (&entry.range, &entry.keys)));
    let places = places.chain(document.tables.iter().map(|entry| (&entry.range, &entry.keys)));
    let places = places.chain(document.quotas.iter().map(|entry| (&entry.range, &entry.keys)));
    let places = places.chain(document.retry_budgets.iter().map(|entry| (&entry.range, &entry.keys)));
    let places = places.chain(document.sites.iter().map(|entry| (&entry.range, &entry.keys)));
    for (name, keys) in places {
        stands_there(text, name);
        for (_, key) in keys {
            stands_there(text, key);
        }
    }
}

fn stands_there(text: &str, place: &Range<usize>) {
    assert!(text.get(place.clone()).is_some_and(|key| !key.is_empty()), "nothing stands at {place:?}");
}
