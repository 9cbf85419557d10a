//! What a caller gets when a text is refused.

use crate::{Finding, excerpt};
use std::{error::Error, fmt};

/// Everything that is wrong with a policy text.
///
/// [`Display`](fmt::Display) draws each finding: the message, the line with the place underlined, and the help.
///
/// ```
/// use resilin_policy::Policy;
///
/// let mistake = "timeout = 5".parse::<Policy>().unwrap_err();
/// assert_eq!(mistake.to_string(), "\
/// `5` has no unit
///   timeout = 5
///             ^
///   help: write `5s` or `5ms`");
/// assert_eq!(mistake.findings()[0].range, 10..11);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    text: String,
    findings: Vec<Finding>,
}

impl PolicyError {
    #[doc(hidden)]
    pub fn new(text: impl Into<String>, findings: Vec<Finding>) -> Self {
        Self { text: text.into(), findings }
    }

    /// What is wrong, in the order of the text; never empty.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The text that was read: what the findings' ranges point into.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, finding) in self.findings.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            draw(f, &self.text, finding)?;
        }
        Ok(())
    }
}

fn draw(f: &mut fmt::Formatter<'_>, text: &str, finding: &Finding) -> fmt::Result {
    write!(f, "{}", finding.message)?;
    for line in excerpt(text, finding.range.clone()).lines() {
        write!(f, "\n  {line}")?;
    }
    match &finding.help {
        Some(help) => write!(f, "\n  help: {help}"),
        None => Ok(()),
    }
}

impl Error for PolicyError {}
