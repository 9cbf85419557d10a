//! The process's own registry, by functions.

use resilin_policy::{PolicyError, Table};

use super::Registry;
use crate::breaker::Breaker;
use crate::budget::RetryBudget;
use crate::quota::Quota;

/// Gives the table of this name its rules, for every site of the process that says `table = "…"`. Calls that are under
/// way go by the new rules from their next failure on.
///
/// A rule holds for one class; a class without one gets what the standard table says. The rules and their forms are in
/// [the crate's documentation](crate#classes).
///
/// ```
/// use resilin::{Class, Site, policy};
///
/// resilin::define_table("shop", "throttled = retry(exp(5s, 2, 60s), attempts = 8), \"conflict\" = fail")?;
///
/// static ORDER: Site = Site::new("order", policy!("attempts = 3, table = shop"));
/// assert!(resilin::table("shop").is_some());
///
/// let mistake = resilin::define_table("shop", "thottled = fail").unwrap_err();
/// assert!(mistake.to_string().contains("did you mean `throttled`?"));
/// # Ok::<(), resilin::PolicyError>(())
/// ```
///
/// # Errors
///
/// What is wrong with the name or with the rules, with its place and a way out. Nothing has changed then.
pub fn define_table(name: &str, rules: &str) -> Result<(), PolicyError> {
    Registry::global().define_table(name, rules)
}

/// The rules of the table of this name; `None` where nobody has defined it.
pub fn table(name: &str) -> Option<Table> {
    Registry::global().table(name)
}

/// The quota of this name, shared by everything in the process that names it.
///
/// Where nobody has defined it, it has the default settings: a call that comes to it while it is closed is refused at
/// once. A name is kept for good: it is to come from code. Any text is one, but only what the attribute and
/// [`define`](Quota::define) take as a name is ever met by a site.
///
/// ```
/// use std::time::Duration;
///
/// let quota = resilin::quota("geocoder");
/// quota.close_for(Duration::from_secs(3600));
/// assert!(resilin::quota("geocoder").snapshot().resets_in.is_some());
/// quota.open();
/// ```
pub fn quota(name: &str) -> Quota {
    Registry::global().quota(name)
}

/// The retry budget of this name, shared by everything in the process that names it.
///
/// Where nobody has defined it, it has the default settings: retries are at most a fifth of the successes, and 10 a
/// second besides. A name is kept for good: it is to come from code. Any text is one, but only what the attribute and
/// [`define`](RetryBudget::define) take as a name is ever met by a site.
///
/// ```
/// let budget = resilin::retry_budget("search");
/// assert_eq!(budget.balance().to_string(), "100");
/// ```
pub fn retry_budget(name: &str) -> RetryBudget {
    Registry::global().retry_budget(name)
}

/// Every breaker of the process that anybody has named, those of keys, too, by name.
///
/// ```
/// resilin::breaker("warehouse").force_open();
/// let shut = resilin::breakers().filter(|breaker| breaker.state() != resilin::BreakerState::Closed);
/// assert!(shut.map(|breaker| breaker.name().to_owned()).eq(["warehouse"]));
/// ```
pub fn breakers() -> impl Iterator<Item = Breaker> {
    Registry::global().breakers()
}

/// Every quota of the process that anybody has named, by name.
pub fn quotas() -> impl Iterator<Item = Quota> {
    Registry::global().quotas()
}

/// Every retry budget of the process that anybody has named, by name.
pub fn retry_budgets() -> impl Iterator<Item = RetryBudget> {
    Registry::global().retry_budgets()
}
