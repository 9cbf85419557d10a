//! What is wrong with a file: with its name, the line and the column.

use crate::{Finding, excerpt};
use std::{error::Error, fmt};

/// A finding in a file, as a compiler would show it.
///
/// ```
/// use resilin_policy::{Finding, located};
///
/// let text = "[policies.reads]\ntimeout = \"5\"\n";
/// let finding = Finding::new(28..29, "`5` has no unit").with_help("write `5s` or `5ms`");
/// assert_eq!(located("resilience.toml", text, &finding), "\
/// `5` has no unit
///   --> resilience.toml:2:12
///   timeout = \"5\"
///              ^
///   help: write `5s` or `5ms`");
/// ```
pub fn located(file: &str, text: &str, finding: &Finding) -> String {
    let (line, column) = line_and_column(text, finding.range.start);
    let mut drawn = format!("{}\n  --> {file}:{line}:{column}", finding.message);
    // The mark that a text may begin with is not seen.
    let mark = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
    let range = finding.range.start.saturating_sub(mark)..finding.range.end.saturating_sub(mark);
    for line in excerpt(&text[mark..], range).lines() {
        drawn.push_str("\n  ");
        drawn.push_str(line);
    }
    if let Some(help) = &finding.help {
        drawn.push_str("\n  help: ");
        drawn.push_str(help);
    }
    drawn
}

const MARK: char = '\u{FEFF}';

/// The line of a place and the column in it, in characters, both from 1. A place that does not fit the text is moved to
/// the nearest before it that does.
///
/// ```
/// assert_eq!(resilin_policy::line_and_column("a = 1\nb = 2", 10), (2, 5));
/// ```
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let before = text[..at].strip_prefix(MARK).unwrap_or(&text[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Everything that is wrong with a file.
///
/// [`Display`](fmt::Display) draws each finding as [`located`] does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    name: String,
    text: String,
    findings: Vec<Finding>,
}

/// One thing that is wrong with a file.
#[derive(Clone, Copy, Debug)]
pub struct FileFinding<'e> {
    error: &'e FileError,
    finding: &'e Finding,
}

impl FileError {
    /// Findings whose ranges are of this text, which stands in a file of this name.
    pub fn new(name: impl Into<String>, text: impl Into<String>, findings: Vec<Finding>) -> Self {
        Self { name: name.into(), text: text.into(), findings }
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is wrong, in the order of the file.
    pub fn findings(&self) -> impl Iterator<Item = FileFinding<'_>> {
        self.findings.iter().map(|finding| FileFinding { error: self, finding })
    }
}

impl<'e> FileFinding<'e> {
    /// What is wrong, and what would be right. Its range is in bytes of the file.
    pub const fn finding(&self) -> &'e Finding {
        self.finding
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        line_and_column(&self.error.text, self.finding.range.start).0
    }

    /// The column, in characters, from 1.
    pub fn column(&self) -> usize {
        line_and_column(&self.error.text, self.finding.range.start).1
    }
}

impl fmt::Display for FileFinding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&located(&self.error.name, &self.error.text, self.finding))
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, finding) in self.findings().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{finding}")?;
        }
        Ok(())
    }
}

impl Error for FileError {}
