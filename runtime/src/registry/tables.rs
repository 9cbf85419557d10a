//! Tables by their names.

#[cfg(feature = "config")]
use std::collections::HashMap;
use std::sync::Arc;
#[cfg(feature = "config")]
use std::sync::PoisonError;

use resilin_policy::Table;

use super::names::Names;
#[cfg(feature = "config")]
use crate::sync::{Mutex, MutexGuard};
use crate::table::NamedTable;

/// The tables of a registry, and what overrides make of them.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    names: Names<NamedTable>,
    #[cfg(feature = "config")]
    overridden: Mutex<Overridden>,
}

impl Tables {
    /// What the name stands for, now and after it is defined; without what an override says.
    pub(crate) fn named(&self, name: &str) -> Arc<NamedTable> {
        self.names.lock().get_or_add(name, NamedTable::default)
    }

    /// The rules that code has given the name, if it has.
    pub(crate) fn defined(&self, name: &str) -> Option<Arc<Table>> {
        self.names.lock().get(name)?.defined()
    }

    /// The rules that hold, if the name is known.
    pub(crate) fn rules(&self, name: &str) -> Option<Arc<Table>> {
        #[cfg(feature = "config")]
        if let Some(table) = self.overridden().now.get(name) {
            return table.rules();
        }
        let named = self.names.lock().get(name);
        named?.rules()
    }
}

/// Overrides make tables of their own, so that calls under way keep theirs. They are kept: what is there already is used
/// again.
#[cfg(feature = "config")]
#[derive(Debug, Default)]
struct Overridden {
    now: HashMap<String, Arc<NamedTable>>,
    made: HashMap<String, Vec<Arc<NamedTable>>>,
}

#[cfg(feature = "config")]
impl Tables {
    /// The tables that these rules make of those of the same names, in force from now on in place of others before.
    pub(crate) fn override_by(&self, rules: &HashMap<String, Table>) -> HashMap<String, Arc<NamedTable>> {
        let mut overridden = self.overridden();
        let tables = rules.iter().map(|(name, rules)| {
            let made = overridden.made.entry(name.clone()).or_default();
            let known = made.iter().find(|table| table.overridden() == Some(rules)).cloned();
            let table = known.unwrap_or_else(|| {
                let new = Arc::new(NamedTable::over(rules.clone(), self.named(name)));
                made.push(Arc::clone(&new));
                new
            });
            (name.clone(), table)
        });
        let tables: HashMap<_, _> = tables.collect();
        overridden.now.clone_from(&tables);
        tables
    }

    /// The tables that overrides have made, as they are in force.
    pub(crate) fn now(&self) -> HashMap<String, Arc<NamedTable>> {
        self.overridden().now.clone()
    }

    /// The names that code has defined, or that a site has looked up.
    pub(crate) fn known(&self) -> Vec<String> {
        self.names.lock().each().map(|(name, _)| name.to_owned()).collect()
    }

    /// What is in force for this name where there are no overrides.
    pub(crate) fn base(&self, name: &str) -> Option<Arc<Table>> {
        self.names.lock().get(name)?.rules()
    }

    fn overridden(&self) -> MutexGuard<'_, Overridden> {
        self.overridden.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
