//! What each class of failure gets.

use crate::{Backoff, Class, Policy, class::Kind};
use std::time::Duration;

/// What a class of failure gets.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// Another attempt, after the site's own delay.
    Retry,
    /// Another attempt, after a delay of this shape instead of the site's.
    RetryWith(Backoff),
    /// Another attempt, after the site's delay times this, never above the site's cap.
    RetryScaled(u32),
    /// No other attempt: the error goes to the caller.
    Fail,
}

/// The rule of the standard table for a class, at a site with this policy.
///
/// ```
/// use resilin_policy::{Class, Policy, Rule, standard};
///
/// assert_eq!(standard(Class::NETWORK, &Policy::DEFAULT), Rule::Retry);
/// assert_eq!(standard(Class::CLIENT, &Policy::DEFAULT), Rule::Fail);
///
/// // What nobody classified is retried with care, unless the site said how.
/// let explicit: Policy = "backoff = fixed(1s), attempts = 5".parse()?;
/// assert_eq!(standard(Class::UNKNOWN, &Policy::DEFAULT), Rule::RetryScaled(4));
/// assert_eq!(standard(Class::UNKNOWN, &explicit), Rule::Retry);
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
pub fn standard(class: Class, site: &Policy) -> Rule {
    match class.kind() {
        Kind::Network | Kind::Timeout | Kind::Server | Kind::Overload | Kind::Invalid => Rule::Retry,
        Kind::Throttled => Rule::RetryWith(THROTTLED),
        Kind::Quota | Kind::Auth | Kind::Client => Rule::Fail,
        Kind::Unknown | Kind::Custom(_) => unknown(site),
    }
}

/// A server that asks for less wants whole seconds of quiet.
const THROTTLED: Backoff =
    Backoff::Exponential { first: Duration::from_secs(1), factor: 2.0, cap: Duration::from_secs(60) };

fn unknown(site: &Policy) -> Rule {
    let written = site.written();
    if written.attempts.is_some() && written.backoff.is_some() { Rule::Retry } else { Rule::RetryScaled(4) }
}

/// Whether the standard table counts a class as a failure of the server: what a breaker trips for.
///
/// A caller that is too fast, not known or wrong says nothing about the server's health: for a breaker such a call
/// has never been.
///
/// ```
/// use resilin_policy::{Class, breaker_counts};
///
/// assert!(breaker_counts(Class::OVERLOAD));
/// assert!(!breaker_counts(Class::THROTTLED));
/// ```
pub const fn breaker_counts(class: Class) -> bool {
    !matches!(class.kind(), Kind::Throttled | Kind::Quota | Kind::Auth | Kind::Invalid | Kind::Client)
}
