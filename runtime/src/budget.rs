//! Named retry budgets, shared by every site that names them.

use std::fmt;
use std::sync::Arc;

use resilin_policy::{Class, PolicyError, RetryBudgetSettings, Tokens};

use crate::clock::{self, Clock};
use crate::kernel::{self, Spent};
use crate::registry::{Registry, Shared};
use crate::telemetry::Gate;

/// A named retry budget: what the retries of all sites that name it may cost together. Clones are the same budget.
///
/// ```
/// use resilin::RetryBudget;
///
/// // As the AWS SDKs do it: 500 tokens, 5 for a retry, 10 after a timeout.
/// let budget = RetryBudget::define("storage", "tokens = 500, cost = 5, timeout_cost = 10")?;
/// assert_eq!(budget.balance().to_string(), "500");
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Clone)]
pub struct RetryBudget(Arc<Named>);

struct Named {
    name: Box<str>,
    budget: kernel::RetryBudget,
}

impl RetryBudget {
    /// Gives the retry budget of this name its settings, in place of those that it has. What is in it stays, as far as
    /// the new size has room for it; where a ratio takes the place of tokens or the other way round, it starts full.
    ///
    /// The settings are listed in [the crate's documentation](crate#retry-budgets).
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the settings, with its place and a way out. Nothing has changed then.
    pub fn define(name: &str, settings: &str) -> Result<Self, PolicyError> {
        Registry::global().define_retry_budget(name, settings)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What is in it: retries where its form is a ratio, else tokens. Reads the clock.
    pub fn balance(&self) -> Tokens {
        self.0.budget.balance(clock::of_thread())
    }

    /// A call has succeeded; `last` is what its last retry cost.
    #[inline]
    pub(crate) fn succeeded(&self, last: Option<Spent>) {
        self.0.budget.succeeded(last);
    }

    /// An attempt has failed in a way that may be retried.
    pub(crate) fn failed(&self) {
        self.0.budget.failed();
    }

    /// Pays for a retry after a failure of this class; `None` where there is not enough.
    pub(crate) fn spend(&self, class: Class, clock: Clock) -> Option<Spent> {
        self.0.budget.spend(class, clock)
    }

    /// Gives back what was paid for a retry that was refused.
    pub(crate) fn give_back(&self, spent: Spent) {
        self.0.budget.give_back(spent);
    }
}

impl Shared for RetryBudget {
    type Settings = RetryBudgetSettings;

    const GATE: Gate = Gate::RetryBudget;

    fn new(name: &str, settings: RetryBudgetSettings) -> Self {
        Self(Arc::new(Named { name: name.into(), budget: kernel::RetryBudget::new(&settings) }))
    }

    fn define(&self, settings: RetryBudgetSettings) {
        self.0.budget.define(&settings, clock::of_thread());
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryBudget").field("name", &self.name()).field("balance", &self.balance()).finish()
    }
}

impl PartialEq for RetryBudget {
    /// Whether they are the same budget.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for RetryBudget {}
