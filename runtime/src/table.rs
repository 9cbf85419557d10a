//! Named tables: what each class of failure gets, in one place for all sites that name it.

use std::sync::{Arc, PoisonError};

use resilin_policy::Table;

use crate::sync::{Mutex, MutexGuard};

/// A name that sites may go by before somebody defines it.
#[derive(Debug, Default)]
pub(crate) struct NamedTable {
    content: Mutex<Content>,
    /// Where an override has made it: the table that it was made of, and the rules that come before that one's.
    #[cfg(feature = "config")]
    over: Option<(Table, Arc<NamedTable>)>,
}

#[derive(Debug, Default)]
struct Content {
    /// What code has given it.
    defined: Option<Arc<Table>>,
    /// What the `resilience.toml` says that a site was compiled with.
    compiled: Option<Arc<Table>>,
    /// All of it put together.
    whole: Option<Arc<Table>>,
}

impl NamedTable {
    /// Its rules; `None` where nobody has defined it.
    #[cfg(not(feature = "config"))]
    pub(crate) fn rules(&self) -> Option<Arc<Table>> {
        self.content().whole.clone()
    }

    /// Its rules; `None` where nobody has defined it.
    #[cfg(feature = "config")]
    pub(crate) fn rules(&self) -> Option<Arc<Table>> {
        match &self.over {
            None => self.content().whole.clone(),
            Some((rules, base)) => Some(self.rules_over(rules, base.rules())),
        }
    }

    pub(crate) fn define(&self, table: Table) {
        let mut content = self.content();
        content.defined = Some(Arc::new(table));
        content.settle();
    }

    /// What code has given it.
    pub(crate) fn defined(&self) -> Option<Arc<Table>> {
        self.content().defined.clone()
    }

    /// What a site's `resilience.toml` says of it; that of the first site holds.
    pub(crate) fn declare(&self, compiled: &Table) {
        let mut content = self.content();
        if content.compiled.is_none() {
            content.compiled = Some(Arc::new(compiled.clone()));
            content.settle();
        }
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Content {
    fn settle(&mut self) {
        self.whole = match (&self.defined, &self.compiled) {
            (Some(defined), Some(compiled)) => Some(Arc::new(defined.over(compiled))),
            (defined, compiled) => defined.clone().or_else(|| compiled.clone()),
        };
    }
}

#[cfg(feature = "config")]
impl NamedTable {
    /// A table with other rules for some classes. It follows what becomes of the one that it is made of.
    pub(crate) fn over(rules: Table, base: Arc<Self>) -> Self {
        Self { content: Mutex::default(), over: Some((rules, base)) }
    }

    /// The rules that an override has put before others; `None` where there is none.
    pub(crate) fn overridden(&self) -> Option<&Table> {
        self.over.as_ref().map(|(rules, _)| rules)
    }

    /// Put together once, for as long as the rules behind are the same.
    fn rules_over(&self, rules: &Table, base: Option<Arc<Table>>) -> Arc<Table> {
        let mut content = self.content();
        let is_known = match (&content.defined, &base) {
            (Some(known), Some(base)) => Arc::ptr_eq(known, base),
            (None, None) => true,
            _ => false,
        };
        if let Some(whole) = content.whole.as_ref().filter(|_| is_known) {
            return Arc::clone(whole);
        }
        let whole = Arc::new(base.as_ref().map_or_else(|| rules.clone(), |base| rules.over(base)));
        content.defined = base;
        content.whole = Some(Arc::clone(&whole));
        whole
    }
}
