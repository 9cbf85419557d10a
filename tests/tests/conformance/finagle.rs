//! Finagle's `RetryBudget`: retries as a share of the requests, and so many in a time besides.

use std::cell::Cell;

use resilin::testing::ManualClock;
use resilin::{Class, Site};

use crate::common::{Failed, define_budget, failed, site};
use crate::vectors::{Vector, list, number, parse, run_all, text};

// Red when: `earned` of runtime/src/kernel/budget/terms.rs gives the next success more or less than the ratio.
#[test]
fn finagle() {
    let file = parse(include_str!("../../vectors/budget_finagle.json"));
    run_all(&file, &["cases"], &[("cases", case)]);
}

/// Time stands still. Each request succeeds, and one more beside it asks for a retry.
fn case(vector: &Vector<'_>) {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let name = vector.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let settings = text(&vector.value["settings"]);
    define_budget(&name, settings);
    let site = site(&format!(r#"retry_budget = "{name}", backoff = none, attempts = 2"#));
    let requests = number(&vector.value["requests"]);
    let retries = (0..requests).filter(|_| succeeds(site) && is_retried(site)).count();
    let expected = vector.ours().unwrap_or(&vector.value["retries"]);
    let [least, most] = list(expected) else { panic!("{}: a range", vector.name) };
    let retries = u32::try_from(retries).expect("a small number");
    assert!((number(least)..=number(most)).contains(&retries), "{}: {retries}", vector.name);
}

fn succeeds(site: &Site) -> bool {
    site.call_blocking(|| Ok::<_, Failed>(())).is_ok()
}

fn is_retried(site: &Site) -> bool {
    let runs = Cell::new(0);
    let outcome = site.call_blocking(|| {
        runs.set(runs.get() + 1);
        failed::<()>(Class::SERVER)
    });
    outcome.is_err() && runs.get() == 2
}
