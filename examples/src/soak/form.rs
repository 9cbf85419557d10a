//! The ways in which the tasks call.

use std::time::Duration;

/// A site, and with it a form of policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Retries, a timeout, a breaker for each server.
    Read,
    /// A deadline, a retry budget, a breaker for each tenant that somebody moves by hand.
    Tenant,
    /// A quota.
    Metered,
    /// Credentials.
    Private,
    /// Validation, and a fallback.
    Rescued,
    /// A site made by hand.
    ByHand,
    /// A registry that is made for the call and goes with it.
    Own,
    /// A call within a call.
    Nested,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Tenant,
        Self::Metered,
        Self::Private,
        Self::Rescued,
        Self::ByHand,
        Self::Own,
        Self::Nested,
    ];

    /// The name of its site.
    pub const fn site(self) -> &'static str {
        match self {
            Self::Read => "soak.read",
            Self::Tenant => "soak.tenant",
            Self::Metered => "soak.metered",
            Self::Private => "soak.private",
            Self::Rescued => "soak.rescued",
            Self::ByHand => "soak.by-hand",
            Self::Own => "soak.own",
            Self::Nested => "soak.nested",
        }
    }

    /// The deadline that stands at its site. Overrides make it shorter, if anything.
    pub(super) const fn deadline(self) -> Option<Duration> {
        match self {
            Self::Tenant => Some(Duration::from_secs(3)),
            Self::Metered => Some(Duration::from_secs(5)),
            Self::Private => Some(Duration::from_secs(4)),
            Self::Nested => Some(Duration::from_secs(2)),
            _ => None,
        }
    }

    /// That of a site.
    pub(super) fn of_site(site: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.site() == site)
    }
}
