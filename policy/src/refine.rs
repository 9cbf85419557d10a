//! What refining a policy leaves of the one refined.

mod gates;

use crate::{
    Backoff, BreakerRef, ClassRule, Delays, QuotaRef, Retry, RetryBudgetRef, Rule, Settings, Table, TableRef,
    Target, keys::Setting,
};
use std::{borrow::Cow, time::Duration};

/// The keys of a default that have no effect beside what a function says for itself: they are left out, not refused,
/// because nobody wrote them for that function.
///
/// ```
/// use resilin_policy::{Reading, Target, idle_beside, read};
///
/// let Reading { settings, .. } = read("attempts = 1", Target::AsyncFn);
/// assert_eq!(idle_beside(&settings, Target::AsyncFn), ["backoff", "jitter", "max_wait", "retry_budget"]);
///
/// // A blocking call cannot be cut short, so a default timeout is not for it.
/// let Reading { settings, .. } = read("attempts = 5", Target::BlockingFn);
/// assert_eq!(idle_beside(&settings, Target::BlockingFn), ["timeout"]);
/// ```
pub fn idle_beside(own: &Settings, target: Target) -> Vec<&'static str> {
    let runs_once = own.attempts.is_some_and(|attempts| !attempts.allows(2));
    let varies_own = own.on.as_ref().is_some_and(Table::takes_jitter);
    let takes_no_jitter = !varies_own && own.backoff.is_some_and(|backoff| !backoff.takes_jitter());
    let idle = [
        (Setting::Backoff, runs_once),
        (Setting::Jitter, runs_once || takes_no_jitter),
        (Setting::MaxWait, runs_once),
        (Setting::RetryBudget, runs_once),
        (Setting::Timeout, target == Target::BlockingFn),
    ];
    idle.into_iter().filter(|(_, idle)| *idle).map(|(setting, _)| setting.name()).collect()
}

/// What one policy says, and of another one what that leaves a meaning to: key by key, `on(…)` class by class, and the
/// settings of a gate one by one where both name the same.
///
/// Nothing is judged: what goes wrong between the two is found by [`judge`](crate::judge).
///
/// ```
/// use resilin_policy::{Policy, Settings, Target, read, refine};
///
/// let own = read("attempts = 1, on(client = retry)", Target::Text).settings;
/// let base = read("backoff = none, deadline = 9s, on(client = fail, auth = fail)", Target::Text).settings;
/// let refined = Policy::from_checked(refine(&own, &base, Target::Text));
/// // A single run has no use for a shape.
/// assert_eq!(refined.to_string(), "attempts = 1, deadline = 9s, on(client = retry, auth = fail)");
/// assert_eq!(refine(&own, &Settings::NONE, Target::Text), own);
/// ```
#[must_use]
pub fn refine(own: &Settings, base: &Settings, target: Target) -> Settings {
    let on = rules_over(own, base);
    let idle = idle_beside(&Settings { on: on.clone(), ..own.clone() }, target);
    let left = |setting: Setting| !idle.contains(&setting.name());
    Settings {
        backoff: own.backoff.or(base.backoff.filter(|_| left(Setting::Backoff))),
        jitter: own.jitter.or(base.jitter.filter(|_| left(Setting::Jitter))),
        attempts: own.attempts.or(base.attempts),
        timeout: own.timeout.or(base.timeout.filter(|_| left(Setting::Timeout))),
        deadline: own.deadline.or(base.deadline),
        max_wait: own.max_wait.or(base.max_wait.filter(|_| left(Setting::MaxWait))),
        idempotent: own.idempotent.or(base.idempotent),
        breaker: over(own.breaker.as_ref(), base.breaker.as_ref()),
        table: over(own.table.as_ref(), base.table.as_ref()),
        on,
        quota: over(own.quota.as_ref(), base.quota.as_ref()),
        retry_budget: over(
            own.retry_budget.as_ref(),
            base.retry_budget.as_ref().filter(|_| left(Setting::RetryBudget)),
        ),
    }
}

/// Something with a name, and more to it.
trait Refine: Clone {
    fn name(&self) -> &str;

    /// Of two with one name.
    fn over(&self, base: &Self) -> Self;
}

fn over<R: Refine>(own: Option<&R>, base: Option<&R>) -> Option<R> {
    match (own, base) {
        (Some(own), Some(base)) if own.name() == base.name() => Some(own.over(base)),
        (own, base) => own.or(base).cloned(),
    }
}

impl Refine for BreakerRef {
    fn name(&self) -> &str {
        &self.name
    }

    fn over(&self, base: &Self) -> Self {
        Self { name: self.name.clone(), settings: self.settings.over(&base.settings) }
    }
}

impl Refine for QuotaRef {
    fn name(&self) -> &str {
        &self.name
    }

    fn over(&self, base: &Self) -> Self {
        Self { name: self.name.clone(), settings: self.settings.over(&base.settings) }
    }
}

impl Refine for RetryBudgetRef {
    fn name(&self) -> &str {
        &self.name
    }

    fn over(&self, base: &Self) -> Self {
        Self { name: self.name.clone(), settings: self.settings.over(&base.settings) }
    }
}

impl Refine for TableRef {
    fn name(&self) -> &str {
        &self.name
    }

    fn over(&self, base: &Self) -> Self {
        Self { name: self.name.clone(), rules: self.rules.clone().or_else(|| base.rules.clone()) }
    }
}

impl Table {
    /// What one table says, and what another one says of other classes.
    ///
    /// ```
    /// use resilin_policy::Table;
    ///
    /// let (near, far): (Table, Table) = ("client = retry".parse()?, "auth = fail, client = fail".parse()?);
    /// assert_eq!(near.over(&far).to_string(), "client = retry, auth = fail");
    /// # Ok::<(), resilin_policy::PolicyError>(())
    /// ```
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let is_new = |rule: &&ClassRule| self.rules().iter().all(|own| own.class != rule.class);
        Self(Cow::Owned(self.rules().iter().chain(base.rules().iter().filter(is_new)).cloned().collect()))
    }
}

fn rules_over(own: &Settings, base: &Settings) -> Option<Table> {
    let left = base.on.as_ref().map(|rules| {
        let rules = rules.rules().iter().map(|rule| ClassRule { rule: left_of(rule.rule, own), ..rule.clone() });
        Table(Cow::Owned(rules.collect()))
    });
    match (&own.on, left) {
        (Some(own), Some(base)) => Some(own.over(&base)),
        (own, base) => own.clone().or(base),
    }
}

/// A rule in the words that are left to it beside what is written nearer. To leave it out would bring back what the
/// table behind it says.
fn left_of(rule: Rule, own: &Settings) -> Rule {
    let runs_once = own.attempts.is_some_and(|attempts| !attempts.allows(2));
    let waits = !matches!(own.backoff, Some(Backoff::None | Backoff::Fixed(Duration::ZERO)));
    match rule {
        Rule::Retry(_) if runs_once => Rule::Fail,
        Rule::Retry(Retry { delays: Delays::Scaled(_), attempts }) if !waits => {
            Rule::Retry(Retry { delays: Delays::Site, attempts })
        }
        rule => rule,
    }
}
