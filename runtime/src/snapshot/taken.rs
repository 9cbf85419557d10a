//! What a snapshot holds, and how it is taken.

use resilin_policy::Tokens;

use crate::registry::Registry;
use crate::{BreakerSnapshot, Location, QuotaSnapshot, Site, sites};

/// What there is at one moment: what calls go by, and what the named gates are doing.
///
/// [`Display`](std::fmt::Display) draws a table for a terminal.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Snapshot {
    /// The listed sites, by name. None in the snapshot of a registry of its own: sites belong to none.
    pub sites: Vec<SiteEntry>,
    /// The breakers, those of keys, too, by name.
    pub breakers: Vec<BreakerEntry>,
    /// The quotas, by name.
    pub quotas: Vec<QuotaEntry>,
    /// The retry budgets, by name.
    pub retry_budgets: Vec<RetryBudgetEntry>,
}

/// A site.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct SiteEntry {
    /// Its name.
    pub name: &'static str,
    /// Where its attribute stands; `None` for a site made by hand.
    pub declared_at: Option<Location>,
    /// What new calls go by, as the policy language writes it: nothing where all is left to the defaults.
    pub policy: String,
    /// Whether an override is in force.
    pub overridden: bool,
}

/// A breaker.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BreakerEntry {
    /// Its name; that of a key is `"api/eu"`.
    pub name: String,
    /// What it has seen and done.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub snapshot: BreakerSnapshot,
}

/// A quota.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct QuotaEntry {
    /// Its name.
    pub name: String,
    /// What it has seen and done.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub snapshot: QuotaSnapshot,
}

/// A retry budget.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RetryBudgetEntry {
    /// Its name.
    pub name: String,
    /// What is in it: retries where its form is a ratio, else tokens.
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_number"))]
    pub balance: Tokens,
    /// Its settings, as the policy language writes them: nothing where all are left to the defaults.
    pub settings: String,
}

/// Takes a snapshot of the process: every listed site ([`sites`]), and everything that anybody has named.
///
/// It reads each breaker, quota and budget by itself, one after the other, and stops none of them: what happens meanwhile
/// is in some of it. A breaker with keys has up to as many entries as it keeps, 10,000 where nothing else is said.
///
/// ```
/// resilin::breaker("ledger").force_open();
///
/// let snapshot = resilin::snapshot();
/// let ledger = snapshot.breakers.iter().find(|breaker| breaker.name == "ledger").expect("it was just named");
/// assert_eq!(ledger.snapshot.state, resilin::BreakerState::ForcedOpen);
/// println!("{snapshot}");
/// ```
pub fn snapshot() -> Snapshot {
    let mut sites: Vec<SiteEntry> = sites().map(entry).collect();
    sites.sort_by_key(|site| (site.name, site.declared_at.map(|at| (at.file, at.line))));
    Snapshot { sites, ..Registry::global().snapshot() }
}

fn entry(site: &Site) -> SiteEntry {
    let current = site.current();
    SiteEntry {
        name: site.name(),
        declared_at: site.declared_at(),
        policy: current.policy().to_string(),
        overridden: !std::ptr::eq(current, site),
    }
}

impl Registry {
    /// Takes a snapshot of everything that anybody has named here; of the process's own without its sites, which
    /// [`resilin::snapshot`](snapshot()) has.
    pub fn snapshot(&self) -> Snapshot {
        let breakers = self.breakers();
        let breakers = breakers.map(|it| BreakerEntry { name: it.name().to_owned(), snapshot: it.snapshot() });
        let quotas = self.quotas();
        let quotas = quotas.map(|it| QuotaEntry { name: it.name().to_owned(), snapshot: it.snapshot() });
        Snapshot {
            sites: Vec::new(),
            breakers: breakers.collect(),
            quotas: quotas.collect(),
            retry_budgets: self.budget_entries(),
        }
    }

    fn budget_entries(&self) -> Vec<RetryBudgetEntry> {
        let budgets = self.budget_shelf().all().into_iter();
        let budgets = budgets.map(|(budget, settings)| RetryBudgetEntry {
            name: budget.name().to_owned(),
            balance: budget.balance(),
            settings: settings.to_string(),
        });
        let mut budgets: Vec<RetryBudgetEntry> = budgets.collect();
        budgets.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        budgets
    }
}

#[cfg(feature = "serde")]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn as_number<S: serde::Serializer>(tokens: &Tokens, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(tokens.thousandths()) / 1000.0)
}
