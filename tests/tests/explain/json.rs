//! What machines read: feature `serde`. Durations are seconds, in fields that say so.
//!
//! Red when: a field is renamed, or a duration is written as serde has it, in `secs` and `nanos`.

use std::time::Duration;

use resilin::{NamedKind, Source};
use serde_json::{Value, json, to_value};

use super::common::{ASYNC, attribute, by_hand};

fn of(text: &str) -> Value {
    to_value(attribute("shop::client::ticker", text, ASYNC).explain()).unwrap()
}

#[test]
fn the_fields_of_a_site() {
    let explained = of("attempts = 2");
    let fields: Vec<&String> = explained.as_object().unwrap().keys().collect();
    let mut all =
        ["name", "declared_at", "overridden", "settings", "gates", "rules", "schedules", "worst_case", "hints"];
    all.sort_unstable();
    assert_eq!(fields, all);
    assert_eq!(explained["name"], "shop::client::ticker");
    assert_eq!(explained["declared_at"], json!({ "file": "src/client.rs", "line": 42 }));
    assert_eq!(explained["overridden"], false);
    assert_eq!(explained["hints"], "up to 5m each time");
    assert_eq!(to_value(by_hand("by hand", "").explain()).unwrap()["declared_at"], Value::Null);
}

#[test]
fn keys_and_gates() {
    let explained = of("attempts = 2, quota(json-llm, wait_up_to = 1m)");
    let setting = |key, value: Value, kind| json!({ "key": key, "value": value, "source": { "kind": kind } });
    assert_eq!(explained["settings"][2], setting("attempts", json!("2"), "attribute"));
    assert_eq!(explained["settings"][3], setting("timeout", Value::Null, "default"));
    let settings = [
        setting("wait_up_to", json!("60s"), "attribute"),
        setting("ramp", json!("10s"), "default"),
        setting("probe_timeout", json!("60s"), "default"),
    ];
    let gate = json!({ "kind": "quota", "name": "json-llm", "state": null, "settings": settings });
    assert_eq!(explained["gates"], json!([gate]));
    assert_eq!(to_value(NamedKind::RetryBudget).unwrap(), "retry_budget");
}

#[test]
fn rules_and_schedules() {
    resilin::define_table("json", "client = fail(counts = true)").unwrap();
    let text = "backoff = fixed(1500ms), jitter = 20%, attempts = 2, table = json, on(server = retry(none))";
    let explained = of(text);
    let rule = |class, rule, fails, counts, source| json!({ "class": class, "rule": rule, "fails": fails, "counts": counts, "source": source });
    assert_eq!(explained["rules"][0], rule("network", "retry", false, true, json!({ "from": "standard" })));
    let source = json!({ "from": "on", "source": { "kind": "attribute" } });
    assert_eq!(explained["rules"][2], rule("server", "retry(none)", false, true, source));
    let source = json!({ "from": "table", "name": "json", "source": { "kind": "code" } });
    assert_eq!(explained["rules"][8], rule("client", "fail", true, true, source));
    let delay = json!({ "retry": 1, "delay_seconds": 1.5, "lowest_seconds": 1.2, "highest_seconds": 1.8 });
    let classes = ["network", "timeout", "overload", "invalid", "unknown"];
    assert_eq!(explained["schedules"][0], json!({ "classes": classes, "retries": 1, "delays": [delay] }));
    let worst = json!({
        "waiting_seconds": 1.8,
        "total_seconds": null,
        "unbounded": "neither a `timeout` nor a `deadline` bounds an attempt",
    });
    assert_eq!(explained["worst_case"], worst);
    let bounded = json!({ "waiting_seconds": 3.0, "total_seconds": 9.0, "unbounded": null });
    assert_eq!(of("timeout = 2s")["worst_case"], bounded);
}

#[test]
fn sources() {
    let sources = [
        (Source::Default, json!({ "kind": "default" }), "default"),
        (Source::Code, json!({ "kind": "code" }), "code"),
        (Source::Attribute, json!({ "kind": "attribute" }), "attribute"),
        (
            Source::ResilienceToml { entry: "policies.reads".into() },
            json!({ "kind": "resilience_toml", "entry": "policies.reads" }),
            "resilience.toml [policies.reads]",
        ),
        (
            Source::File { path: "ops.toml".into(), line: 12 },
            json!({ "kind": "file", "path": "ops.toml", "line": 12 }),
            "ops.toml:12",
        ),
        (
            Source::Variable { name: "RESILIENCE__BREAKERS__API__OPEN".into() },
            json!({ "kind": "variable", "name": "RESILIENCE__BREAKERS__API__OPEN" }),
            "RESILIENCE__BREAKERS__API__OPEN",
        ),
    ];
    for (source, machine, human) in sources {
        assert_eq!(to_value(&source).unwrap(), machine);
        assert_eq!(source.to_string(), human);
    }
}

#[test]
fn all_sites_are_a_list_under_their_name() {
    by_hand("json listed", "deadline = 1s").list();
    let explanation = to_value(resilin::explain()).unwrap();
    let sites = explanation["sites"].as_array().expect("a list");
    let listed = sites.iter().find(|site| site["name"] == "json listed").expect("it is listed");
    assert_eq!(listed["worst_case"]["total_seconds"], json!(Duration::from_secs(1).as_secs_f64()));
}
