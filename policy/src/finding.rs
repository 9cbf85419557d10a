//! One thing that is wrong with a text.

use std::ops::Range;

/// One thing that is wrong with a text: where, what, and what would be right.
///
/// ```
/// use resilin_policy::{Finding, Target, read};
///
/// let finding: &Finding = &read("attempts = 0", Target::Text).findings[0];
/// assert_eq!(finding.range, 11..12);
/// assert_eq!(finding.message, "`attempts` is 0: nothing would run");
/// assert_eq!(finding.help.as_deref(), Some("write 1 for a single run without retries"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The place, in bytes of the text that was read.
    pub range: Range<usize>,
    /// What is wrong, in a line: lower case, no full stop, code between backticks.
    pub message: String,
    /// What would be right, in the same style.
    pub help: Option<String>,
}

impl Finding {
    /// A finding without help.
    pub fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: None }
    }

    /// The same finding, with a way out.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}
