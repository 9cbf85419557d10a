//! The ratio by numbers that can be checked in the head.

use std::time::Duration;

use resilin::Class;
use resilin::kernel::{Moment, RetryBudget};

use super::settings::{NONE, at, ratio};

const SECOND: Duration = Duration::from_secs(1);

fn passed(budget: &RetryBudget, times: u32, now: Moment) -> usize {
    (0..times).filter(|_| budget.spend(Class::SERVER, || now).is_some()).count()
}

// Red when: `less` of word.rs does not begin at `now` where that is later; or `pay` of shared.rs needs more than the cost.
#[test]
fn a_fifth_of_the_successes_and_ten_a_second_unless_said_otherwise() {
    let budget = RetryBudget::new(&NONE);
    assert_eq!(passed(&budget, 1_000, at(0)), 100, "ten seconds are saved up");
    (0..100).for_each(|_| budget.succeeded(None));
    assert_eq!(passed(&budget, 1_000, at(0)), 20);
    assert_eq!(passed(&budget, 1_000, at(3)), 30);
    assert_eq!(passed(&budget, 1_000, at(3_600)), 100, "no more than ten seconds");
}

/// Asked every millisecond for five minutes.
// Red when: `brought_until` of terms.rs rounds up.
#[test]
fn time_brings_exactly_what_was_said() {
    for (count, seconds) in [(10, 1), (7, 3), (1, 60), (333, 1)] {
        let budget = RetryBudget::new(&ratio(0.2, count, Duration::from_secs(seconds)));
        let moments = (0..300_000).map(|millis| at(0).after(Duration::from_millis(millis)));
        let passed = moments.filter(|now| budget.spend(Class::SERVER, || *now).is_some()).count();
        let in_time = |millis| millis * u64::from(count) / seconds;
        let thousandths = in_time(10_000).max(10_000) + in_time(299_999);
        assert_eq!(u64::try_from(passed), Ok(thousandths / 1_000), "{count} in {seconds} s");
    }
}

/// Threads may have read their clocks at different times.
// Red when: `latest` of shared.rs is the moment that it is given; or `balance` there does not ask for it.
#[test]
fn time_does_not_go_back() {
    let budget = RetryBudget::new(&NONE);
    assert_eq!(passed(&budget, 10, at(10)), 10);
    assert_eq!(budget.balance(at(5)).thousandths(), 90_000);
    assert_eq!(passed(&budget, 10, at(5)), 10);
    assert_eq!(budget.balance(at(10)).thousandths(), 80_000);
    assert_eq!(budget.balance(at(11)).thousandths(), 90_000);
}

/// A success after a retry earns what any success earns: its retry was spent.
// Red when: `earned` of terms.rs gives the last cost back in either form.
#[test]
fn a_tenth_is_a_tenth_however_long_it_lasts() {
    let budget = RetryBudget::new(&ratio(0.1, 0, SECOND));
    let mut retries = 0;
    for second in 0..100_000 {
        let spent = budget.spend(Class::SERVER, || at(second));
        retries += u32::from(spent.is_some());
        budget.succeeded(spent);
    }
    assert_eq!(retries, 10 + 10_000 - 1);
}

/// Successes have no clock. What they earned before the budget was full by time is not there twice.
// Red when: `brought_until` of terms.rs rounds up.
#[test]
fn what_was_earned_long_ago_does_not_add_up() {
    let budget = RetryBudget::new(&ratio(0.5, 1, SECOND));
    assert_eq!(passed(&budget, 100, at(0)), 10);
    (0..4).for_each(|_| budget.succeeded(None));
    assert_eq!(budget.balance(at(5)).thousandths(), 7_000);
    (0..40).for_each(|_| budget.succeeded(None));
    assert_eq!(passed(&budget, 100, at(5)), 10);
    assert_eq!(passed(&budget, 100, at(6)), 1);
}

/// The epoch is the clock's own affair, and may lie years ahead.
// Red when: `FULL` of word.rs is 0; or `is_full` there shifts to the right.
#[test]
fn before_the_epoch_it_is_as_after_it() {
    let budget = RetryBudget::new(&ratio(0.5, 100_000, SECOND));
    let now = at(0).before(5 * 365 * 86_400 * SECOND);
    assert_eq!(budget.balance(now).thousandths(), 1_000_000_000);
    assert_eq!(passed(&budget, 1, now), 1);
    assert_eq!(budget.balance(now).thousandths(), 999_999_000);
    budget.succeeded(None);
    assert_eq!(budget.balance(now).thousandths(), 999_999_500);
}
