//! What holds for a class: what the site says, else the table that it names, else the standard table.

use crate::{Backoff, Class, ClassRule, Delays, Policy, Retry, Rule, Table, class::Kind};
use std::time::Duration;

/// The rule for a class, at a site with this policy and this table: what the policy's `on(…)` says, else what the table
/// says, else what the [`standard`] table says.
///
/// The table is the one that the policy [names](Policy::table); [`Table::EMPTY`] where it names none. A class that is
/// not built in and has no rule anywhere gets what unknown errors get.
///
/// ```
/// use resilin_policy::{Class, Policy, Rule, Table, rule};
///
/// let table: Table = "client = retry, server = fail".parse()?;
/// let site: Policy = "table = http, on(client = fail)".parse()?;
/// assert_eq!(rule(Class::CLIENT, &site, &table), Rule::Fail);
/// assert_eq!(rule(Class::SERVER, &site, &table), Rule::Fail);
/// assert_eq!(rule(Class::NETWORK, &site, &table), Rule::RETRY);
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[inline]
pub fn rule(class: Class, site: &Policy, table: &Table) -> Rule {
    written(class, site, table, |it| Some(it.rule())).unwrap_or_else(|| standard(class, site))
}

/// Whether a breaker counts a class as a failure of the server, at a site with this policy and this table.
///
/// The policy's `on(…)` decides where it says `counts = …` for the class, else the table where that says so, else
/// [`breaker_counts`]: a rule that says nothing of it leaves it as it was.
///
/// ```
/// use resilin_policy::{Class, Policy, Table, counts};
///
/// let table: Table = "client = fail(counts = true)".parse()?;
/// let site: Policy = "table = http, on(client = fail, server = retry(counts = false))".parse()?;
/// assert!(counts(Class::CLIENT, &site, &table));
/// assert!(!counts(Class::SERVER, &site, &table));
/// assert!(counts(Class::NETWORK, &site, &table));
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[inline]
pub fn counts(class: Class, site: &Policy, table: &Table) -> bool {
    written(class, site, table, ClassRule::counts).unwrap_or_else(|| breaker_counts(class))
}

/// The first answer among what was written for a class, the nearest first; of a class that is not built in, then among what
/// was written for unknown ones. Most sites write nothing, and are not searched.
#[inline]
fn written<T>(class: Class, site: &Policy, table: &Table, answer: impl Fn(&ClassRule) -> Option<T>) -> Option<T> {
    let is_empty = site.on().is_none() && table.rules().is_empty();
    if is_empty { None } else { search(class, [site.on(), Some(table)], answer) }
}

#[inline(never)]
fn search<T>(class: Class, tables: [Option<&Table>; 2], answer: impl Fn(&ClassRule) -> Option<T>) -> Option<T> {
    let of_class = |class| tables.into_iter().flatten().filter_map(|table| table.get(class)).find_map(&answer);
    let is_custom = matches!(class.kind(), Kind::Custom(_));
    of_class(class).or_else(|| is_custom.then(|| of_class(Class::UNKNOWN)).flatten())
}

/// The rule of the standard table for a class, at a site with this policy, whatever its `on(…)` says.
///
/// ```
/// use resilin_policy::{Class, Delays, Policy, Retry, Rule, standard};
///
/// assert_eq!(standard(Class::NETWORK, &Policy::DEFAULT), Rule::RETRY);
/// assert_eq!(standard(Class::CLIENT, &Policy::DEFAULT), Rule::Fail);
/// assert_eq!(standard(Class::AUTH, &Policy::DEFAULT), Rule::Refresh);
///
/// // What nobody classified is retried with care, unless the site said how.
/// let explicit: Policy = "backoff = fixed(1s), attempts = 5".parse()?;
/// let careful = Rule::Retry(Retry { delays: Delays::Scaled(4), attempts: None });
/// assert_eq!(standard(Class::UNKNOWN, &Policy::DEFAULT), careful);
/// assert_eq!(standard(Class::UNKNOWN, &explicit), Rule::RETRY);
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[inline]
pub fn standard(class: Class, site: &Policy) -> Rule {
    match class.kind() {
        Kind::Network | Kind::Timeout | Kind::Server | Kind::Overload | Kind::Invalid => Rule::RETRY,
        Kind::Throttled => Rule::Retry(Retry::after(Delays::Own(THROTTLED))),
        Kind::Quota => QUOTA,
        Kind::Auth => Rule::Refresh,
        Kind::Client => Rule::Fail,
        Kind::Unknown | Kind::Custom(_) => unknown(site),
    }
}

/// A server that asks for less wants whole seconds of quiet.
const THROTTLED: Backoff =
    Backoff::Exponential { first: Duration::from_secs(1), factor: 2.0, cap: Duration::from_secs(60) };

/// What is used up comes back in minutes to months.
const QUOTA: Rule =
    Rule::Cooldown { default: Duration::from_secs(15 * 60), max: Duration::from_secs(6 * 60 * 60) };

fn unknown(site: &Policy) -> Rule {
    let written = site.written();
    let says_how = written.attempts.is_some() && written.backoff.is_some();
    if says_how { Rule::RETRY } else { Rule::Retry(Retry::after(Delays::Scaled(4))) }
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
