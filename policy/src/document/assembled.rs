//! A text of the policy language put together from what stands in a document, with the way back to its places there.

use std::ops::Range;

/// The text, and where each part of it comes from.
#[derive(Default)]
pub(super) struct Assembled {
    pub(super) text: String,
    parts: Vec<Part>,
}

/// A stretch of the text that comes from one place.
struct Part {
    text: Range<usize>,
    place: Range<usize>,
    /// Whether both hold the same characters; else the one stands for the other as a whole.
    is_exact: bool,
    is_bare: bool,
}

/// Where a text ended.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    text: usize,
    parts: usize,
}

/// A place in the document.
#[derive(Debug, PartialEq)]
pub(super) struct Place {
    pub(super) range: Range<usize>,
    /// Whether it is a value without quotes.
    pub(super) is_bare: bool,
}

/// A word of a document, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) text: String,
    /// All of it, quotes included.
    pub(super) whole: Range<usize>,
    /// Where its first character stands, if the document holds its characters as they are.
    pub(super) start: Option<usize>,
    pub(super) is_bare: bool,
}

impl Assembled {
    /// What comes from nowhere: commas and the like.
    pub(super) fn glue(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Something as it is.
    pub(super) fn bare(&mut self, source: &Source) {
        self.part(&source.text, source.place(0..source.text.len()), source.start.is_some(), source.is_bare);
    }

    /// Something between quotes: to the policy language it is one value, whatever it holds.
    pub(super) fn quoted(&mut self, source: &Source) {
        let Source { whole, start, .. } = source;
        let end = start.map_or(whole.end, |start| start + source.text.len());
        self.part("\"", whole.start..start.unwrap_or(whole.end), false, source.is_bare);
        let mut from = 0;
        for (at, special) in source.text.match_indices(['"', '\\']) {
            self.exactly(source, from..at);
            self.part(&format!("\\{special}"), source.place(at..at + 1), false, source.is_bare);
            from = at + 1;
        }
        self.exactly(source, from..source.text.len());
        self.part("\"", if start.is_some() { end..whole.end } else { whole.clone() }, false, source.is_bare);
    }

    fn exactly(&mut self, source: &Source, part: Range<usize>) {
        if !part.is_empty() {
            let place = source.place(part.clone());
            self.part(&source.text[part], place, source.start.is_some(), source.is_bare);
        }
    }

    fn part(&mut self, text: &str, place: Range<usize>, is_exact: bool, is_bare: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push(Part { text: start..self.text.len(), place, is_exact, is_bare });
    }

    /// Where it ends now.
    pub(super) fn mark(&self) -> Mark {
        Mark { text: self.text.len(), parts: self.parts.len() }
    }

    /// Takes back what was added since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.text.truncate(mark.text);
        self.parts.truncate(mark.parts);
    }

    /// The place in the document that a range of the text is about.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        let first = self.parts.iter().find(|part| part.text.end > range.start).or(self.parts.last());
        let last = self.parts.iter().rfind(|part| part.text.start < range.end.max(range.start + 1));
        let Some(first) = first else { return Place { range: 0..0, is_bare: false } };
        let start = first.start_of(range.start);
        let end = last.map_or(start, |last| last.end_of(range.end)).max(start);
        Place { range: start..end, is_bare: first.is_bare }
    }
}

impl Part {
    fn start_of(&self, at: usize) -> usize {
        if self.is_exact && self.text.contains(&at) {
            self.place.start + (at - self.text.start)
        } else {
            self.place.start
        }
    }

    fn end_of(&self, at: usize) -> usize {
        if self.is_exact && at <= self.text.end {
            self.place.start + (at - self.text.start)
        } else {
            self.place.end
        }
    }
}

impl Source {
    /// A part of it in the document.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        self.start.map_or(self.whole.clone(), |start| start + part.start..start + part.end)
    }
}
