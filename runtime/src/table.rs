//! Named tables: what each class of failure gets, in one place for all sites that name it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use resilin_policy::Table;

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

    pub(crate) fn define(&self, table: Table) {
        *self.content() = Some(Arc::new(table));
    }

    fn content(&self) -> MutexGuard<'_, Option<Arc<Table>>> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
