//! What providers and key rings do. No secret is in any of it.

use std::time::Duration;

/// A provider has brought a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialsRenewed {
    /// The provider's type, as `type_name` gives it.
    pub provider: &'static str,
    /// The number of the lease; 1 is the first.
    pub epoch: u64,
    /// How long it is good; `None` where it does not expire.
    pub ttl: Option<Duration>,
}

/// A provider has brought no lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenewalFailed {
    /// The provider's type, as `type_name` gives it.
    pub provider: &'static str,
    /// The number of the last lease that came; 0 before the first.
    pub epoch: u64,
    /// What was wrong: `provider` (its own error), `timed_out`, `expired` (what it granted was), `panicked`, `abandoned`
    /// (its runtime is gone) or `no_runtime`.
    pub reason: &'static str,
    /// How many renewals in a row have failed.
    pub failures: u32,
}

/// A key of a ring is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyOut<'a> {
    /// The key's name, not the key.
    pub key: &'a str,
    /// `auth` or `quota`.
    pub reason: &'static str,
    /// How long it is out.
    pub pause: Duration,
}

/// A key of a ring is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyBack<'a> {
    /// The key's name, not the key.
    pub key: &'a str,
}
