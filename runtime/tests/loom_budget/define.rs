//! Other settings while calls run: a call goes by the old ones or by the new ones, and what is there stays.

use resilin::kernel::RetryBudget;
use resilin_policy::RetryBudgetSettings;

use super::common::{at, budget, end, model, one_in, spend, start, tokens, whole, whole_balance, with_left};

fn define(budget: &RetryBudget, settings: RetryBudgetSettings) {
    budget.define(&settings, at(0));
}

/// Whoever finds the new size with the old contents, or the other way round, finds what is not there.
// Red when: `generation` in `define` of shared.rs is that of the word, without `wrapping_add`; or `word` there loads
// with `Relaxed`.
#[test]
fn a_larger_size_brings_nothing() {
    for (small, large) in [(tokens(10), tokens(30)), (one_in(60), one_in(3600)), (one_in(3600), one_in(60))] {
        model(3, move || {
            let budget = with_left(1, small);
            let others = [(); 2].map(|()| start(&budget, |budget| spend(budget).is_some()));
            define(&budget, large);
            let passed = others.map(end).into_iter().filter(|passed| *passed).count();
            assert_eq!((passed, whole_balance(&budget)), (1, 0));
        });
    }
}

// Red when: `defined` of shared.rs keeps what is missing, not what is there.
#[test]
fn what_is_earned_and_spent_meanwhile_is_kept() {
    model(3, || {
        let budget = with_left(3, tokens(5));
        let earner = start(&budget, |budget| budget.succeeded(None));
        let spender = start(&budget, |budget| usize::from(spend(budget).is_some()));
        define(&budget, tokens(9));
        end(earner);
        assert_eq!(end(spender), 1);
        assert_eq!(whole_balance(&budget), 3);
    });
}

/// Spent before the cut, it was of what was cut; spent after it, it was not.
// Red when: `word` of shared.rs loads with `Relaxed`; or `exchange` there exchanges with it.
#[test]
fn a_smaller_size_cuts() {
    model(3, || {
        let budget = budget(tokens(3));
        let spender = start(&budget, |budget| [(); 2].map(|()| spend(budget)).iter().flatten().count());
        define(&budget, tokens(1));
        let (spent, left) = (end(spender), whole_balance(&budget));
        assert!([(2, 1), (2, 0), (1, 0)].contains(&(spent, left)), "{spent} spent, {left} left");
    });
}

/// There are always five tokens, and always enough of them. By the first size and the last contents there would be ten,
/// by the last size and the first contents none.
// Red when: `exchange` of shared.rs does not look where nothing is to be changed.
#[test]
fn a_call_that_two_definitions_overtake_refuses_nothing() {
    model(3, || {
        let budget = with_left(5, tokens(10));
        let other = start(&budget, |budget| (whole_balance(budget), spend(budget)));
        define(&budget, tokens(20));
        define(&budget, tokens(5));
        let (seen, spent) = end(other);
        assert_eq!((seen, spent.is_some(), whole_balance(&budget)), (5, true, 4));
    });
}

/// What the call says that it has paid is what is missing.
// Red when: `exchange` of shared.rs stores the word that it is given.
#[test]
fn a_call_that_two_definitions_overtake_pays_once() {
    model(3, || {
        let costing = |cost| RetryBudgetSettings { cost: whole(cost), ..tokens(10) };
        let budget = budget(costing(2));
        let other = start(&budget, spend);
        define(&budget, costing(3));
        define(&budget, costing(4));
        let cost = end(other).expect("there is enough").cost().thousandths();
        assert!([2_000, 3_000, 4_000].contains(&cost), "{cost}");
        assert_eq!(budget.balance(at(0)).thousandths(), 10_000 - cost);
    });
}

/// The third definition stands where the first stood, and finds the budget as full as it was.
// Red when: `generation` of word.rs keeps the lowest bit alone, as by the mask `(1 << TERMS) + 1`.
#[test]
fn a_call_that_two_definitions_overtake_does_not_take_the_third_for_the_first() {
    model(3, || {
        let budget = budget(tokens(10));
        define(&budget, RetryBudgetSettings { cost: whole(2), ..tokens(10) });
        let other = start(&budget, |budget| spend(budget).is_some());
        define(&budget, tokens(10));
        define(&budget, one_in(60));
        assert!(end(other));
        let left = whole_balance(&budget);
        assert!([9, 10].contains(&left), "{left}");
    });
}

/// Two definitions at once: one of them is the last, whole.
// Red when: `define` of shared.rs does without the lock.
#[test]
fn of_two_definitions_one_is_the_last() {
    model(3, || {
        let with = |size, cost| RetryBudgetSettings { cost: whole(cost), ..tokens(size) };
        let budget = with_left(4, with(6, 1));
        let other = start(&budget, move |budget| define(budget, with(8, 2)));
        define(&budget, with(7, 3));
        end(other);
        let spent = spend(&budget).expect("there is enough");
        let left = whole_balance(&budget);
        let by_the_first = (spent.cost().thousandths(), left) == (2_000, 2);
        assert!(by_the_first || (spent.cost().thousandths(), left) == (3_000, 1), "{spent:?}, {left}");
        (0..9).for_each(|_| budget.succeeded(None));
        assert_eq!(whole_balance(&budget), if by_the_first { 8 } else { 7 });
    });
}

/// It starts full; what was paid in the other form is worth nothing in this one.
// Red when: `worth` of terms.rs does not ask for the form; or `defined` of shared.rs does not.
#[test]
fn another_form_starts_full() {
    for (former, next) in [(tokens(10), one_in(60)), (one_in(60), tokens(10))] {
        model(2, move || {
            let budget = with_left(5, former);
            let paid = spend(&budget).expect("there is enough");
            let other = start(&budget, move |budget| {
                let spent = spend(budget);
                budget.give_back(paid);
                spent.expect("there is enough in both")
            });
            define(&budget, next);
            let spent = end(other);
            budget.give_back(spent);
            assert_eq!(whole_balance(&budget), 10);
            assert!(spend(&budget).is_some());
            budget.give_back(paid);
            assert_eq!(whole_balance(&budget), 9);
        });
    }
}
