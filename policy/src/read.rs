//! Reading a policy text: split into entries, read each value, then judge how they go together.

mod breaker;
mod combine;
mod context;
mod duration;
mod entries;
mod gate;
mod judge;
mod language;
mod lex;
mod named;
mod numbers;
mod parentheses;
mod policy;
mod quota;
mod reading;
mod retry_budget;
mod shapes;
mod table;
mod unknown;
mod values;

pub use breaker::{BreakerReading, read_breaker, read_partial_breaker};
pub use context::{Context, Target};
pub use judge::{Judged, judge, judge_breaker, judge_quota, judge_retry_budget};
pub use quota::{QuotaReading, read_partial_quota, read_quota};
pub use reading::{Base, Reading};
pub use retry_budget::{RetryBudgetReading, read_partial_retry_budget, read_retry_budget};
pub use table::{TableReading, read_table};
pub(crate) use unknown::unknown_key_of;

use crate::{Attempts, Backoff, Finding, Jitter, PolicyError};
use entries::Entries;
use lex::Token;
use std::str::FromStr;

/// Reads a policy text and judges it. Empty text is the default policy.
///
/// The context is a [`Target`], or one with more to it. This never fails: it reads what it can and reports every
/// mistake at once. Ranges are bytes of `text`, on character boundaries.
///
/// ```
/// use resilin_policy::{Target, read};
///
/// let reading = read("attempts = 5, timeout = 2", Target::AsyncFn);
/// assert!(reading.settings.attempts.is_some());
/// assert_eq!(reading.findings.len(), 1);
/// assert_eq!(reading.findings[0].range, 24..25);
/// assert_eq!(reading.findings[0].message, "`2` has no unit");
/// ```
pub fn read(text: &str, context: impl Into<Context>) -> Reading {
    let mut findings = Findings::default();
    let entries = Entries::read(text, &mut findings);
    findings.extend(combine::findings(&entries, context.into()));
    Reading::of(entries, findings)
}

impl FromStr for Backoff {
    type Err = PolicyError;

    /// Reads a shape alone, such as `exp(1s, 2, 60s)`.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        alone(text, shapes::backoff)
    }
}

impl FromStr for Jitter {
    type Err = PolicyError;

    /// Reads a jitter alone, such as `25%`.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        alone(text, |value, findings| findings.keep(values::jitter(value)))
    }
}

impl FromStr for Attempts {
    type Err = PolicyError;

    /// Reads a number of attempts alone, such as `5`.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        alone(text, |value, findings| findings.keep(values::attempts(value)))
    }
}

/// Reads a text that is one value and nothing else.
fn alone<T>(text: &str, value: impl FnOnce(&[Token<'_>], &mut Findings) -> Option<T>) -> Result<T, PolicyError> {
    let tokens = lex::tokens(text, 0);
    let mut findings = Findings::default();
    if tokens.is_empty() {
        findings.push(Finding::new(0..0, "the value is missing"));
    } else if let Some(value) = value(&tokens, &mut findings) {
        return Ok(value);
    }
    Err(PolicyError::new(text, findings.0))
}

/// Collects what is wrong while reading goes on.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// In the order of the text.
    fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| finding.range.start);
        self.0
    }

    /// The value, or `None` with the finding collected.
    fn keep<T>(&mut self, read: Result<T, Finding>) -> Option<T> {
        read.map_err(|finding| self.push(finding)).ok()
    }
}
