//! Named tables: what each class of failure gets, in one place for all sites that name it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use resilin_policy::{PolicyError, Table, check_table_name};

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
    check_table_name(name)?;
    let table: Table = rules.parse()?;
    *named(name).content() = Some(Arc::new(table));
    Ok(())
}

/// The rules of the table of this name; `None` where nobody has defined it.
pub fn table(name: &str) -> Option<Table> {
    let named = tables().get(name).map(Arc::clone);
    named?.rules().map(|table| Table::clone(&table))
}

/// A name that sites may go by before somebody defines it.
#[derive(Debug, Default)]
pub(crate) struct NamedTable {
    content: Mutex<Option<Arc<Table>>>,
}

impl NamedTable {
    /// Its rules; `None` where nobody has defined it.
    pub(crate) fn rules(&self) -> Option<Arc<Table>> {
        self.content().clone()
    }

    fn content(&self) -> MutexGuard<'_, Option<Arc<Table>>> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the name stands for, now and after it is defined. Names come from code, so they are kept for good.
pub(crate) fn named(name: &str) -> Arc<NamedTable> {
    let mut tables = tables();
    if let Some(known) = tables.get(name) {
        return Arc::clone(known);
    }
    let new = Arc::default();
    tables.insert(name.into(), Arc::clone(&new));
    new
}

fn tables() -> MutexGuard<'static, HashMap<Box<str>, Arc<NamedTable>>> {
    static TABLES: LazyLock<Mutex<HashMap<Box<str>, Arc<NamedTable>>>> = LazyLock::new(Mutex::default);
    TABLES.lock().unwrap_or_else(PoisonError::into_inner)
}
