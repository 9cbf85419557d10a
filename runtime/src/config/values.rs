//! Settings taken apart: each key with its value, as they are printed.

use std::borrow::Cow;

use resilin_policy::{BreakerSettings, Policy, QuotaSettings, RetryBudgetSettings, Settings, Table};

/// The keys of a policy that were written: `attempts`; of its rules `on.throttled`.
pub(super) fn keys(settings: &Settings) -> Vec<String> {
    let mut keys = Vec::new();
    for key in settings.keys() {
        match &settings.on {
            Some(on) if key == "on" => keys.extend(on.rules().iter().map(|rule| format!("on.{}", rule.class()))),
            _ => keys.push(key.to_owned()),
        }
    }
    keys
}

/// The keys of a policy that were written, with their values; of a gate only the name.
pub(super) fn of_policy(settings: &Settings) -> Vec<(String, String)> {
    keys(settings).into_iter().map(|key| (value(settings, &key), key)).map(|(value, key)| (key, value)).collect()
}

fn value(settings: &Settings, key: &str) -> String {
    match (key.strip_prefix("on."), &settings.on) {
        (Some(class), Some(on)) => rule(on, class),
        _ => {
            let alone = Policy::from_checked(only(settings, key)).to_string();
            alone.split_once(" = ").map_or_else(String::new, |(_, value)| value.to_owned())
        }
    }
}

/// The rules of a table by their classes.
pub(super) fn of_table(table: &Table) -> Vec<(String, String)> {
    table.rules().iter().map(|it| (it.class().to_owned(), rule(table, it.class()))).collect()
}

fn rule(table: &Table, class: &str) -> String {
    let rules = table.rules().iter().filter(|rule| rule.class() == class).cloned().collect();
    let alone = Table(Cow::Owned(rules)).to_string();
    alone.split_once(" = ").map_or_else(String::new, |(_, rule)| rule.to_owned())
}

/// The settings of a gate, as they are printed.
pub(super) fn of_gate(printed: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<String> = Vec::new();
    for piece in printed.split(", ") {
        match pairs.last_mut().filter(|last| last.matches('(').count() > last.matches(')').count()) {
            // A comma inside of parentheses.
            Some(last) => *last = format!("{last}, {piece}"),
            None => pairs.push(piece.to_owned()),
        }
    }
    let pair = |pair: &String| pair.split_once(" = ").map(|(key, value)| (key.to_owned(), value.to_owned()));
    pairs.iter().filter_map(pair).collect()
}

/// One key of a policy, without the settings of the gate that it names.
fn only(settings: &Settings, key: &str) -> Settings {
    let mut only = settings.clone();
    for other in settings.keys().filter(|other| *other != key) {
        only = without(&only, other);
    }
    if let Some(breaker) = &mut only.breaker {
        breaker.settings = BreakerSettings::NONE;
    }
    if let Some(quota) = &mut only.quota {
        quota.settings = QuotaSettings::NONE;
    }
    if let Some(budget) = &mut only.retry_budget {
        budget.settings = RetryBudgetSettings::NONE;
    }
    only
}

/// A policy without one of its keys: `attempts`, `on`, or `on.throttled`.
pub(super) fn without(settings: &Settings, key: &str) -> Settings {
    let mut rest = settings.clone();
    match key {
        "backoff" => rest.backoff = None,
        "jitter" => rest.jitter = None,
        "attempts" => rest.attempts = None,
        "timeout" => rest.timeout = None,
        "deadline" => rest.deadline = None,
        "max_wait" => rest.max_wait = None,
        "idempotent" => rest.idempotent = None,
        "breaker" => rest.breaker = None,
        "table" => rest.table = None,
        "on" => rest.on = None,
        "quota" => rest.quota = None,
        "retry_budget" => rest.retry_budget = None,
        key => {
            let class = key.strip_prefix("on.").unwrap_or(key);
            let left = |on: Table| on.rules().iter().filter(|rule| rule.class() != class).cloned().collect();
            rest.on = rest.on.map(|on| Table(Cow::Owned(left(on)))).filter(|on| !on.rules().is_empty());
        }
    }
    rest
}
