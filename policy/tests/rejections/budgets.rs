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
