//! The classes that a policy knows of.

use crate::{Class, ClassRule, Policy, Rule, Table, rule};

/// A class and what it gets, whatever a named table says: that is not known before the program runs.
pub(crate) struct Known<'p> {
    pub(crate) name: &'p str,
    pub(crate) rule: Rule,
}

/// The built-in classes, and those that the policy's `on(…)` adds. Any other gets what an unknown one gets, but for
/// what was written for that.
pub(crate) fn known(policy: &Policy) -> impl Iterator<Item = Known<'_>> {
    let built_in = Class::BUILT_IN.into_iter();
    let built_in = built_in.map(|class| Known { name: class.name(), rule: rule(class, policy, &Table::EMPTY) });
    let custom = policy.on().into_iter().flat_map(Table::rules).filter(|rule| rule.is_custom());
    built_in.chain(custom.map(|rule: &ClassRule| Known { name: rule.class(), rule: rule.rule() }))
}
