//! Which layer a site's policy comes from, key by key.

use resilin_policy::{
    Context, Layer, Layers, NamedPolicy, Policy, SectionKind, Settings, Table, Target, describe, judge, read,
    worst_case,
};
use std::time::Duration;

fn settings(text: &str) -> Settings {
    read(text, Context::from(Target::AsyncFn).partial()).settings
}

fn layers(own: &str, site: &str, policy: &str) -> Layers {
    let mut layers = Layers::of(settings(own));
    layers.site = Some(settings(site));
    layers.policy = Some(NamedPolicy { name: "reads".into(), settings: settings(policy) });
    layers
}

fn printed(layers: &Layers) -> String {
    Policy::from_checked(layers.settings(Target::AsyncFn)).to_string()
}

/// Every key with three values.
const KEYS: [[&str; 3]; 12] = [
    ["backoff = fixed(1s)", "backoff = fixed(2s)", "backoff = fixed(3s)"],
    ["jitter = full", "jitter = equal", "jitter = none"],
    ["attempts = 5", "attempts = 6", "attempts = 7"],
    ["timeout = 5s", "timeout = 6s", "timeout = 7s"],
    ["deadline = 50s", "deadline = 60s", "deadline = 70s"],
    ["breaker = \"a\"", "breaker = \"b\"", "breaker = \"c\""],
    ["quota = \"a\"", "quota = \"b\"", "quota = \"c\""],
    ["retry_budget = \"a\"", "retry_budget = \"b\"", "retry_budget = \"c\""],
    ["table = \"a\"", "table = \"b\"", "table = \"c\""],
    ["on(client = fail)", "on(client = retry)", "on(client = cooldown(15m, max = 6h))"],
    ["max_wait = 5s", "max_wait = 6s", "max_wait = 7s"],
    ["idempotent = true", "idempotent = false", "idempotent = true"],
];

// Red when: `named` puts the policy before the site, or `nearest` looks at the layers in another order.
#[test]
fn every_key_comes_from_the_nearest_layer_that_has_it() {
    let keys = SectionKind::Sites.keys();
    for ([own, site, policy], key) in KEYS.into_iter().zip(&keys) {
        assert!(settings(own).keys().eq([*key]));
        for (layers, expected, origin) in [
            (layers(own, site, policy), own, Some(Layer::Own)),
            (layers(own, "", policy), own, Some(Layer::Own)),
            (layers("", site, policy), site, Some(Layer::Site)),
            (layers("", "", policy), policy, Some(Layer::Policy)),
            (layers("", "", ""), "", None),
        ] {
            assert_eq!((printed(&layers).as_str(), layers.origin(key)), (expected, origin), "{key}");
        }
    }
    assert_eq!((KEYS.len(), layers("", "", "").origin("nonsense")), (keys.len(), None));
}

#[test]
fn rules_come_from_the_nearest_layer_that_has_the_class() {
    let layers =
        layers("on(client = retry)", "on(client = fail, server = fail)", "on(server = retry, auth = fail)");
    assert_eq!(printed(&layers), "on(client = retry, server = fail, auth = fail)");
    let origins = ["client", "server", "auth", "network"].map(|class| layers.origin_of_class(class));
    assert_eq!(origins, [Some(Layer::Own), Some(Layer::Site), Some(Layer::Policy), None]);
}

// Red when: `settings` does not look at what is known of a gate, or puts it before the inline settings.
#[test]
fn gates_get_what_is_known_of_them_below_what_is_written_beside_the_name() {
    let mut layers = layers("breaker(a, open = 5s)", "quota = q", "retry_budget(r, ratio = 10%), table = t");
    layers.breaker = "open = 9s, failures = 3".parse().ok();
    layers.quota = "ramp = 1s".parse().ok();
    layers.retry_budget = "tokens = 9".parse().ok();
    layers.table = "client = retry".parse().ok();
    assert_eq!(
        printed(&layers),
        "breaker(\"a\", failures = 3, open = 5s), quota(\"q\", ramp = 1s), retry_budget(\"r\", ratio = 0.1), table = \"t\""
    );
    let merged = Policy::from_checked(layers.settings(Target::AsyncFn));
    assert_eq!(merged.table_rules(), layers.table.as_ref());
    assert_eq!(
        Layers { own: settings("attempts = 2"), site: None, policy: None, ..layers }.settings(Target::Text),
        settings("attempts = 2")
    );
}

// Red when: `named` refines the site's settings for the real target.
#[test]
fn a_timeout_of_a_blocking_function_is_told_where_it_was_written_for_it() {
    let of_policy = layers("attempts = 2", "", "timeout = 5s").settings(Target::BlockingFn);
    assert_eq!(judge(&of_policy, Target::BlockingFn), []);
    let of_site = layers("attempts = 2", "timeout = 5s", "").settings(Target::BlockingFn);
    assert_eq!(judge(&of_site, Target::BlockingFn).iter().map(|it| it.key).collect::<Vec<_>>(), ["timeout"]);
}

// Red when: `has_unknown_table` does not look at the rules, or `known` takes the empty table.
#[test]
fn the_rules_of_a_table_count_where_they_are_known() {
    let unknown: Policy = "backoff = fixed(2s), attempts = 2, timeout = 1s, table = t".parse().expect("a policy");
    assert_eq!(worst_case(&unknown).waiting, None);
    assert!(describe(&unknown).contains("What the table `t` says of a class holds instead."));
    let mut layers = Layers::of(unknown.written().clone());
    layers.table =
        "throttled = retry(fixed(7s), attempts = 3), client = retry, \"conflict\" = fail".parse::<Table>().ok();
    let known = Policy::from_checked(layers.settings(Target::AsyncFn));
    assert_eq!(worst_case(&known).waiting, Some(Duration::from_secs(16)));
    let text = describe(&known);
    assert!(text.contains("wrong requests") && text.contains("`conflict` are returned at once"), "{text}");
    assert!(!text.contains("What the table"), "{text}");
    let mut own = known.written().clone();
    own.on = "\"conflict\" = retry".parse::<Table>().ok();
    assert!(describe(&Policy::from_checked(own)).lines().next().is_some_and(|line| line.contains("`conflict`")));
}
