//! What is spent, earned and given back adds up.

use resilin_policy::RetryBudgetSettings;

use super::common::{budget, end, model, one_in, spend, start, tokens, whole, whole_balance, with_left};

fn both_forms() -> [RetryBudgetSettings; 2] {
    [tokens(10), one_in(60)]
}

// Red when: `exchange` of shared.rs stores the word that it is given; or `pay` there has `>` instead of `>=`.
#[test]
fn three_at_once_with_two_left_are_two_that_pass() {
    for settings in both_forms() {
        model(3, move || {
            let budget = with_left(2, settings);
            let others = [(); 2].map(|()| start(&budget, |budget| spend(budget).is_some()));
            let own = spend(&budget).is_some();
            let passed = others.map(end).into_iter().chain([own]).filter(|passed| *passed).count();
            assert_eq!((passed, whole_balance(&budget)), (2, 0));
        });
    }
}

// Red when: `exchange` of shared.rs stores the word that it is given.
#[test]
fn what_is_earned_meanwhile_is_neither_lost_nor_doubled() {
    for settings in both_forms() {
        model(3, move || {
            let budget = with_left(1, settings);
            let spender = start(&budget, |budget| [(); 2].map(|()| spend(budget)).iter().flatten().count());
            let earner = start(&budget, |budget| budget.succeeded(None));
            budget.succeeded(None);
            let spent = end(spender);
            end(earner);
            assert!((1..=2).contains(&spent), "{spent}");
            assert_eq!(whole_balance(&budget), 3 - spent);
        });
    }
}

/// Two earn where there is room for one, and one looks on.
// Red when: `less` of word.rs does not begin at `now` where that is later.
#[test]
fn it_never_holds_more_than_its_size() {
    for settings in both_forms() {
        model(3, move || {
            let budget = with_left(9, settings);
            let earner = start(&budget, |budget| budget.succeeded(None));
            let onlooker = start(&budget, |budget| [(); 2].map(|()| whole_balance(budget)));
            budget.succeeded(None);
            let [first, second] = end(onlooker);
            assert!(9 <= first && first <= second && second <= 10, "{first}, then {second}");
            end(earner);
            assert_eq!(whole_balance(&budget), 10);
            assert!(spend(&budget).is_some());
            assert_eq!(whole_balance(&budget), 9);
        });
    }
}

// Red when: `give_back` of shared.rs does nothing; or `exchange` there stores the word that it is given.
#[test]
fn what_is_given_back_is_there_for_others() {
    for settings in both_forms() {
        model(3, move || {
            let budget = with_left(1, settings);
            let refused = start(&budget, |budget| {
                if let Some(spent) = spend(budget) {
                    budget.give_back(spent);
                }
            });
            let passed = usize::from(spend(&budget).is_some());
            end(refused);
            assert_eq!(whole_balance(&budget), 1 - passed);
        });
    }
}

/// Five tokens, three failures at once, and no retry with less than three left: as gRPC throttles.
// Red when: `exchange` of shared.rs stores the word that it is given; or `failed` there does nothing.
#[test]
fn failures_at_once_all_cost() {
    model(3, || {
        let costs = RetryBudgetSettings { cost: whole(0), failure_cost: whole(1), ..tokens(5) };
        let budget = budget(RetryBudgetSettings { above: whole(2), ..costs });
        let fails = |budget: &resilin::kernel::RetryBudget| {
            budget.failed();
            spend(budget).is_some()
        };
        let others = [(); 2].map(|()| start(&budget, fails));
        let own = fails(&budget);
        let passed = others.map(end).into_iter().chain([own]).filter(|passed| *passed).count();
        assert!(passed <= 2, "the third failure leaves two tokens");
        assert_eq!((whole_balance(&budget), spend(&budget)), (2, None));
    });
}
