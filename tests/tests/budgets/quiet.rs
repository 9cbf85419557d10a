//! What costs next to nothing: a budget that nobody needs is not written to, and nobody reads a clock for it.
//!
//! Whether it is written to is seen by its `Debug`, which shows all that is in it.

use std::time::Duration;

use resilin::Class;
use resilin::kernel::{Moment, RetryBudget};
use resilin_policy::RetryBudgetSettings;

use super::settings::{NONE, at, grpc, ratio, tokens, whole};

#[track_caller]
fn unchanged(budget: &RetryBudget, what: impl FnOnce(&RetryBudget)) {
    let before = format!("{budget:?}");
    what(budget);
    assert_eq!(format!("{budget:?}"), before);
}

fn never() -> Moment {
    unreachable!("nobody needs to know what time it is")
}

// Red when: `more` of word.rs never says that it is full.
#[test]
fn a_success_leaves_a_full_budget_alone() {
    for settings in [NONE, tokens(500, 5), grpc(10, 500), ratio(0.1, 0, Duration::from_secs(1))] {
        let budget = RetryBudget::new(&settings);
        unchanged(&budget, |budget| budget.succeeded(None));
        let spent = budget.spend(Class::SERVER, || at(1));
        // Whatever it costs, this is enough to fill it again.
        (0..20).for_each(|_| budget.succeeded(None));
        unchanged(&budget, |budget| {
            budget.succeeded(None);
            budget.succeeded(spent);
        });
    }
}

// Red when: `spend` of shared.rs records the time that it has refused at.
#[test]
fn a_refusal_leaves_it_alone() {
    for settings in [tokens(3, 5), tokens(0, 0), RetryBudgetSettings { above: whole(9), ..tokens(9, 1) }] {
        let budget = RetryBudget::new(&settings);
        unchanged(&budget, |budget| assert!(budget.spend(Class::SERVER, never).is_none()));
    }
    let budget = RetryBudget::new(&ratio(0.2, 1, Duration::from_secs(1)));
    let spent = (0..99).map_while(|_| budget.spend(Class::SERVER, || at(1))).count();
    assert_eq!(spent, 10);
    let later = || at(1).after(Duration::from_millis(900));
    unchanged(&budget, |budget| assert!(budget.spend(Class::SERVER, later).is_none()));
}

#[test]
fn a_failure_that_costs_nothing_leaves_it_alone() {
    for settings in [NONE, tokens(500, 5)] {
        let budget = RetryBudget::new(&settings);
        budget.spend(Class::SERVER, || at(1)).expect("it is full");
        unchanged(&budget, RetryBudget::failed);
    }
}

// Red when: `spend` of shared.rs reads the clock whatever the form.
#[test]
fn tokens_and_a_ratio_without_a_minimum_read_no_clock() {
    for settings in [tokens(500, 5), grpc(10, 500), ratio(0.1, 0, Duration::from_secs(1))] {
        let budget = RetryBudget::new(&settings);
        for _ in 0..200 {
            budget.failed();
            let spent = budget.spend(Class::SERVER, never);
            budget.succeeded(spent);
        }
    }
}
