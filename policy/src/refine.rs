//! What refining a policy leaves of the one refined.

use crate::{Settings, Table, Target, keys::Setting};

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
