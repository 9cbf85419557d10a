//! A policy's retry budget in words.

use super::percent;
use crate::{BudgetForm, RatioBudget, RetryBudgetRef, RetryBudgetSettings, TokenBudget, Tokens};

/// What pays for retries. Only settings written beside its name are told: others may be given to it elsewhere.
pub(super) fn retry_budget(budget: &RetryBudgetRef) -> String {
    let terms = match budget.settings() {
        settings if *settings == RetryBudgetSettings::NONE => String::new(),
        settings => format!(" ({})", terms(settings)),
    };
    let name = budget.name();
    format!(
        "Retries are paid from the retry budget `{name}`{terms}: when it is empty, the last error is returned."
    )
}

fn terms(settings: &RetryBudgetSettings) -> String {
    match settings.form() {
        BudgetForm::Ratio(budget) => of_ratio(&budget),
        BudgetForm::Tokens(budget) => of_tokens(&budget),
    }
}

fn of_ratio(budget: &RatioBudget) -> String {
    let share = percent(f64::from(budget.ratio.thousandths()) / 1000.0);
    match budget.min.count() {
        0 => format!("{share}% of the successes"),
        _ => format!("{share}% of the successes, and {} besides", budget.min),
    }
}

fn of_tokens(budget: &TokenBudget) -> String {
    let nothing = Tokens::default();
    let other = |cost: Tokens, when: &str| (cost != budget.cost).then(|| format!(", {cost} {when}"));
    let (timeout, throttled) =
        (other(budget.timeout_cost, "after a timeout"), other(budget.throttled_cost, "when throttled"));
    let base = if budget.cost == nothing { "nothing".to_owned() } else { budget.cost.to_string() };
    let retry = [Some(format!("a retry costs {base}")), timeout, throttled].into_iter().flatten();
    let failure = (budget.failure_cost > nothing).then(|| format!("a failure costs {}", budget.failure_cost));
    let above = (budget.above > nothing).then(|| format!("a retry needs more than {}", budget.above));
    let parts = [
        Some(format!("{} tokens", budget.tokens)),
        Some(retry.collect()),
        failure,
        Some(format!("a success earns {}", budget.earn)),
        above,
    ];
    parts.into_iter().flatten().collect::<Vec<String>>().join("; ")
}
