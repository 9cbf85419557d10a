//! Every key of the language is in every explanation, with its value and where that comes from.
//!
//! Red when: `values` in explain/settings.rs loses a key, or a default is told as `attribute`.

use super::common::{ASYNC, attribute, by_hand, explain, names_listed_for, told};

/// A value of each key, and how it is told.
const WRITTEN: [(&str, &str); 12] = [
    ("backoff = exp(1s, 1.5, 1m)", "exp(1s, 1.5, 60s)"),
    ("jitter = 25%", "0.25"),
    ("attempts = 7", "7"),
    ("timeout = 90s", "90s"),
    ("deadline = 150s", "2m30s"),
    ("breaker(\"every key\", failures = 3)", "every key"),
    ("quota = \"every-key\"", "every-key"),
    ("retry_budget = \"every-key\"", "every-key"),
    ("table = \"every-key\"", "every-key"),
    ("on(server = fail, \"conflict\" = retry)", "server = fail, \"conflict\" = retry"),
    ("max_wait = 1500ms", "1.5s"),
    ("idempotent = false", "false"),
];

/// The keys of the language, as it lists them itself. `policy` is none that holds: what it brings is told key by key.
fn keys() -> Vec<String> {
    let keys = names_listed_for("zzz = 1");
    assert!(keys.contains(&"policy".to_owned()) && keys.len() > 10, "{keys:?}");
    keys.into_iter().filter(|key| key != "policy").collect()
}

fn all_written() -> String {
    let entries: Vec<&str> = WRITTEN.iter().map(|(entry, _)| *entry).collect();
    entries.join(", ").replace("every key", "every-key")
}

#[test]
fn every_key_is_told_in_the_order_of_the_language() {
    for text in ["", &all_written()] {
        let told: Vec<&str> = explain(text).settings.iter().map(|setting| setting.key).collect();
        assert_eq!(told, keys());
    }
}

#[test]
fn what_is_written_is_told_with_who_wrote_it() {
    let (by_attribute, by_hand) =
        (attribute("every", &all_written(), ASYNC).explain(), by_hand("every", &all_written()).explain());
    for (key, (_, value)) in keys().iter().zip(WRITTEN) {
        let value = value.replace("every key", "every-key");
        assert_eq!(told(by_attribute.setting(key)), (Some(&*value), "attribute".into()), "{key}");
        assert_eq!(told(by_hand.setting(key)), (Some(&*value), "code".into()), "{key}");
    }
}

#[test]
fn what_is_not_written_is_told_as_the_default() {
    let explained = explain("");
    let defaults = [
        ("backoff", Some("exp(200ms, 2, 20s)")),
        ("jitter", Some("full")),
        ("attempts", Some("3")),
        ("timeout", None),
        ("deadline", None),
        ("breaker", None),
        ("quota", None),
        ("retry_budget", None),
        ("table", Some("standard")),
        ("on", None),
        ("max_wait", Some("5 times the longest delay")),
        ("idempotent", Some("true")),
    ];
    assert!(keys().iter().eq(defaults.iter().map(|(key, _)| *key)));
    for (key, value) in defaults {
        assert_eq!(told(explained.setting(key)), (value, "default".into()), "{key}");
    }
}

#[test]
fn a_deadline_changes_what_a_server_may_ask_for() {
    let explained = explain("deadline = 30s");
    assert_eq!(told(explained.setting("max_wait")), (Some("what the deadline leaves"), "default".into()));
}

#[test]
fn a_key_that_is_not_there_is_not_explained() {
    assert_eq!(explain("").setting("hedge"), None);
}
