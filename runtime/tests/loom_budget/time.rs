//! Time fills a ratio, and threads read their clocks at different times.

use resilin::Class;

use super::common::{at, end, model, one_in, start, with_left};

/// At second 10 time has brought all ten back. One is spent then, and earned again by a success, which has no clock. A
/// thread whose clock stands at second 0 finds the budget empty, or knows that it is later by then.
// Red when: `exchange` of shared.rs exchanges with `Relaxed`; or `spend` there does not ask for the `latest`, or
// asks for it before it reads the word.
#[test]
fn what_a_success_has_filled_up_is_spent_later_than_that() {
    model(3, || {
        let budget = with_left(0, one_in(1));
        let early = start(&budget, |budget| u32::from(budget.spend(Class::SERVER, || at(0)).is_some()));
        assert!(budget.spend(Class::SERVER, || at(10)).is_some());
        budget.succeeded(None);
        let spent = end(early);
        assert_eq!(budget.balance(at(10)).thousandths(), 10_000 - 1_000 * spent);
    });
}

/// The same for what a definition finds to be full.
// Red when: `define` of shared.rs does not record that its time has passed, or does so at its end.
#[test]
fn what_a_definition_has_found_full_is_spent_later_than_that() {
    model(3, || {
        let budget = with_left(0, one_in(1));
        let early = start(&budget, |budget| u32::from(budget.spend(Class::SERVER, || at(0)).is_some()));
        budget.define(&one_in(1), at(10));
        let spent = end(early);
        assert_eq!(budget.balance(at(10)).thousandths(), 10_000 - 1_000 * spent);
    });
}

/// Between two clocks that differ by a second it may be seen that one retry has come back, and no more than one.
// Red when: `balance` of word.rs does not saturate; or `exchange` of shared.rs stores the word that it is given.
#[test]
fn clocks_that_differ_bring_nothing_twice() {
    model(3, || {
        let budget = with_left(0, one_in(1));
        let spends = |second| {
            move |budget: &resilin::kernel::RetryBudget| {
                [(); 2].map(|()| budget.spend(Class::SERVER, || at(second))).iter().flatten().count()
            }
        };
        let others = [start(&budget, spends(0)), start(&budget, spends(1))];
        let own = spends(1)(&budget);
        assert_eq!(own + others.map(end).iter().sum::<usize>(), 1);
        assert_eq!(budget.balance(at(1)).thousandths(), 0);
    });
}
