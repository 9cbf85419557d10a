//! What is looked up: the states of what has a name in the process's own registry.

use std::sync::{Mutex, MutexGuard, TryLockError};

use metrics::{counter, gauge};

use crate::breaker::Family;
use crate::quota::{Quota, QuotaState};
use crate::{Registry, RetryBudget};

/// A name that stands for more breakers is not gone through at each of their transitions.
const MANY: usize = 64;

pub(super) fn of_all() {
    let registry = Registry::global();
    for family in registry.breaker_shelf().families() {
        set_breakers(&family);
    }
    for quota in registry.quotas() {
        set_quota(&quota);
    }
    for budget in registry.retry_budgets() {
        set_budget(&budget);
    }
}

/// After a transition of one of these. That of another registry changes nothing here.
pub(super) fn of_breakers(name: &str) {
    let family = Registry::global().breaker_shelf().family(name);
    if let Some(family) = family.filter(|family| family.len() <= MANY) {
        set_breakers(&family);
    }
}

/// After it has closed or opened. As above.
pub(super) fn of_quota(name: &str) {
    if let Some(quota) = Registry::global().quota_shelf().look(name) {
        set_quota(&quota);
    }
}

fn set_breakers(family: &Family) {
    let name = family.breaker().name();
    let Some(_one_at_a_time) = looking() else { return };
    let together = family.together();
    for (state, in_state) in together.states() {
        let (breaker, state) = (name.to_owned(), state.name());
        gauge!("resilience_breaker_state", "breaker" => breaker.clone(), "state" => state).set(in_state.breakers);
        counter!("resilience_breaker_state_seconds_total", "breaker" => breaker, "state" => state)
            .absolute(in_state.time.as_secs());
    }
    counter!("resilience_breaker_rejected_total", "breaker" => name.to_owned()).absolute(together.rejected);
}

fn set_quota(quota: &Quota) {
    let Some(_one_at_a_time) = looking() else { return };
    let is_closed = matches!(quota.state(), QuotaState::Closed | QuotaState::Probing);
    gauge!("resilience_quota_closed", "quota" => quota.name().to_owned()).set(u32::from(is_closed));
}

fn set_budget(budget: &RetryBudget) {
    let Some(_one_at_a_time) = looking() else { return };
    let balance = f64::from(budget.balance().thousandths()) / 1000.0;
    gauge!("resilience_retry_budget_balance", "budget" => budget.name().to_owned()).set(balance);
}

/// Who looks sets, before another one looks: an older state never takes the place of a newer one. Nobody waits for it, for
/// the exporter's code runs meanwhile, and may come back here: the next look brings what this one has missed.
fn looking() -> Option<MutexGuard<'static, ()>> {
    static LOOKING: Mutex<()> = Mutex::new(());
    match LOOKING.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}
