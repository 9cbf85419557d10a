//! The classes that a policy knows of.

use crate::{Class, ClassRule, Policy, Rule, Table, rule};

/// A class and what it gets, as far as that is known before the program runs: what a named table says may not be.
pub(crate) struct Known<'p> {
    pub(crate) name: &'p str,
    pub(crate) rule: Rule,
}

/// The built-in classes, and those that the policy's `on(…)` and its table add. Any other gets what an unknown one gets,
/// but for what was written for that.
pub(crate) fn known(policy: &Policy) -> impl Iterator<Item = Known<'_>> {
    let table = policy.table_rules().unwrap_or(const { &Table::EMPTY });
    let built_in = Class::BUILT_IN.into_iter();
    let built_in = built_in.map(move |class| Known { name: class.name(), rule: rule(class, policy, table) });
    built_in.chain(custom(policy.on(), table).map(|rule| Known { name: rule.class(), rule: rule.rule() }))
}

/// The rules of the classes that are not built in, the nearest of each class.
fn custom<'p>(on: Option<&'p Table>, table: &'p Table) -> impl Iterator<Item = &'p ClassRule> {
    let near = on.into_iter().flat_map(Table::rules);
    let is_new =
        move |rule: &&ClassRule| on.is_none_or(|on| on.rules().iter().all(|it| it.class() != rule.class()));
    near.chain(table.rules().iter().filter(is_new)).filter(|rule| rule.is_custom())
}
