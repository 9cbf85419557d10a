//! Layers that were printed, as the macro does it, read the same again.

#![cfg(feature = "toml")]

use resilin_policy::{Context, Document, LayerTexts, Layers, Target, Usage, read};

const FILE: &str = r#"
[policies.reads]
backoff = "exp(200ms, 2, 10s)"
jitter = "equal"
attempts = "unlimited"
timeout = "1500ms"
deadline = "1m30s"
max_wait = "20s"
idempotent = false
breaker = "api/{host}"
quota = "llm"
retry_budget = "api"
table = "http"
on = { throttled = "retry(fib(1s, 9s), attempts = 4)", "conflict" = { rule = "fail", counts = true } }

[breakers.api]
failures = 7
within = "90s"
open = "exp(1s, 1.5, 60s)"

[quotas.llm]
wait_up_to = "3s"
ramp = "0s"

[retry_budgets.api]
tokens = 500
cost = 2.5

[tables.http]
client = "retry(scale = 3, attempts = 2)"

[tables.empty]

[sites."shop::ticker"]
attempts = 2
table = "empty"
"#;

fn leaked(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn read_again(layers: &Layers) -> Layers {
    let (texts, table) = layers.texts();
    let [own, site, name, policy, breaker, quota, retry_budget] = texts.map(leaked);
    LayerTexts { own, site, policy: (name, policy), breaker, quota, retry_budget, table: table.map(leaked) }
        .layers()
}

// Red when: `LayerTexts::layers` or `Layers::texts` takes one for another, or leaves one out.
#[test]
fn what_is_printed_reads_the_same() {
    let (document, findings) = Document::read(FILE, Usage::Compiled);
    assert_eq!(findings, []);
    let texts = [
        "",
        "policy = reads",
        "policy = reads, attempts = 3, jitter = 0.1",
        "table = http",
        "breaker(api, open = 5s)",
    ];
    for text in texts {
        let reading = read(text, Context::from(Target::AsyncFn).with_named_policies().partial());
        for site in [None, Some("shop::ticker")] {
            let (layers, findings) = document.layers(&reading, site);
            assert_eq!(findings, [], "{text}");
            assert_eq!(read_again(&layers), layers, "{text} {site:?}");
        }
    }
}
