//! A site under overrides.

use std::sync::Arc;

use resilin_policy::{Policy, Settings};

use super::Site;
use super::current::Current;
use crate::source::Source;
use crate::sync::OnceLock;
use crate::table::NamedTable;
use crate::told::Told;

impl Site {
    /// New calls go by this policy, and by this table if an override has made it. Calls under way are not touched.
    pub(crate) fn override_by(&'static self, policy: &Settings, table: Option<&Arc<NamedTable>>) {
        if table.is_none() && policy == self.policy.written() {
            return self.current.go_back();
        }
        let is_like = |site: &Self| site.policy.written() == policy && site.goes_by(table);
        self.current.go_by(is_like, || self.varied(Policy::from_checked(policy.clone()), table));
    }

    /// Where the value of a key of the policy comes from, if an override has given it: `attempts`, or `on.client`.
    #[doc(hidden)]
    pub fn overridden(&self, key: &str) -> Option<Source> {
        crate::config::source_of_key(self.declared.unwrap_or(self), key)
    }

    fn goes_by(&self, table: Option<&Arc<NamedTable>>) -> bool {
        let mine = self.table.get().filter(|mine| mine.overridden().is_some());
        match (mine, table) {
            (Some(mine), Some(table)) => Arc::ptr_eq(mine, table),
            (mine, table) => mine.is_none() && table.is_none(),
        }
    }

    fn varied(&'static self, policy: Policy, table: Option<&Arc<NamedTable>>) -> Self {
        Self {
            name: self.name,
            policy,
            origin: self.origin,
            compiled: self.compiled,
            texts: None,
            layers: OnceLock::new(),
            declared: Some(self),
            current: Current::new(),
            family: OnceLock::new(),
            table: table.map_or_else(OnceLock::new, |table| OnceLock::from(Arc::clone(table))),
            quota: OnceLock::new(),
            budget: OnceLock::new(),
            told: Told::nothing(),
        }
    }
}
