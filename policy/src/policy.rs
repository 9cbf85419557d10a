//! A whole policy: what holds, written or not.

use crate::{
    Attempts, Backoff, BreakerRef, Jitter, PolicyError, QuotaRef, RetryBudgetRef, Settings, Table, TableRef,
    Target, read,
};
use std::{str::FromStr, time::Duration};

/// What should happen when a call fails: how often, how fast and how long it is tried.
///
/// A policy is read from text, and prints as text that reads the same again. Two policies are equal if the same
/// was written, so a default written out differs from one left out: tables look at that.
///
/// ```
/// use resilin_policy::Policy;
/// use std::time::Duration;
///
/// let policy: Policy = "attempts = 5, deadline = 1m30s".parse()?;
/// assert_eq!(policy.deadline(), Some(Duration::from_secs(90)));
/// assert_eq!(policy.timeout(), None);
/// assert_eq!(policy.to_string(), "attempts = 5, deadline = 90s");
///
/// assert_eq!("".parse::<Policy>()?, Policy::DEFAULT);
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    written: Settings,
}

impl Policy {
    /// Nothing written: three attempts, `exp(200ms, 2, 20s)` with full jitter, no time limits.
    pub const DEFAULT: Self = Self { written: Settings::NONE };

    /// For settings that [`read`] found no fault with; nothing is checked again.
    #[doc(hidden)]
    pub const fn from_checked(written: Settings) -> Self {
        Self { written }
    }

    /// What was written, without the defaults.
    #[inline]
    pub const fn written(&self) -> &Settings {
        &self.written
    }

    /// The shape of the delays between attempts; `exp(200ms, 2, 20s)` when left out.
    #[inline]
    pub const fn backoff(&self) -> Backoff {
        match self.written.backoff {
            Some(backoff) => backoff,
            None => Backoff::DEFAULT,
        }
    }

    /// How the delays are spread; full when left out. [`Backoff::Decorrelated`] is spread by itself and takes none.
    #[inline]
    pub const fn jitter(&self) -> Jitter {
        match self.written.jitter {
            Some(jitter) => jitter,
            None => Jitter::DEFAULT,
        }
    }

    /// How often the body may run; 3 times when left out.
    #[inline]
    pub const fn attempts(&self) -> Attempts {
        match self.written.attempts {
            Some(attempts) => attempts,
            None => Attempts::DEFAULT,
        }
    }

    /// How long one attempt may take, if there is a limit.
    #[inline]
    pub const fn timeout(&self) -> Option<Duration> {
        self.written.timeout
    }

    /// How long the whole call may take, waits included, if there is a limit.
    #[inline]
    pub const fn deadline(&self) -> Option<Duration> {
        self.written.deadline
    }

    /// The longest wait that a server may ask for, where that was written. Left out, it is what the deadline leaves;
    /// without a deadline it is the [`longest_hint`](Backoff::longest_hint) of the shape in use.
    #[inline]
    pub const fn max_wait(&self) -> Option<Duration> {
        self.written.max_wait
    }

    /// Whether the body may run again after a run that may have had an effect; true when left out.
    #[inline]
    pub const fn idempotent(&self) -> bool {
        match self.written.idempotent {
            Some(idempotent) => idempotent,
            None => true,
        }
    }

    /// The breaker that every attempt has to pass, if there is one.
    #[inline]
    pub const fn breaker(&self) -> Option<&BreakerRef> {
        self.written.breaker.as_ref()
    }

    /// The name of the table that says what each class of failure gets, where one was written.
    #[inline]
    pub fn table(&self) -> Option<&str> {
        self.written.table.as_ref().map(TableRef::name)
    }

    /// The rules of the table that is named, where they are known before the program runs: those that it has in a file
    /// that was read with the policy.
    #[inline]
    pub fn table_rules(&self) -> Option<&Table> {
        self.written.table.as_ref().and_then(TableRef::rules)
    }

    /// Whether another table than the standard one is named, and what it says is not known before the program runs.
    pub(crate) fn has_unknown_table(&self) -> bool {
        self.table().is_some_and(|name| name != Table::STANDARD) && self.table_rules().is_none()
    }

    /// What was written for classes of failure in the policy itself; it comes before the table that is named.
    #[inline]
    pub const fn on(&self) -> Option<&Table> {
        self.written.on.as_ref()
    }

    /// The quota that every attempt needs, if there is one.
    #[inline]
    pub const fn quota(&self) -> Option<&QuotaRef> {
        self.written.quota.as_ref()
    }

    /// What retries are paid from, if they are.
    #[inline]
    pub const fn retry_budget(&self) -> Option<&RetryBudgetRef> {
        self.written.retry_budget.as_ref()
    }

    /// Whether a second attempt can ever happen.
    #[inline]
    pub const fn retries(&self) -> bool {
        self.attempts().allows(2)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl FromStr for Policy {
    type Err = PolicyError;

    /// Reads a policy text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, with its place and a way out.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        let reading = read(text, Target::Text);
        if reading.findings.is_empty() {
            Ok(Self::from_checked(reading.settings))
        } else {
            Err(PolicyError::new(text, reading.findings))
        }
    }
}
