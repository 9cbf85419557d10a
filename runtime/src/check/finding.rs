//! One thing that is wrong with the program as a whole.

use std::fmt;

use crate::{Location, Site};

/// One thing that [`check`](crate::check()) has found.
///
/// [`Display`](fmt::Display) says what is wrong, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CheckFinding {
    /// What sort of thing it is: what a test that wants no more than some of them looks at.
    pub kind: FindingKind,
    /// What is wrong, in a line: lower case, no full stop, code between backticks.
    pub message: String,
    /// The sites that it is about, in the order of their names.
    pub sites: Vec<CheckedSite>,
    /// What would be right, in the same style.
    pub help: String,
}

/// What sort of thing a [`CheckFinding`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// One name has two settings: those that come first hold, and the others are without effect.
    SettingsDiffer,
    /// A table is named that nobody has given rules: the standard one serves.
    UndefinedTable,
    /// A breaker, a quota or a retry budget is named that nobody has given settings: it has the defaults.
    OnlyDefaults,
    /// The policy's attempts and waits can take longer than its deadline.
    BeyondDeadline,
    /// Two sites have one name.
    SameSiteName,
    /// Two crates name one breaker, quota, retry budget or table, and so share it.
    AcrossCrates,
    /// An entry under `[sites]` of a crate's `resilience.toml` has the name of no function: it has no effect.
    NoSuchFunction,
}

/// A site that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CheckedSite {
    /// Its name.
    pub name: &'static str,
    /// Where its attribute stands; `None` for a site made by hand.
    pub declared_at: Option<Location>,
    /// What it says, where sites say different things; as the policy language writes it.
    pub says: Option<String>,
}

impl CheckedSite {
    pub(super) fn of(site: &Site) -> Self {
        Self { name: site.name(), declared_at: site.declared_at(), says: None }
    }

    pub(super) fn saying(self, says: &str) -> Self {
        Self { says: Some(says.to_owned()), ..self }
    }
}

impl fmt::Display for CheckFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for site in &self.sites {
            write!(f, "\n  {site}")?;
        }
        write!(f, "\n  help: {}", self.help)
    }
}

impl fmt::Display for CheckedSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.declared_at {
            Some(at) => write!(f, "--> {}:{}, `{}`", at.file, at.line, self.name)?,
            None => write!(f, "--> made by hand, `{}`", self.name)?,
        }
        self.says.as_ref().map_or(Ok(()), |says| write!(f, ": `{says}`"))
    }
}
