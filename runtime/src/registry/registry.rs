//! One registry: that of the process, or of a tenant, of a client, of a test.

use std::fmt;
use std::sync::{Arc, LazyLock};

use resilin_policy::{
    PolicyError, Table, TableRef, check_breaker_name, check_quota_name, check_retry_budget_name, check_table_name,
};

use super::{Shelf, Tables};
use crate::breaker::{Breaker, Breakers};
use crate::budget::RetryBudget;
use crate::quota::Quota;
use crate::sync::of_the_process;
use crate::table::NamedTable;

/// Where names are found: breakers, tables, quotas, retry budgets. Clones are the same registry.
///
/// What names one of them means the process's own, [`Registry::global`]. A client, a tenant or a test that is to share
/// no state with others has a registry of its own, and says so by `registry = …`:
///
/// ```
/// use resilin::{BreakerState, Registry, Rejected, resilient};
///
/// struct Tenant {
///     registry: Registry,
/// }
///
/// impl Tenant {
///     #[resilient(breaker = "api", registry = self.registry)]
///     async fn ping(&self) -> Result<(), resilin::Error<std::io::Error>> {
///         Ok(())
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let (one, other) = (Tenant { registry: Registry::new() }, Tenant { registry: Registry::new() });
/// one.registry.breaker("api").force_open();
/// assert!(one.ping().await.is_err());
/// assert!(other.ping().await.is_ok());
/// assert_eq!(resilin::breaker("api").state(), BreakerState::Closed);
/// # });
/// ```
///
/// A site of a registry of its own looks its names up once a call: one short lock for each.
#[derive(Clone, Default)]
pub struct Registry(Arc<Shelves>);

#[derive(Default)]
struct Shelves {
    breakers: Breakers,
    tables: Tables,
    quotas: Shelf<Quota>,
    budgets: Shelf<RetryBudget>,
}

impl Registry {
    /// The process's own.
    pub fn global() -> &'static Self {
        of_the_process! {
            static GLOBAL: LazyLock<Registry> = LazyLock::new(Registry::default);
        }
        &GLOBAL
    }

    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// The breaker of this name, made with default settings if it is new: see [`resilin::breaker`](crate::breaker()).
    pub fn breaker(&self, name: &str) -> Breaker {
        self.0.breakers.breaker(name)
    }

    /// Gives the breaker of this name its settings: see [`Breaker::define`].
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the settings. Nothing has changed then.
    pub fn define_breaker(&self, name: &str, settings: &str) -> Result<Breaker, PolicyError> {
        check_breaker_name(name)?;
        Ok(self.0.breakers.define(name, settings.parse()?))
    }

    /// The rules of the table of this name; `None` where nobody has defined it.
    pub fn table(&self, name: &str) -> Option<Table> {
        self.0.tables.rules(name).map(|table| Table::clone(&table))
    }

    /// Gives the table of this name its rules: see [`resilin::define_table`](crate::define_table).
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the rules. Nothing has changed then.
    pub fn define_table(&self, name: &str, rules: &str) -> Result<(), PolicyError> {
        check_table_name(name)?;
        let table: Table = rules.parse()?;
        self.0.tables.named(name).define(table);
        Ok(())
    }

    /// The quota of this name, made with default settings if it is new: see [`resilin::quota`](crate::quota()).
    pub fn quota(&self, name: &str) -> Quota {
        self.0.quotas.get(name)
    }

    /// Gives the quota of this name its settings: see [`Quota::define`].
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the settings. Nothing has changed then.
    pub fn define_quota(&self, name: &str, settings: &str) -> Result<Quota, PolicyError> {
        check_quota_name(name)?;
        Ok(self.0.quotas.define(name, settings.parse()?))
    }

    /// The retry budget of this name, made with default settings if it is new: see
    /// [`resilin::retry_budget`](crate::retry_budget()).
    pub fn retry_budget(&self, name: &str) -> RetryBudget {
        self.0.budgets.get(name)
    }

    /// Gives the retry budget of this name its settings: see [`RetryBudget::define`].
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the settings. Nothing has changed then.
    pub fn define_retry_budget(&self, name: &str, settings: &str) -> Result<RetryBudget, PolicyError> {
        check_retry_budget_name(name)?;
        Ok(self.0.budgets.define(name, settings.parse()?))
    }

    /// Every breaker that anybody has named, those of keys, too, by name.
    pub fn breakers(&self) -> impl Iterator<Item = Breaker> + use<> {
        let mut breakers = self.0.breakers.all();
        breakers.sort_unstable_by(|one, other| one.name().cmp(other.name()));
        breakers.into_iter()
    }

    /// Every quota that anybody has named, by name.
    pub fn quotas(&self) -> impl Iterator<Item = Quota> + use<> {
        let mut quotas = self.0.quotas.all();
        quotas.sort_unstable_by(|(one, _), (other, _)| one.name().cmp(other.name()));
        quotas.into_iter().map(|(quota, _)| quota)
    }

    /// Every retry budget that anybody has named, by name.
    pub fn retry_budgets(&self) -> impl Iterator<Item = RetryBudget> + use<> {
        let mut budgets = self.0.budgets.all();
        budgets.sort_unstable_by(|(one, _), (other, _)| one.name().cmp(other.name()));
        budgets.into_iter().map(|(budget, _)| budget)
    }

    pub(crate) fn breaker_shelf(&self) -> &Breakers {
        &self.0.breakers
    }

    pub(crate) fn quota_shelf(&self) -> &Shelf<Quota> {
        &self.0.quotas
    }

    pub(crate) fn budget_shelf(&self) -> &Shelf<RetryBudget> {
        &self.0.budgets
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.0.tables
    }

    /// What the table of a site stands for, now and after it is defined.
    pub(crate) fn named_table(&self, named: &TableRef) -> Arc<NamedTable> {
        let table = self.0.tables.named(named.name());
        if let Some(rules) = named.rules() {
            table.declare(rules);
        }
        table
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry").finish_non_exhaustive()
    }
}
