//! Budgets under real threads: what was there, what was earned and what was spent add up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use resilin::Class;
use resilin::kernel::RetryBudget;
use resilin_policy::RetryBudgetSettings;

use super::settings::{NONE, at, ratio, tokens, whole};

const THREADS: usize = 4;

/// What all threads together have done.
fn in_threads(work: impl Fn(usize) -> u64 + Sync) -> u64 {
    let work = &work;
    thread::scope(|scope| {
        let all: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || work(thread))).collect();
        all.into_iter().map(|thread| thread.join().expect("no thread panics")).sum()
    })
}

// Red when: `exchange` of runtime/src/kernel/budget/shared.rs stores the word that it is given.
#[test]
fn exactly_as_many_pass_as_there_is_enough_for() {
    let hour = std::time::Duration::from_secs(3_600);
    for (settings, there) in [(tokens(50_003, 5), 10_000), (ratio(0.2, 3_600_000, hour), 10_000)] {
        let budget = RetryBudget::new(&settings);
        let spend = || budget.spend(Class::SERVER, || at(7)).is_some();
        let passed = in_threads(|_| (0..10_000).map(|_| u64::from(spend())).sum());
        assert_eq!(passed, there);
        assert!(!spend());
    }
}

/// Half of the threads earn and half spend, and a few give back; meanwhile the costs change. It has room for all.
// Red when: `exchange` of runtime/src/kernel/budget/shared.rs stores the word that it is given; or `defined` there keeps
// what is missing, not what is there.
#[test]
fn what_is_earned_and_spent_adds_up_while_settings_change() {
    let with = |size, cost| RetryBudgetSettings { earn: whole(1), ..tokens(size, cost) };
    let budget = RetryBudget::new(&with(100_000, 1));
    let done = AtomicBool::new(false);
    for _ in 0..50_000 {
        budget.spend(Class::SERVER, || at(0)).expect("there is enough");
    }
    let paid = thread::scope(|scope| {
        scope.spawn(|| {
            for round in (0..).take_while(|_| !done.load(Ordering::Relaxed)) {
                budget.define(&with(100_000 + round % 7, 1 + round % 3), at(0));
            }
        });
        let paid = in_threads(|thread| (0..6_000).map(|n| earn_or_pay(&budget, thread % 2 == 0, n)).sum());
        done.store(true, Ordering::Relaxed);
        paid
    });
    let earned = 6_000_000 * (THREADS / 2) as u64;
    assert_eq!(u64::from(budget.balance(at(0)).thousandths()), 50_000_000 + earned - paid);
}

/// What it has paid in the end.
fn earn_or_pay(budget: &RetryBudget, earns: bool, n: usize) -> u64 {
    if earns {
        budget.succeeded(None);
        return 0;
    }
    let spent = budget.spend(Class::SERVER, || at(0)).expect("there is enough");
    if n.is_multiple_of(10) {
        budget.give_back(spent);
        return 0;
    }
    spent.cost().thousandths().into()
}

/// Time passes, and threads see it pass at different times: no retry comes back twice.
#[test]
fn clocks_that_are_read_at_different_times_bring_no_more_than_the_last() {
    let budget = RetryBudget::new(&NONE);
    let passed = in_threads(|thread| {
        let seconds = (0..20_000).map(|n| (n + 3 * thread as u64) / 20);
        seconds.map(|second| u64::from(budget.spend(Class::SERVER, || at(second)).is_some())).sum()
    });
    let last = (20_000 - 1 + 3 * (THREADS as u64 - 1)) / 20;
    assert!(passed <= 100 + 10 * last, "{passed}");
    assert!(passed + 100 >= 10 * last, "{passed}");
}
