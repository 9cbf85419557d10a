//! What every model needs: settings, moments, and threads that race.

use std::time::Duration;

use loom::sync::Arc;
use loom::thread;
use resilin::Class;
use resilin::kernel::{Moment, RetryBudget, Spent};
use resilin_policy::{Rate, RetryBudgetSettings, Tokens};

/// Tries every order in which a thread is stopped in the middle at most so often.
pub(super) fn model(preemptions: usize, run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(run);
}

pub(super) fn at(seconds: u64) -> Moment {
    Moment::EPOCH.after(Duration::from_secs(seconds))
}

pub(super) const fn whole(tokens: u32) -> Option<Tokens> {
    Some(Tokens::whole(tokens))
}

/// So many tokens, and one for a retry.
pub(super) fn tokens(size: u32) -> RetryBudgetSettings {
    RetryBudgetSettings { tokens: whole(size), cost: whole(1), ..RetryBudgetSettings::NONE }
}

/// Ten retries; one comes back in so many seconds, and another with every success.
pub(super) fn one_in(seconds: u64) -> RetryBudgetSettings {
    let min = Some(Rate { count: 1, per: Duration::from_secs(seconds) });
    RetryBudgetSettings { ratio: Some(1.0), min, ..RetryBudgetSettings::NONE }
}

pub(super) fn budget(settings: RetryBudgetSettings) -> Arc<RetryBudget> {
    Arc::new(RetryBudget::new(&settings))
}

/// At second 0 so many of its retries are left.
pub(super) fn with_left(left: usize, settings: RetryBudgetSettings) -> Arc<RetryBudget> {
    let budget = budget(settings);
    while whole_balance(&budget) > left {
        assert!(spend(&budget).is_some(), "there is enough");
    }
    budget
}

pub(super) fn spend(budget: &RetryBudget) -> Option<Spent> {
    budget.spend(Class::SERVER, || at(0))
}

/// What is there at second 0, which has to be whole.
pub(super) fn whole_balance(budget: &RetryBudget) -> usize {
    let thousandths = budget.balance(at(0)).thousandths();
    assert_eq!(thousandths % 1000, 0, "nothing here is less than one");
    usize::try_from(thousandths / 1000).expect("it is small")
}

/// Something for a thread to do with the budget.
pub(super) fn start<T: 'static>(
    budget: &Arc<RetryBudget>,
    work: impl FnOnce(&RetryBudget) -> T + 'static,
) -> thread::JoinHandle<T> {
    let budget = Arc::clone(budget);
    thread::spawn(move || work(&budget))
}

pub(super) fn end<T>(thread: thread::JoinHandle<T>) -> T {
    thread.join().expect("no thread panics")
}
