//! Which of several values wins, for every key and every setting: environment, start-up file, attribute,
//! `resilience.toml`, default.

use std::collections::BTreeSet;

use resilin::{Breaker, Registry, RetryBudget, Site, define_table, quota::Quota};
use resilin_policy::{
    Layers, NamedPolicy, Policy, SectionKind, Settings, Table, env_name, read_partial_breaker, read_partial_quota,
    read_partial_retry_budget,
};

use crate::common::{alone, applied, file, layered, part, settings_of};
use crate::observed::{policy_of, site};

/// What can say something of a key of a policy, the nearest first.
const OF_A_POLICY: [&str; 7] = [
    "the site in the environment",
    "the site in the start-up file",
    "the attribute",
    "the site in resilience.toml",
    "the policy in the environment",
    "the policy in the start-up file",
    "the policy in resilience.toml",
];

/// A value for each of those, as they are printed.
fn values(key: &str) -> [String; 7] {
    let numbered = |text: &str| [1, 2, 3, 4, 5, 6, 7].map(|n| text.replace('#', &n.to_string()));
    match key {
        "backoff" => numbered("fixed(#s)"),
        "jitter" => numbered("0.#"),
        "attempts" => numbered("1#"),
        "timeout" | "max_wait" => numbered("#s"),
        "deadline" => numbered("#h"),
        "idempotent" => [1, 2, 3, 4, 5, 6, 7].map(|n| (n % 2 == 0).to_string()),
        "breaker" | "quota" | "retry_budget" | "table" => numbered("\"winner-#\""),
        "on" => numbered("retry(attempts = 2#)"),
        _ => panic!("values for `{key}` are missing here"),
    }
}

fn written(key: &str, value: &str) -> String {
    if key == "on" { format!("on(client = {value})") } else { format!("{key} = {value}") }
}

/// Values of a file are strings, names as they are.
fn in_file(key: &str, value: &str) -> String {
    let value = value.trim_matches('"');
    if key == "on" { format!("on.client = \"{value}\"\n") } else { format!("{key} = \"{value}\"\n") }
}

fn in_environment(section: &str, name: &str, key: &str, value: &str) -> (String, String) {
    let key = if key == "on" { "ON__CLIENT".to_owned() } else { key.to_uppercase() };
    (format!("RESILIENCE__{section}__{}__{key}", env_name(name)), value.trim_matches('"').to_owned())
}

/// The policy that is in force where everything from this layer on says something.
fn in_force(key: &str, nearest: usize) -> (&'static Site, String) {
    let (values, name) = (values(key), format!("{key}-{nearest}"));
    let says = |layer: usize| (nearest <= layer).then(|| values[layer].as_str());
    let own = |layer: usize| says(layer).map(|value| part(&written(key, value)));
    let site = layered(
        &name,
        Layers {
            own: own(2).unwrap_or(Settings::NONE),
            site: own(3),
            policy: Some(NamedPolicy { name: name.clone().into(), settings: own(6).unwrap_or(Settings::NONE) }),
            ..Layers::NONE
        },
    );
    let section = |section: &str, layer: usize| {
        let content = says(layer).map(|value| in_file(key, value)).unwrap_or_default();
        format!("[{section}.{name}]\n{content}")
    };
    let variables = [("SITES", 0), ("POLICIES", 4)];
    let variables = variables
        .into_iter()
        .filter_map(|(section, layer)| Some(in_environment(section, &name, key, says(layer)?)));
    let overrides = file(&(section("sites", 1) + &section("policies", 5))).variables(variables);
    let _ = applied(&overrides);
    (site, policy_of(site))
}

#[test]
fn the_nearest_says_what_a_key_of_a_policy_is() {
    let _alone = alone();
    for n in 1..=7 {
        let names = ["breaker", "quota", "retry_budget", "table"].map(|key| format!("{key} = \"winner-{n}\""));
        site("names the winners", &names.join(", "));
    }
    let mut keys = BTreeSet::new();
    for key in SectionKind::Sites.keys() {
        for (nearest, wins) in OF_A_POLICY.into_iter().enumerate() {
            let (site, policy) = in_force(key, nearest);
            let expected = written(key, &values(key)[nearest]);
            assert_eq!(policy, expected, "{key}: {wins} wins");
            let is_overridden = site.overridden(key).is_some();
            assert_eq!(is_overridden, [0, 1, 4, 5].contains(&nearest), "{key}: {wins}");
        }
        let (site, policy) = in_force(key, 7);
        assert_eq!((policy.as_str(), site.current().policy()), ("", &Policy::DEFAULT));
        keys.insert(key);
    }
    assert_eq!(keys.len(), 12, "the values of a new key are compared, too");
}

/// What can say something of a setting of a gate, the nearest first.
const OF_A_GATE: [&str; 4] = ["the environment", "the start-up file", "code or the attribute", "resilience.toml"];

/// A value for each of those, as they are printed; and what has to stand beside it.
fn settings(section: SectionKind, key: &str) -> ([String; 4], &'static str) {
    let numbered = |text: &str| [1, 2, 3, 4].map(|n| text.replace('#', &n.to_string()));
    match (section, key) {
        (SectionKind::Breakers, "within") => (numbered("1#s"), "failures = 3"),
        (SectionKind::Breakers, "failure_rate") | (SectionKind::RetryBudgets, "ratio") => (numbered("0.#"), ""),
        (SectionKind::Breakers, "slow_call_rate") => (numbered("0.#"), "slow_call = 2s"),
        (SectionKind::Breakers, "calls" | "min_calls") => (numbered("5#"), "failure_rate = 50%"),
        (SectionKind::Breakers, "open" | "probe_timeout" | "slow_call") | (SectionKind::Quotas, _) => {
            (numbered("#s"), "")
        }
        (SectionKind::Breakers, _) => (numbered("1#"), ""),
        (SectionKind::RetryBudgets, "min") => (numbered("#/s"), ""),
        (SectionKind::RetryBudgets, "tokens") => (numbered("5#"), ""),
        (SectionKind::RetryBudgets, _) => (numbered("#"), "tokens = 100"),
        _ => panic!("values for `{key}` are missing here"),
    }
}

