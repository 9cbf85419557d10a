//! A line of a text, with a place in it underlined.

use std::ops::Range;

/// The line in which a range begins and, below it, a line of carets under the range.
///
/// A range that runs over several lines is underlined to the end of its first; an empty one gets a single caret.
/// Tabs are drawn as four spaces and other control characters as `\u{FFFD}`, so that nothing shifts. A range that
/// does not fit the text is moved to the nearest place that does.
///
/// ```
/// let text = "timeout = 5s,\nattempts = 0";
/// assert_eq!(resilin_policy::excerpt(text, 25..26), "attempts = 0\n           ^");
/// ```
#[allow(clippy::needless_pass_by_value, reason = "`Range` is not `Copy`, and `&(1..2)` reads badly at every call")]
pub fn excerpt(text: &str, range: Range<usize>) -> String {
    let start = boundary(text, range.start);
    let end = boundary(text, range.end).max(start);
    let line = line_around(text, start);
    let before = drawn(&text[line.start..start.min(line.end)]);
    let marked = drawn(&text[start.min(line.end)..end.min(line.end)]);
    let after = drawn(&text[end.min(line.end)..line.end]);
    let carets = "^".repeat(columns(&marked).max(1));
    format!("{before}{marked}{after}\n{}{carets}", " ".repeat(columns(&before)))
}

/// The nearest place at or before this one that lies between two characters.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The line that holds this place, without its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    start..start + text[start..end].trim_end_matches('\r').len()
}

fn drawn(part: &str) -> String {
    part.replace('\t', "    ").replace(char::is_control, "\u{FFFD}")
}

fn columns(part: &str) -> usize {
    part.chars().map(width).sum()
}

/// How many columns a terminal gives a character: the common blocks of Unicode's East Asian Width, and combining marks.
fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}
