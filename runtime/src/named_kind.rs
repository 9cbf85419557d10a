//! What sites share by name.

use std::fmt;

use resilin_policy::SectionKind;

/// What a site can name, to share it with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum NamedKind {
    /// A breaker.
    Breaker,
    /// A quota.
    Quota,
    /// A retry budget.
    RetryBudget,
    /// A table of rules.
    Table,
}

impl NamedKind {
    /// In words: `retry budget`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaker => "breaker",
            Self::Quota => "quota",
            Self::RetryBudget => "retry budget",
            Self::Table => "table",
        }
    }

    /// What a file has them under.
    pub(crate) const fn section(self) -> SectionKind {
        match self {
            Self::Breaker => SectionKind::Breakers,
            Self::Quota => SectionKind::Quotas,
            Self::RetryBudget => SectionKind::RetryBudgets,
            Self::Table => SectionKind::Tables,
        }
    }
}

impl fmt::Display for NamedKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