fn compiled(section: SectionKind, text: &str) -> Layers {
    let mut layers = Layers::NONE;
    match section {
        SectionKind::Breakers => layers.breaker = Some(read_partial_breaker(text).settings),
        SectionKind::Quotas => layers.quota = Some(read_partial_quota(text).settings),
        _ => layers.retry_budget = Some(read_partial_retry_budget(text).settings),
    }
    layers
}

fn kind(section: SectionKind) -> &'static str {
    match section {
        SectionKind::Breakers => "breaker",
        SectionKind::Quotas => "quota",
        _ => "retry_budget",
    }
}

fn define(section: SectionKind, name: &str, settings: &str) {
    let outcome = match section {
        SectionKind::Breakers => Breaker::define(name, settings).map(drop),
        SectionKind::Quotas => Quota::define(name, settings).map(drop),
        _ => RetryBudget::define(name, settings).map(drop),
    };
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// Calls the site, so that what it names comes to the registry.
fn met(site: &Site) {
    let outcome: Result<(), resilin::Error<std::io::Error>> = site.call_blocking(|| Ok(()));
    assert!(outcome.is_ok());
}

/// The settings that are in force where everything from this layer on says something; `by_code`: code says it, not a site.
fn of_gate(section: SectionKind, key: &str, nearest: usize, by_code: bool) -> String {
    let (values, beside) = settings(section, key);
    let name = format!("{}-{key}-{nearest}-{by_code}", section.name()).replace('_', "-");
    let says = |layer: usize| (nearest <= layer).then(|| format!("{key} = {}", values[layer]));
    let behind = [says(3), Some(beside.to_owned()).filter(|text| !text.is_empty())];
    let behind: Vec<String> = behind.into_iter().flatten().collect();
    let own = says(2).unwrap_or_default();
    let inline = if by_code || own.is_empty() { String::new() } else { format!(", {own}") };
    let own_text = format!("{}(\"{name}\"{inline})", kind(section));
    let site = layered(&name, Layers { own: part(&own_text), ..compiled(section, &behind.join(", ")) });
    if by_code && !own.is_empty() {
        // Code defines something whole.
        define(section, &name, [own.as_str(), beside].join(", ").trim_end_matches(", "));
    }
    met(site);
    let content = says(1).map(|_| format!("{key} = \"{}\"\n", values[1])).unwrap_or_default();
    let variable = format!("RESILIENCE__{}__{}__{}", env_name(section.name()), env_name(&name), env_name(key));
    let variables = says(0).map(|_| (variable, values[0].clone()));
    let _ = applied(&file(&format!("[{}.{name}]\n{content}", section.name())).variables(variables));
    settings_of(section, &name)
}

#[test]
fn the_nearest_says_what_a_setting_of_a_gate_is() {
    let _alone = alone();
    for section in [SectionKind::Breakers, SectionKind::Quotas, SectionKind::RetryBudgets] {
        for key in section.keys() {
            let (values, _) = settings(section, key);
            for (nearest, by_code) in (0..4).flat_map(|nearest| [(nearest, false), (nearest, true)]) {
                let found = of_gate(section, key, nearest, by_code);
                let expected = format!("{key} = {}", values[nearest]);
                // How long a site waits is its own affair: it is not among what it gives to others.
                let is_wait = key == "wait_up_to" && nearest == 2 && !by_code;
                let expected = if is_wait { format!("{key} = {}", values[3]) } else { expected };
                let is_in_force = found.split(", ").any(|setting| setting == expected);
                assert!(is_in_force, "{key}: {} wins: {found}", OF_A_GATE[nearest]);
                assert_eq!(found.matches(&format!("{key} = ")).count(), 1, "{found}");
            }
            assert!(!of_gate(section, key, 4, false).contains(&format!("{key} = ")), "{key}: the default");
        }
    }
}

#[test]
fn the_nearest_says_what_a_class_of_a_table_gets() {
    let _alone = alone();
    for class in SectionKind::Tables.keys() {
        for nearest in 0..=4 {
            let name = format!("table-{class}-{nearest}");
            let says = |layer: usize| (nearest <= layer).then(|| format!("retry(attempts = 2{layer})"));
            let table = says(3).map(|rule| format!("{class} = {rule}").parse::<Table>().unwrap());
            layered(&name, Layers { table, ..Layers::of(part(&format!("table = \"{name}\""))) });
            if let Some(rule) = says(2) {
                define_table(&name, &format!("{class} = {rule}")).unwrap();
            }
            let content = says(1).map(|rule| format!("{class} = \"{rule}\"\n")).unwrap_or_default();
            let variable = format!("RESILIENCE__TABLES__{}__{}", env_name(&name), env_name(class));
            let variables = says(0).map(|rule| (variable, rule));
            let _ = applied(&file(&format!("[tables.{name}]\n{content}")).variables(variables));
            let rules = Registry::global().table(&name).map(|table| table.to_string());
            let expected = says(nearest).filter(|_| nearest < 4).map(|rule| format!("{class} = {rule}"));
            assert_eq!(rules.filter(|rules| !rules.is_empty()), expected, "{class}, {nearest}");
        }
    }
}
