//! What was written of a policy.

use crate::{Attempts, Backoff, BreakerRef, Jitter, QuotaRef, RetryBudgetRef, Table, TableRef, keys::Setting};
use std::time::Duration;

/// What was written; `None` is what was left out.
///
/// [`Policy`](crate::Policy) answers with defaults. This is for who has to tell the two apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    #[doc(hidden)]
    pub backoff: Option<Backoff>,
    #[doc(hidden)]
    pub jitter: Option<Jitter>,
    #[doc(hidden)]
    pub attempts: Option<Attempts>,
    #[doc(hidden)]
    pub timeout: Option<Duration>,
    #[doc(hidden)]
    pub deadline: Option<Duration>,
    #[doc(hidden)]
    pub max_wait: Option<Duration>,
    #[doc(hidden)]
    pub idempotent: Option<bool>,
    #[doc(hidden)]
    pub breaker: Option<BreakerRef>,
    #[doc(hidden)]
    pub table: Option<TableRef>,
    #[doc(hidden)]
    pub on: Option<Table>,
    #[doc(hidden)]
    pub quota: Option<QuotaRef>,
    #[doc(hidden)]
    pub retry_budget: Option<RetryBudgetRef>,
}

impl Settings {
    #[doc(hidden)]
    pub const NONE: Self = Self {
        backoff: None,
        jitter: None,
        attempts: None,
        timeout: None,
        deadline: None,
        max_wait: None,
        idempotent: None,
        breaker: None,
        table: None,
        on: None,
        quota: None,
        retry_budget: None,
    };

    /// The keys that were written, in the order in which they are printed.
    ///
    /// ```
    /// use resilin_policy::{Target, read};
    ///
    /// let settings = read("attempts = 5, backoff = fixed(1s)", Target::Text).settings;
    /// assert!(settings.keys().eq(["backoff", "attempts"]));
    /// ```
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + '_ {
        Setting::ALL.into_iter().filter(|&setting| self.has(setting)).map(Setting::name)
    }

    pub(crate) const fn has(&self, setting: Setting) -> bool {
        match setting {
            Setting::Policy => false,
            Setting::Backoff => self.backoff.is_some(),
            Setting::Jitter => self.jitter.is_some(),
            Setting::Attempts => self.attempts.is_some(),
            Setting::Timeout => self.timeout.is_some(),
            Setting::Deadline => self.deadline.is_some(),
            Setting::Breaker => self.breaker.is_some(),
            Setting::Quota => self.quota.is_some(),
            Setting::RetryBudget => self.retry_budget.is_some(),
            Setting::Table => self.table.is_some(),
            Setting::On => self.on.is_some(),
            Setting::MaxWait => self.max_wait.is_some(),
            Setting::Idempotent => self.idempotent.is_some(),
        }
    }
}
