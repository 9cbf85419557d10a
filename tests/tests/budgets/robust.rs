//! Whatever it is told, a budget stays within its bounds and does not panic.

use std::time::Duration;

use proptest::prelude::*;
use resilin::Class;
use resilin::kernel::{Moment, RetryBudget};
use resilin_policy::{BudgetForm, Rate, RetryBudgetSettings, Tokens};

use super::history::{Step, any_history, cases};
use super::settings::{NONE, at, ratio, tokens, whole};

fn size(settings: &RetryBudgetSettings) -> Tokens {
    match settings.form() {
        BudgetForm::Tokens(tokens) => tokens.tokens,
        BudgetForm::Ratio(ratio) => ratio.burst,
        other => panic!("unknown: {other:?}"),
    }
}

/// Any at all: before the epoch, never, and mostly not in order.
fn any_moment() -> impl Strategy<Value = Moment> {
    prop_oneof![
        Just(Moment::NEVER),
        Just(Moment::EPOCH),
        any::<u64>().prop_map(|nanos| Moment::EPOCH.after(Duration::from_nanos(nanos))),
        any::<u64>().prop_map(|nanos| Moment::EPOCH.before(Duration::from_nanos(nanos))),
        any::<u32>().prop_map(|nanos| Moment::EPOCH.after(Duration::from_nanos(nanos.into()))),
    ]
}

fn play(budget: &RetryBudget, step: &Step, now: Moment) {
    match step {
        Step::Wait(_) | Step::Fail => budget.failed(),
        Step::Spend(class, times) => (0..*times).for_each(|_| {
            budget.spend(*class, || now);
        }),
        Step::Succeed(times) => (0..*times).for_each(|_| budget.succeeded(None)),
        Step::SucceedAfterRetry => budget.succeeded(budget.spend(Class::TIMEOUT, || now)),
        Step::GiveBack => {
            if let Some(spent) = budget.spend(Class::SERVER, || now) {
                budget.give_back(spent);
            }
        }
        Step::Define(settings) => budget.define(settings, now),
    }
}

proptest! {
    #![proptest_config(cases(300))]

    // Red when: `brought_until` of runtime/src/kernel/budget/terms.rs is not `within_reach`: it overflows.
    #[test]
    fn the_balance_stays_between_nothing_and_the_size(
        (settings, history) in any_history(),
        moments in prop::collection::vec(any_moment(), 60),
    ) {
        let budget = RetryBudget::new(&settings);
        let mut most = size(&settings);
        for (step, now) in history.iter().zip(moments) {
            play(&budget, step, now);
            if let Step::Define(settings) = step {
                most = size(settings);
            }
            for now in [now, Moment::EPOCH, Moment::NEVER] {
                prop_assert!(budget.balance(now) <= most);
            }
        }
    }
}

/// Settings that no text gives, since they are public: some in no time.
// Red when: `thousandths_by_nanos` of terms.rs has no `max(1)`.
#[test]
fn a_rate_without_a_time_is_a_high_one() {
    let min = Some(Rate { count: 5, per: Duration::ZERO });
    let budget = RetryBudget::new(&RetryBudgetSettings { min, ..NONE });
    let size = budget.balance(at(0));
    assert!(budget.spend(Class::SERVER, || at(0)).is_some());
    assert_eq!(budget.balance(at(1)), size);
}

/// Nine years is as far as a million retries a second can be counted: time stands still then, and what was there stays.
// Red when: `brought_until` of terms.rs is not `within_reach`.
#[test]
fn after_ages_it_still_pays() {
    let budget = RetryBudget::new(&ratio(0.2, 1_000_000, Duration::from_secs(1)));
    let ages = || Moment::EPOCH.after(Duration::from_secs(200 * 365 * 86_400));
    for _ in 0..1_000 {
        assert!(budget.spend(Class::SERVER, ages).is_some());
    }
    assert_eq!(budget.balance(ages()).thousandths(), u32::MAX - 1_000_000);
    (0..5_000).for_each(|_| budget.succeeded(None));
    assert_eq!(budget.balance(ages()).thousandths(), u32::MAX);
}

/// A failure takes what is there, and a debt is not remembered.
// Red when: `failed` of shared.rs takes more than there is.
#[test]
fn failures_leave_no_debt() {
    let budget = RetryBudget::new(&RetryBudgetSettings { failure_cost: whole(2), ..tokens(3, 1) });
    (0..50).for_each(|_| budget.failed());
    assert_eq!(budget.balance(at(0)).thousandths(), 0);
    budget.succeeded(None);
    assert_eq!(budget.balance(at(0)).thousandths(), 1_000);
}
