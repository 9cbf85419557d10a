//! A policy and the table that it names.

use resilin_policy::{Class, Policy, Rule, Table, counts, rule};

/// What decides about a failure: a policy, and the table that it names, where there is one.
///
/// What the policy says about a class `on(…)` itself comes first, then the table, then the standard table.
///
/// ```
/// use resilin::kernel::{Call, Failure, GiveUp, Rules, Verdict};
/// use resilin::{Class, Policy, Table};
///
/// let policy: Policy = "backoff = fixed(0s), jitter = none, attempts = 2".parse()?;
/// let table: Table = "server = fail, throttled = retry(fixed(0s), attempts = 4)".parse()?;
/// let rules = Rules::new(&policy, &table);
///
/// let mut call = Call::new();
/// for _ in 0..3 {
///     let verdict = call.failed(rules, &Failure::new(Class::THROTTLED), &mut || 0);
///     assert!(matches!(verdict, Verdict::Retry { .. }), "it has a count of its own");
/// }
/// assert_eq!(call.failed(rules, &Failure::new(Class::SERVER), &mut || 0), Verdict::GiveUp(GiveUp::Rule));
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Rules<'r> {
    policy: &'r Policy,
    table: &'r Table,
}

impl<'r> Rules<'r> {
    /// A policy and the table that it names.
    pub const fn new(policy: &'r Policy, table: &'r Table) -> Self {
        Self { policy, table }
    }

    /// The policy.
    pub const fn policy(&self) -> &'r Policy {
        self.policy
    }

    /// What a class of failure gets.
    #[inline]
    pub fn rule(&self, class: Class) -> Rule {
        rule(class, self.policy, self.table)
    }

    /// Whether a breaker counts a class of failure.
    #[inline]
    pub fn counts(&self, class: Class) -> bool {
        counts(class, self.policy, self.table)
    }
}

impl<'r> From<&'r Policy> for Rules<'r> {
    /// A policy that names no table.
    fn from(policy: &'r Policy) -> Self {
        Self { policy, table: const { &Table::EMPTY } }
    }
}
