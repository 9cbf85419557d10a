//! What a document has for one site.

use resilin_policy::{Context, Document, Layer, Layers, Policy, Target, Usage, read};

const FILE: &str = "
[policies.reads]
attempts = 6
backoff = 'fixed(1s)'
breaker = 'api/{host}'
table = 'http'
[policies.once]
attempts = 1
[breakers.api]
failures = 3
open = '30s'
[breakers.plain]
[quotas.llm]
ramp = '1s'
[retry_budgets.shared]
ratio = 0.1
[tables.http]
client = 'retry'
[tables.empty]
[sites.'shop::f']
policy = 'reads'
attempts = 4
timeout = '5s'
";

fn document() -> Document {
    let (document, findings) = Document::read(FILE, Usage::Compiled);
    assert_eq!(findings, []);
    document
}

#[track_caller]
fn layers(text: &str, site: Option<&str>) -> Layers {
    let context = Context::from(Target::AsyncFn).with_named_policies().partial();
    let reading = read(text, context);
    assert_eq!(reading.findings, []);
    let (layers, findings) = document().layers(&reading, site);
    assert_eq!(findings, [], "in {text}");
    layers
}

fn printed(layers: &Layers, target: Target) -> String {
    Policy::from_checked(layers.settings(target)).to_string()
}

#[test]
fn the_policy_that_is_named_and_what_it_names() {
    let layers = layers("policy = \"reads\"", None);
    assert_eq!(
        printed(&layers, Target::AsyncFn),
        "backoff = fixed(1s), attempts = 6, breaker(\"api/{host}\", failures = 3, open = 30s), table = \"http\""
    );
    let policy = Policy::from_checked(layers.settings(Target::AsyncFn));
    assert_eq!(policy.table_rules().map(ToString::to_string), Some("client = retry".to_owned()));
    assert_eq!(layers.policy.as_ref().map(|policy| policy.name.as_ref()), Some("reads"));
}

// Red when: `layers` looks at the site's `base` before the reading's.
#[test]
fn a_site_of_the_file_stands_between_the_text_and_the_policy() {
    let layers = layers("jitter = none", Some("shop::f"));
    assert_eq!(layers.origin("jitter"), Some(Layer::Own));
    assert_eq!(layers.origin("attempts"), Some(Layer::Site));
    assert_eq!(layers.origin("backoff"), Some(Layer::Policy));
    assert_eq!(layers.origin("deadline"), None);
    let other = self::layers("policy = once", Some("shop::f"));
    assert_eq!(printed(&other, Target::AsyncFn), "attempts = 4, timeout = 5s");
    assert_eq!(other.policy.map(|policy| policy.name), Some("once".into()));
    assert_eq!(self::layers("jitter = none", Some("shop::g")).site, None);
}

// Red when: `of_settings` of missing.rs does not look at the settings beside a name.
#[test]
fn settings_beside_a_name_are_a_definition() {
    assert_eq!(layers("breaker(\"own\", failures = 9), quota(q, ramp = 2s)", None).breaker, None);
    assert_eq!(layers("table = standard, retry_budget(r, ratio = 20%)", None).table, None);
    let both = layers("breaker(\"api\", failures = 9), quota(llm, wait_up_to = 2s)", None);
    assert_eq!(
        printed(&both, Target::AsyncFn),
        "breaker(\"api\", failures = 9, open = 30s), quota(\"llm\", wait_up_to = 2s, ramp = 1s)"
    );
    assert_eq!(layers("breaker = plain", None).breaker, None);
    assert_eq!(layers("table = empty", None).table.map(|table| table.rules().len()), Some(0));
}

#[test]
fn names_that_the_file_has_not() {
    let text = "policy = raeds, breaker = \"apii/{host}\", quota = lm, retry_budget = shard, table = htp";
    let context = Context::from(Target::AsyncFn).with_named_policies();
    let reading = read(text, context);
    let (layers, findings) = document().layers(&reading, None);
    let told: Vec<(&str, &str, &str)> = findings
        .iter()
        .map(|it| (&text[it.range.clone()], it.message.as_str(), it.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [
            ("raeds", "`resilience.toml` has no policy `raeds`", "did you mean `reads`?"),
            ("apii/{host}", "`resilience.toml` has no breaker `apii`", "did you mean `api`?"),
            ("lm", "`resilience.toml` has no quota `lm`", "did you mean `llm`?"),
            ("shard", "`resilience.toml` has no retry budget `shard`", "did you mean `shared`?"),
            ("htp", "`resilience.toml` has no table `htp`", "did you mean `http`?"),
        ]
    );
    assert_eq!(layers, Layers::of(reading.settings));
}

// Seen red: `layers` leaving the findings in the order in which it looks the names up.
#[test]
fn names_that_the_file_has_not_in_the_order_of_the_text() {
    let text = "table = htp, breaker = apii, policy = raeds";
    let reading = read(text, Context::from(Target::AsyncFn).with_named_policies());
    let (_, findings) = document().layers(&reading, None);
    let told: Vec<&str> = findings.iter().map(|it| &text[it.range.clone()]).collect();
    assert_eq!(told, ["htp", "apii", "raeds"]);
}

// Red when: `candidates` does not look for `::` before the suffix.
#[test]
fn candidates_end_with_whole_segments() {
    let file = "[sites.'shop::client::ticker']\n[sites.'shop::my_ticker']\n[sites.ticker]\n[sites.'shop::Client::ticker']\n";
    let (document, _) = Document::read(file, Usage::Compiled);
    assert_eq!(document.candidates("ticker"), ["shop::client::ticker", "ticker", "shop::Client::ticker"]);
    assert_eq!(document.candidates("Client::ticker"), ["shop::Client::ticker"]);
    assert_eq!(document.candidates("tick"), Vec::<&str>::new());
}
