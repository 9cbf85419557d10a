//! What `resilience.toml` has contributed is told with the table of that file.
//!
//! Red when: `of_layer` in explain/provenance.rs tells every layer as the attribute's, or `said_by` in explain/gates.rs
//! looks at the merged policy in place of what the site says itself.

use resilin::{NamedKind, Site};
use resilin_policy::{LayerTexts, Layers, NamedPolicy, Policy, Settings, Table, Target};

use super::common::{ASYNC, policy, told};

fn settings(text: &str) -> Settings {
    policy(text).written().clone()
}

/// A site as the attribute makes it, where the file has a policy `reads`, an entry for the site, and all gates.
fn layered(own: &str) -> &'static Site {
    let layers = Layers {
        own: settings(own),
        site: Some(settings("attempts = 4, on(client = retry)")),
        policy: Some(NamedPolicy {
            name: "reads".into(),
            settings: settings("attempts = 9, deadline = 30s, table = \"layers-http\", on(server = fail)"),
        }),
        breaker: Some("failures = 2, open = 5s".parse().unwrap()),
        quota: Some("ramp = 2s".parse().unwrap()),
        retry_budget: Some("ratio = 10%".parse().unwrap()),
        table: Some("throttled = fail".parse::<Table>().unwrap()),
    };
    let merged = Policy::from_checked(layers.settings(Target::AsyncFn));
    let place = ("shop", "src/lib.rs", 1);
    let site = Site::declared("shop::reads", merged, ASYNC, place).written(texts(&layers));
    Box::leak(Box::new(site))
}

/// The texts of layers, as an expansion of the attribute has them.
fn texts(layers: &Layers) -> &'static LayerTexts {
    let (texts, table) = layers.texts();
    let [own, site, name, policy, breaker, quota, retry_budget] = texts.map(leaked);
    let table = table.map(leaked);
    Box::leak(Box::new(LayerTexts { own, site, policy: (name, policy), breaker, quota, retry_budget, table }))
}

fn leaked(text: String) -> &'static str {
    text.leak()
}

#[test]
fn each_key_is_told_with_the_layer_that_has_it() {
    let explained = layered("backoff = fixed(1s), on(network = fail)").explain();
    let told = |key| told(explained.setting(key));
    assert_eq!(told("backoff"), (Some("fixed(1s)"), "attribute".into()));
    assert_eq!(told("attempts"), (Some("4"), "resilience.toml [sites.\"shop::reads\"]".into()));
    assert_eq!(told("deadline"), (Some("30s"), "resilience.toml [policies.reads]".into()));
    assert_eq!(told("table"), (Some("layers-http"), "resilience.toml [policies.reads]".into()));
    assert_eq!(told("jitter"), (Some("full"), "default".into()));
}

#[test]
fn each_rule_is_told_with_the_layer_that_has_it() {
    let explained = layered("backoff = fixed(1s), on(network = fail)").explain();
    let source = |class| explained.rule(class).expect("it is explained").source.to_string();
    assert_eq!(source("network"), "on(…), attribute");
    assert_eq!(source("client"), "on(…), resilience.toml [sites.\"shop::reads\"]");
    assert_eq!(source("server"), "on(…), resilience.toml [policies.reads]");
    assert_eq!(source("throttled"), "resilience.toml [tables.layers-http]");
    assert_eq!(explained.rule("throttled").unwrap().rule, "fail");
    assert_eq!(source("auth"), "standard table");
}

#[test]
fn each_setting_of_a_gate_is_told_with_the_layer_that_has_it() {
    let own = "breaker(\"layers-api\", failures = 3), quota = layers-llm, retry_budget = layers-api";
    let explained = layered(own).explain();
    let told = |kind, key| told(explained.gate(kind).expect("it is named").setting(key));
    assert_eq!(told(NamedKind::Breaker, "failures"), (Some("3"), "attribute".into()));
    assert_eq!(told(NamedKind::Breaker, "open"), (Some("5s"), "resilience.toml [breakers.layers-api]".into()));
    assert_eq!(told(NamedKind::Breaker, "probes"), (Some("1"), "default".into()));
    assert_eq!(told(NamedKind::Quota, "ramp"), (Some("2s"), "resilience.toml [quotas.layers-llm]".into()));
    let budget = (Some("0.1"), "resilience.toml [retry_budgets.layers-api]".into());
    assert_eq!(told(NamedKind::RetryBudget, "ratio"), budget);
}
