//! The gates of a site: every setting in force, whoever chose it, and the state.
//!
//! Red when: `chooser` in explain/gates.rs asks this site alone, or `look` is left out and the site's own settings are
//! told whatever code has defined.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Breaker, Error, NamedKind, Quota, RetryBudget, resilient};
use resilin_policy::Compiled;

use super::common::{ASYNC, attribute, by_hand, explain, names_listed_for, told};

#[test]
fn every_setting_of_every_gate_is_told() {
    let gates =
        [("breaker", NamedKind::Breaker), ("quota", NamedKind::Quota), ("retry_budget", NamedKind::RetryBudget)];
    for (key, kind) in gates {
        let settings = names_listed_for(&format!("{key}(\"x\", zzzzzzzzzzzz = 1)"));
        assert!(settings.len() >= 3, "{settings:?}");
        let explained = explain(&format!("{key} = \"every-setting\""));
        let gate = explained.gate(kind).expect("it is named");
        assert_eq!((gate.kind, gate.name.as_str()), (kind, "every-setting"));
        assert!(gate.settings.iter().map(|setting| setting.key).eq(settings.iter().map(String::as_str)));
        assert!(gate.settings.iter().all(|setting| setting.source.to_string() == "default"), "{gate:?}");
        assert_eq!(explained.gates.len(), 1);
    }
}

/// The settings that have a value.
fn values(text: &str, kind: NamedKind) -> Vec<String> {
    let explained = explain(text);
    let gate = explained.gate(kind).expect("it is named");
    let told = gate.settings.iter().filter_map(|setting| {
        let source = if setting.source.to_string() == "default" { "" } else { "!" };
        Some(format!("{}{source} = {}", setting.key, setting.value.as_ref()?))
    });
    told.collect()
}

#[test]
fn what_holds_by_default_depends_on_what_is_written() {
    let breaker =
        |settings: &str| values(&format!("breaker(\"defaults\"{settings})"), NamedKind::Breaker).join(", ");
    let rest = "probes = 1, successes = 1, probe_timeout = the open time, keys = 10000";
    assert_eq!(
        values("breaker = \"defaults\"", NamedKind::Breaker).join(", "),
        format!("failures = 5, open = 60s, {rest}")
    );
    assert_eq!(breaker(", within = 60s"), format!("failures = 5, within! = 60s, open = 60s, {rest}"));
    assert_eq!(
        breaker(", failure_rate = 50%"),
        format!("failure_rate! = 0.5, calls = 100, min_calls = 100, open = 60s, {rest}")
    );
    assert_eq!(
        breaker(", slow_call = 2s, within = 60s"),
        format!("within! = 60s, min_calls = 20, slow_call! = 2s, slow_call_rate = 0.5, open = 60s, {rest}")
    );
    assert_eq!(
        breaker(", failures = 2, open = exp(30s, 2, 10m), probe_timeout = 5s"),
        "failures! = 2, open! = exp(30s, 2, 10m), probes = 1, successes = 1, probe_timeout! = 5s, keys = 10000"
    );
    assert_eq!(
        values("quota(defaults, ramp = 5s)", NamedKind::Quota),
        ["wait_up_to = 0s", "ramp! = 5s", "probe_timeout = 60s"]
    );
    assert_eq!(values("retry_budget = defaults", NamedKind::RetryBudget), ["ratio = 0.2", "min = 10/s"]);
    assert_eq!(
        values("retry_budget(defaults, tokens = 500, timeout_cost = 10)", NamedKind::RetryBudget).join(", "),
        "tokens! = 500, cost = 5, timeout_cost! = 10, throttled_cost = 5, failure_cost = 0, earn = 1, above = 0"
    );
}

