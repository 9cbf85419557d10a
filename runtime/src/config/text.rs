//! Where overrides stand: in files, and in variables of the environment.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use resilin_policy::{excerpt, line_and_column};

use crate::source::Source;

/// A text with overrides, and what people know it by.
#[derive(Debug)]
pub(super) enum Text {
    File { path: String, content: String },
    Variable { name: String, value: String },
}

/// A place in such a text.
#[derive(Clone, Debug)]
pub(super) struct Place {
    text: Arc<Text>,
    /// How many texts come before it.
    order: usize,
    part: Part,
    range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// The name of a variable.
    Name,
    Content,
}

impl Text {
    pub(super) fn content(&self) -> &str {
        match self {
            Self::File { content, .. } => content,
            Self::Variable { value, .. } => value,
        }
    }
}

impl Place {
    /// A place in a file, or in the value of a variable.
    pub(super) fn new(text: &Arc<Text>, order: usize, range: Range<usize>) -> Self {
        Self { text: Arc::clone(text), order, part: Part::Content, range }
    }

    /// A place in the name of a variable.
    pub(super) fn in_name(text: &Arc<Text>, order: usize, range: Range<usize>) -> Self {
        Self { text: Arc::clone(text), order, part: Part::Name, range }
    }

    /// Its place among all others: texts in the order in which they were given.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (self.order, self.part, self.range.start)
    }

    pub(super) fn source(&self) -> Source {
        match &*self.text {
            Text::File { path, .. } => Source::File { path: path.clone(), line: self.line_and_column().0 },
            Text::Variable { name, .. } => Source::Variable { name: name.clone() },
        }
    }

    /// In a file, the column in characters, from 1.
    pub(super) fn column(&self) -> Option<usize> {
        matches!(&*self.text, Text::File { .. }).then(|| self.line_and_column().1)
    }

    /// The line, with a caret below it.
    pub(super) fn drawn(&self) -> String {
        let mut drawn = String::new();
        let _ = match &*self.text {
            Text::File { path, .. } => {
                let (line, column) = self.line_and_column();
                write!(drawn, "\n  --> {path}:{line}:{column}")
            }
            Text::Variable { name, .. } => write!(drawn, "\n  --> {name}"),
        };
        drawn.push_str(&indented(&excerpt(self.shown(), self.shown_range()), "  "));
        drawn
    }

    fn line_and_column(&self) -> (usize, usize) {
        line_and_column(self.text.content(), self.range.start)
    }

    /// The text without the mark that a file may begin with: it is not seen.
    fn shown(&self) -> &str {
        let content = match (&*self.text, self.part) {
            (Text::Variable { name, .. }, Part::Name) => name,
            (text, _) => text.content(),
        };
        content.strip_prefix(MARK).unwrap_or(content)
    }

    fn shown_range(&self) -> Range<usize> {
        let mark = if self.text.content().starts_with(MARK) { MARK.len_utf8() } else { 0 };
        self.range.start.saturating_sub(mark)..self.range.end.saturating_sub(mark)
    }
}

const MARK: char = '\u{FEFF}';

/// The lines of a drawing, each behind a line's end and this.
pub(super) fn indented(drawing: &str, by: &str) -> String {
    drawing.lines().fold(String::new(), |drawn, line| drawn + "\n" + by + line)
}
