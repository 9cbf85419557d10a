//! What came of reading a policy.

use super::{
    Findings,
    entries::{Entries, Places},
    named::Name,
    policy::Names,
};
use crate::{Finding, Settings, keys::Setting};
use std::ops::Range;

/// What was read, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// Everything that could be read.
    pub settings: Settings,
    /// The named policy that these settings refine, where the text has one: `policy = "reads"`.
    pub base: Option<Base>,
    /// Everything that is wrong, in the order of the text; empty if the policy is good.
    pub findings: Vec<Finding>,
    places: Places<Setting>,
    names: Names,
}

/// The policy that others refine.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Base {
    /// Its name.
    pub name: String,
    /// Where the name stands, without its quotes.
    pub range: Range<usize>,
}

impl Reading {
    pub(super) fn of(entries: Entries<Setting>, findings: Findings) -> Self {
        let Entries { values, places } = entries;
        let base = values.policy.map(|Name { text, range }| Base { name: text, range });
        Self { settings: values.settings, base, findings: findings.sorted(), places, names: values.names }
    }

    /// Where a key was written: from the key to the end of its value, whether that could be read or not.
    ///
    /// ```
    /// use resilin_policy::{Target, read};
    ///
    /// let reading = read(r#"attempts = 5, breaker("api", failures = 3)"#, Target::Text);
    /// assert_eq!(reading.place("attempts"), Some(0..12));
    /// assert_eq!(reading.name_place("breaker"), Some(23..26));
    /// assert_eq!(reading.place("timeout"), None);
    /// ```
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        self.places.of(&Setting::named(key)?)
    }

    /// Where the name stands that this key gives, without its quotes: of a `policy`, a `breaker`, a `quota`, a
    /// `retry_budget` or a `table`.
    pub fn name_place(&self, key: &str) -> Option<Range<usize>> {
        match Setting::named(key)? {
            Setting::Policy => self.base.as_ref().map(|base| base.range.clone()),
            key => self.names.of(key),
        }
    }
}
