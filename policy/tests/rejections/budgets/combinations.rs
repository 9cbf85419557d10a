//! What is refused though each setting is right.

use super::settings_refused;
use crate::told;
use resilin_policy::read_retry_budget;

#[test]
fn a_budget_has_one_form() {
    const HELP: &str = "leave one of the two out";
    settings_refused(
        "ratio = 20%, tokens = 500, min = 1/s",
        &[
            ("ratio = 20%", "`ratio` and `tokens` are two ways to keep a budget: it has one", HELP),
            ("min = 1/s", "`min` and `tokens` are two ways to keep a budget: it has one", HELP),
        ],
    );
}

#[test]
fn what_belongs_to_tokens_needs_them() {
    for entry in
        ["cost = 5", "timeout_cost = 5", "throttled_cost = 5", "failure_cost = 1", "earn = 1", "above = 5"]
    {
        let key = &entry[..entry.find(' ').expect("an entry")];
        let message = format!("`{key}` needs `tokens`: without them retries are a share of the successes");
        let help = "leave it out, or write how many tokens there can be, as in `tokens = 500`";
        settings_refused(entry, &[(entry, &message, help)]);
        settings_refused(&format!("ratio = 20%, {entry}"), &[(entry, &message, help)]);
    }
}

// Red when: `cost > tokens` in read/retry_budget/combine.rs is `cost > tokens + a thousandth`, or `>=`.
#[test]
fn a_retry_can_be_paid() {
    for setting in ["cost", "timeout_cost", "throttled_cost"] {
        let cost = if setting == "cost" { "" } else { "cost = 1, " };
        let message = format!("`{setting}` is above `tokens`: no such retry could ever be paid");
        let entry = format!("{setting} = 7.501");
        settings_refused(
            &format!("tokens = 7.5, {cost}{entry}"),
            &[(&entry, &message, "write `7.5` or less, or more `tokens`")],
        );
        settings_refused(&format!("tokens = 7.5, {cost}{setting} = 7.5"), &[]);
    }
    settings_refused(
        "tokens = 4.999, timeout_cost = 1",
        &[(
            "tokens = 4.999",
            "`tokens` is below the default `cost` of 5: no retry could ever be paid",
            "write `5` or more, or a `cost` of `4.999` or less",
        )],
    );
    settings_refused("tokens = 5", &[]);
}

// Red when: `above >= tokens` in read/retry_budget/combine.rs is `above > tokens`.
#[test]
fn there_can_be_more_than_a_retry_needs() {
    settings_refused(
        "tokens = 10, above = 10",
        &[(
            "above = 10",
            "`above` is not below `tokens`: there can never be more than that",
            "write less than `10`, or more `tokens`",
        )],
    );
    settings_refused("tokens = 10, above = 9.999", &[]);
}

// Red when: `FailureCost` is left out of `others` in read/retry_budget/combine.rs.
#[test]
fn something_is_spent() {
    let message = "`cost` is 0 and failures cost nothing either: the budget would bound nothing";
    let help = "write what a retry costs, as in `cost = 5`, or what a failure does, as in `failure_cost = 1`";
    for rest in ["", ", failure_cost = 0", ", timeout_cost = 0, throttled_cost = 0", ", earn = 2, above = 3"] {
        settings_refused(&format!("tokens = 10, cost = 0{rest}"), &[("cost = 0", message, help)]);
    }
    for rest in ["failure_cost = 1", "timeout_cost = 1", "throttled_cost = 1"] {
        settings_refused(&format!("tokens = 10, cost = 0, {rest}"), &[]);
    }
}

// Red when: `left > above.0` in read/retry_budget/combine.rs is `>=`, or `left >= cost.0` is `>`.
#[test]
fn a_failure_leaves_something_for_its_retry() {
    let message = "`failure_cost` leaves too little for a retry: none could ever be paid";
    let help = "write less, or more `tokens`";
    for rest in ["cost = 0, failure_cost = 5, above = 5", "cost = 5, failure_cost = 5.001", "failure_cost = 6"] {
        let at = rest.split(", ").find(|it| it.starts_with("failure")).expect("it is there");
        settings_refused(&format!("tokens = 10, {rest}"), &[(at, message, help)]);
    }
    settings_refused("tokens = 10, cost = 0, failure_cost = 10", &[("failure_cost = 10", message, help)]);
    for rest in ["cost = 0, failure_cost = 4.999, above = 5", "cost = 5, failure_cost = 5", "failure_cost = 5"] {
        settings_refused(&format!("tokens = 10, {rest}"), &[]);
    }
}

#[test]
fn what_could_not_be_read_takes_no_part() {
    for (settings, at, message) in [
        ("tokens = x, cost = 900, ratio = 20%", "x", "expected a number of tokens, found `x`"),
        ("tokens = 3, cost = x", "x", "expected a number of tokens, found `x`"),
        ("tokens = 9, cost = 0, failure_cost = x", "x", "expected a number of tokens, found `x`"),
        ("tokens = 9, cost = x, failure_cost = 9", "x", "expected a number of tokens, found `x`"),
    ] {
        let findings = read_retry_budget(settings).findings;
        let told: Vec<_> = told(settings, &findings).into_iter().map(|(at, it, _)| (at, it)).collect();
        let ratio = "`ratio` and `tokens` are two ways to keep a budget: it has one";
        let both = settings.contains("ratio").then_some(("ratio = 20%", ratio));
        assert_eq!(told, [(at, message)].into_iter().chain(both).collect::<Vec<_>>(), "{settings}");
    }
}

/// What others use.
#[test]
fn known_budgets_are_fine() {
    for settings in [
        "tokens = 500, cost = 5, timeout_cost = 10, earn = 1",
        "tokens = 500, cost = 14, throttled_cost = 5, earn = 1",
        "tokens = 10, cost = 0, failure_cost = 1, earn = 0.1, above = 5",
        "tokens = 4, cost = 0, failure_cost = 1, earn = 0.5466, above = 2",
        "ratio = 20%, min = 10/s",
        "ratio = 20%, min = 0/s",
        "min = 0/s",
        "",
    ] {
        settings_refused(settings, &[]);
    }
}
