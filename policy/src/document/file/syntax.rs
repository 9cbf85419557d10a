//! The syntax of a file, and what is wrong with it.

use super::{Pair, text};
use crate::{Finding, repeated_key};
use std::ops::Range;
use toml::de::{DeTable, Error};

/// What stands in the file, in its order, and what is wrong with its syntax.
pub(super) fn pairs(text: &str) -> (Vec<Pair>, Vec<Finding>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut findings: Vec<Finding> = errors.iter().map(|error| finding(text, error)).collect();
    findings.sort_by_key(|finding| finding.range.start);
    (text::pairs(text, root.get_ref()), first_ones(text, findings))
}

fn finding(text: &str, error: &Error) -> Finding {
    let range = within(text, error.span().unwrap_or(0..0));
    // As if that were a help.
    let message = error.message().trim_end_matches(", expected nothing");
    match message {
        "duplicate key" => repeated_key(&text[range.clone()], range),
        UNCLOSED => Finding::new(range, "this string is never closed").with_help("add a `\"` at its end"),
        UNCLOSED_LITERAL => Finding::new(range, "this string is never closed").with_help("add a `'` at its end"),
        message if UNQUOTED.iter().any(|start| message.starts_with(start)) => without_quotes(text, range),
        message => {
            let help = if is_in_a_header(text, range.start) { Some(HEADER) } else { help(message) };
            let finding = Finding::new(range, message.replace(char::is_control, "\u{FFFD}"));
            match help {
                Some(help) => finding.with_help(help),
                None => finding,
            }
        }
    }
}

const UNQUOTED: [&str; 2] = ["string values must be quoted", "invalid boolean"];
const UNCLOSED: &str = "invalid basic string, expected `\"`";
const UNCLOSED_LITERAL: &str = "invalid literal string, expected `'`";

fn help(message: &str) -> Option<&'static str> {
    let helps = [
        ("between key-value pairs", CLOSE),
        ("for inline table element", CLOSE),
        ("key with no value", "write it as in `attempts = 5`"),
        ("invalid unquoted key", "write `=` behind the key, as in `attempts = 5`"),
        ("recurs", "put no more tables into each other than an entry needs"),
    ];
    let known = helps.into_iter().find(|(part, _)| message.contains(part)).map(|(_, help)| help);
    // Most messages say themselves what would be right; of the rest only the parser knows how many there are.
    known.or_else(|| (!message.contains(", expected ")).then_some(TOML))
}

const TOML: &str = "TOML is written otherwise there: see https://toml.io";

const HEADER: &str = "a header is written as in `[policies.reads]` or `[sites.\"shop::client::ticker\"]`";
const CLOSE: &str = "close the `{` before with a `}`, or separate its keys by commas";

/// What is written as in the attribute: to TOML it is a string.
fn without_quotes(text: &str, range: Range<usize>) -> Finding {
    let value = unquoted(&text[range.start..]);
    if value.is_empty() {
        return Finding::new(range, "the value is missing").with_help("write one, as in `attempts = 5`");
    }
    let place = range.start..range.start + value.len();
    let shown = value.replace(char::is_control, "\u{FFFD}");
    Finding::new(place, format!("`{shown}` is not in quotes")).with_help(format!("write `\"{shown}\"`"))
}

/// What a text begins with, to the end of the value that somebody meant.
fn unquoted(text: &str) -> &str {
    let mut depth = 0_usize;
    let end = text.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        matches!(c, '\n' | '#') || depth == 0 && matches!(c, ',' | ']' | '}')
    });
    text[..end.unwrap_or(text.len())].trim_end()
}

/// Without what merely follows from a mistake before: one easily makes the rest of its line unreadable, and a `{` that
/// is never closed all that comes behind it.
fn first_ones(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    let mut first: Vec<Finding> = Vec::new();
    for finding in findings {
        // What follows from an earlier one follows from the last, too: else the last would not be here.
        if !first.last().is_some_and(|last| follows(text, &finding, last)) {
            first.push(finding);
        }
    }
    first
}

/// Whether one finding probably comes of a mistake in the syntax: of one in the same line, of a `{` that is still open,
/// or of a header that could not be read.
fn follows(text: &str, finding: &Finding, mistake: &Finding) -> bool {
    let (at, from) = (finding.range.start, mistake.range.start);
    if line(text, from) == line(text, at) {
        return true;
    }
    let Some(between) = text.get(from..at) else { return false };
    is_in_a_table(mistake) && !between.contains('}') || is_in_a_header(text, from) && !between.contains("\n[")
}

/// Whether this is a place in a header. With a mistake in it the keys below have lost their place.
fn is_in_a_header(text: &str, at: usize) -> bool {
    text[line(text, at)..].trim_start().starts_with('[')
}

/// Whether the parser took what it found for a part of `{ … }`.
fn is_in_a_table(finding: &Finding) -> bool {
    finding.help.as_deref() == Some(CLOSE)
}

/// The findings that do not merely follow from a mistake in the syntax.
pub(super) fn without_what_follows(text: &str, wrong: &[Finding], findings: Vec<Finding>) -> Vec<Finding> {
    let is_new = |finding: &Finding| {
        let next = wrong.partition_point(|mistake| mistake.range.start < finding.range.start);
        let around = &wrong[next.saturating_sub(1)..wrong.len().min(next + 1)];
        !around.iter().any(|mistake| cuts(text, finding, mistake) || follows(text, finding, mistake))
    };
    findings.into_iter().filter(is_new).collect()
}

/// Whether what a finding is about ends at a mistake in the syntax: then the rest of it is missing.
fn cuts(text: &str, finding: &Finding, mistake: &Finding) -> bool {
    let rest = &text[finding.range.end..];
    let end = finding.range.end + (rest.len() - rest.trim_start().len());
    (finding.range.start..=end).contains(&mistake.range.start)
}

/// Where the line begins that holds this place.
fn line(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// A range that fits the text, whatever it was.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = boundary(range.start);
    start..boundary(range.end).max(start)
}