#[test]
fn what_code_defines_is_told_in_place_of_what_a_site_writes() {
    Breaker::define("defined-by-code", "failures = 9, open = 5s").unwrap();
    for text in ["breaker = \"defined-by-code\"", "breaker(\"defined-by-code\", failures = 3)"] {
        let explained = attribute("defined", text, ASYNC).explain();
        let gate = explained.gate(NamedKind::Breaker).unwrap();
        assert_eq!(told(gate.setting("failures")), (Some("9"), "code".into()));
        assert_eq!(told(gate.setting("open")), (Some("5s"), "code".into()));
        assert_eq!(told(gate.setting("probes")), (Some("1"), "default".into()));
    }
    Quota::define("defined-by-code", "ramp = 7s").unwrap();
    let explained = attribute("defined", "quota(defined-by-code, wait_up_to = 3s)", ASYNC).explain();
    let gate = explained.gate(NamedKind::Quota).unwrap();
    assert_eq!(told(gate.setting("ramp")), (Some("7s"), "code".into()));
    assert_eq!(
        told(gate.setting("wait_up_to")),
        (Some("3s"), "attribute".into()),
        "that is the site's own affair"
    );
    Quota::define("defined-by-code", "ramp = 7s, wait_up_to = 9s").unwrap();
    let explained = attribute("defined", "quota(defined-by-code, wait_up_to = 3s)", ASYNC).explain();
    let gate = explained.gate(NamedKind::Quota).unwrap();
    assert_eq!(told(gate.setting("wait_up_to")), (Some("3s"), "attribute".into()), "whatever code says");
    let explained = attribute("defined", "quota = defined-by-code", ASYNC).explain();
    let gate = explained.gate(NamedKind::Quota).unwrap();
    assert_eq!(told(gate.setting("wait_up_to")), (Some("9s"), "code".into()));
    RetryBudget::define("defined-by-code", "ratio = 10%").unwrap();
    let explained = attribute("defined", "retry_budget = defined-by-code", ASYNC).explain();
    let gate = explained.gate(NamedKind::RetryBudget).unwrap();
    assert_eq!(told(gate.setting("ratio")), (Some("0.1"), "code".into()));
}

#[test]
fn what_another_site_has_chosen_is_told_as_its() {
    let chooser = attribute("the one that chooses", "breaker(\"chosen\", failures = 4)", ASYNC);
    chooser.list();
    chooser.call_blocking(|| std::io::Result::Ok(())).unwrap();
    let explained = by_hand("the other", "breaker = \"chosen\"").explain();
    let gate = explained.gate(NamedKind::Breaker).unwrap();
    assert_eq!(told(gate.setting("failures")), (Some("4"), "attribute".into()));
}

#[test]
fn explaining_makes_nothing() {
    explain(
        "breaker(\"never-made\", failures = 2), quota(never-made, ramp = 2s), retry_budget(never-made, ratio = 9%)",
    );
    assert!(resilin::breakers().all(|breaker| breaker.name() != "never-made"));
    assert!(resilin::quotas().all(|quota| quota.name() != "never-made"));
    assert!(resilin::retry_budgets().all(|budget| budget.name() != "never-made"));
}

#[test]
fn the_state_is_that_of_this_moment() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = by_hand("states", "breaker = \"states\", quota = states, retry_budget = states");
    let state = |kind| site.explain().gate(kind).unwrap().state.clone();
    assert_eq!([NamedKind::Breaker, NamedKind::Quota, NamedKind::RetryBudget].map(state), [None, None, None]);

    resilin::breaker("states").open_for(Duration::from_secs(90));
    resilin::quota("states").close_for(Duration::from_secs(3600));
    assert_eq!(resilin::retry_budget("states").balance().to_string(), "100");
    clock.advance(Duration::from_secs(30));
    assert_eq!(state(NamedKind::Breaker).as_deref(), Some("open, 60s left"));
    assert_eq!(state(NamedKind::Quota).as_deref(), Some("closed, 59m30s left"));
    assert_eq!(state(NamedKind::RetryBudget).as_deref(), Some("100 left"));
    resilin::breaker("states").force_open();
    assert_eq!(state(NamedKind::Breaker).as_deref(), Some("forced open"));
}

/// Nobody calls it.
#[resilient(breaker("keyed-explained/{host}", failures = 2))]
async fn keyed(host: &str) -> Result<(), Error<std::io::Error>> {
    let _ = host;
    Ok(())
}

#[test]
fn a_gate_of_many_keys_or_of_another_registry_has_no_state_of_its_own() {
    let _ = keyed;
    Breaker::define("keyed-explained", "failures = 6").unwrap();
    let explained = resilin::explain();
    let gate = explained.site("explain::gates::keyed").unwrap().gate(NamedKind::Breaker).unwrap();
    assert_eq!((gate.name.as_str(), gate.state.clone()), ("keyed-explained/{host}", None));
    assert_eq!(told(gate.setting("failures")), (Some("6"), "code".into()));

    let scoped = attribute("scoped", "breaker(\"elsewhere\", failures = 2)", ASYNC.and(Compiled::SCOPED));
    Breaker::define("elsewhere", "failures = 8").unwrap();
    let explained = scoped.explain();
    let gate = explained.gate(NamedKind::Breaker).unwrap();
    assert_eq!((gate.state.clone(), told(gate.setting("failures"))), (None, (Some("2"), "attribute".into())));
}
