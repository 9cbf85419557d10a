//! Which retry budgets are refused: their names, the ways to write them, their settings.

mod amounts;
mod combinations;
mod forms;
mod ratios;

use crate::{Expected, refused, told};
use resilin_policy::{RetryBudgetSettings, read_retry_budget};

/// In a policy, and, of the settings alone, where a budget is defined.
#[track_caller]
fn settings_refused(settings: &str, expected: &[Expected<'_>]) {
    refused(&format!("retry_budget(\"api\", {settings})"), expected);
    let findings = read_retry_budget(settings).findings;
    assert_eq!(told(settings, &findings), expected, "in `{settings}` alone");
    assert_eq!(settings.parse::<RetryBudgetSettings>().is_err(), !expected.is_empty());
}

// Red when: `nothing_left_by_a_failure` of read/retry_budget/combine.rs speaks of a failure that costs nothing.
#[test]
fn a_failure_that_is_free_leaves_enough() {
    refused(
        "retry_budget(\"a\", tokens = 5, cost = 10, failure_cost = 0)",
        &[(
            "cost = 10",
            "`cost` is above `tokens`: no such retry could ever be paid",
            "write `5` or less, or more `tokens`",
        )],
    );
}
