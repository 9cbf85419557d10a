//! What is read of good files.

use resilin_policy::{Context, Document, Policy, SectionKind, Target, Usage, read};

fn good(text: &str) -> Document {
    let (document, findings) = Document::read(text, Usage::Compiled);
    assert_eq!(findings, [], "in {text}");
    document
}

fn policy(text: &str) -> String {
    let document = good(&format!("[policies.a]\n{text}"));
    let entry = document.policies.get("a").expect("the first entry");
    Policy::from_checked(entry.values.clone()).to_string()
}

/// Every key in the ways in which it may be written, and what it comes to.
const KEYS: [(&str, &str); 12] = [
    ("backoff = 'exp(1s,2,60s)'", "backoff = exp(1s, 2, 60s)"),
    ("jitter = 0.25", "jitter = 0.25"),
    ("attempts = 6", "attempts = 6"),
    ("timeout = '5s'", "timeout = 5s"),
    ("deadline = '''\n1m30s'''", "deadline = 90s"),
    ("breaker = 'b/{host}'", "breaker = \"b/{host}\""),
    ("quota = 'q'", "quota = \"q\""),
    ("retry_budget = 'r'", "retry_budget = \"r\""),
    ("table = 't'", "table = \"t\""),
    ("on = { client = 'retry' }", "on(client = retry)"),
    ("max_wait = '0s'", "max_wait = 0s"),
    ("idempotent = false", "idempotent = false"),
];

const GATES: &str = "[breakers.b]\n[quotas.q]\n[retry_budgets.r]\n[tables.t]\n";

#[test]
fn every_key_of_a_policy() {
    assert!(
        KEYS.iter().all(|(key, _)| SectionKind::Policies.keys().contains(&key.split(' ').next().unwrap_or("")))
    );
    assert_eq!(KEYS.len(), SectionKind::Policies.keys().len());
    for (written, read) in KEYS {
        assert_eq!(policy(&format!("{written}\n{GATES}")), read);
    }
    let (written, read): (Vec<&str>, Vec<&str>) = KEYS.into_iter().unzip();
    assert_eq!(policy(&format!("{}\n{GATES}", written.join("\n"))), read.join(", "));
}

#[test]
fn values_with_and_without_quotes() {
    assert_eq!(
        policy("attempts = '6'\njitter = '25%'\nidempotent = 'true'"),
        policy("attempts = 6\njitter = 0.25\nidempotent = true")
    );
    assert_eq!(policy("attempts = 'unlimited'"), "attempts = unlimited");
    assert_eq!(policy("attempts = 1_0"), "attempts = 10");
}

// Red when: `with_counts` gives the table back as it is.
#[test]
fn rules_in_every_form() {
    let expected =
        "on(throttled = retry(attempts = 8), \"conflict\" = fail(counts = false), server = retry(counts = true))";
    let inline = "on = { throttled = 'retry(attempts = 8)', 'conflict' = { rule = 'fail', counts = false }, server = { counts = true, rule = 'retry' } }";
    let dotted = "on.throttled = 'retry(attempts = 8)'\non.'conflict' = 'fail(counts = false)'\non.server.rule = 'retry'\non.server.counts = true";
    let headers = "[policies.a.on]\nthrottled = 'retry(attempts = 8)'\n\"conflict\" = 'fail(counts = false)'\n[policies.a.on.server]\nrule = 'retry'\ncounts = true";
    for text in [inline, dotted, headers] {
        assert_eq!(policy(text), expected);
    }
    assert_eq!(policy("[policies.a.on]\n"), "");
    assert_eq!(policy("on.'client' = 'fail'"), "on(client = fail)");
    let table = good("[tables.http]\nthrottled = 'retry'\n'my class' = { rule = 'fail', counts = true }\n").tables;
    assert_eq!(
        table.get("http").expect("it is there").values.to_string(),
        "throttled = retry, \"my class\" = fail(counts = true)"
    );
}

#[test]
fn gates_tables_and_sites() {
    let document = good(
        "[breakers.api]\nfailure_rate = 0.5\ncalls = 10\nopen = 'exp(30s, 2, 10m)'\n[breakers.\"{self.tenant}\"]\n[quotas.llm]\nwait_up_to = '30s'\n[retry_budgets.api]\ntokens = 500\ncost = 0.5\n[policies.reads]\n[sites.\"shop::f\"]\npolicy = 'reads'\nattempts = 2\n",
    );
    let breaker = document.breakers.get("api").expect("it is there");
    assert_eq!(breaker.values.to_string(), "failure_rate = 0.5, calls = 10, open = exp(30s, 2, 10m)");
    assert_eq!(document.breakers.names().collect::<Vec<_>>(), ["api", "{self.tenant}"]);
    assert_eq!(document.quotas.get("llm").expect("it is there").values.to_string(), "wait_up_to = 30s");
    assert_eq!(
        document.retry_budgets.get("api").expect("it is there").values.to_string(),
        "tokens = 500, cost = 0.5"
    );
    let site = &document.sites.get("shop::f").expect("it is there").values;
    assert_eq!(site.base.as_ref().map(|base| base.name.as_str()), Some("reads"));
    assert!(site.settings.keys().eq(["attempts"]) && document.sites.get("f").is_none());
    assert!(document.policies.into_iter().len() == 1 && document.tables.is_empty());
    assert_eq!(document.names(SectionKind::Sites), ["shop::f"]);
}

// Red when: `context` of entry.rs is not partial.
#[test]
fn parts_of_what_is_put_together_later() {
    for text in ["attempts = 'unlimited'", "deadline = '100ms'", "on.auth = 'refresh'", "jitter = 0.5"] {
        assert!(!policy(text).is_empty());
    }
    good("[breakers.api]\ncalls = 10\n[breakers.b]\nmin_calls = 500\n[breakers.c]\nslow_call_rate = 0.5\n");
    good("[retry_budgets.a]\ncost = 3\n[retry_budgets.b]\ntokens = 2\n[retry_budgets.c]\ntokens = 9\ncost = 0\n");
}

#[test]
fn an_empty_file_says_nothing() {
    for text in ["", "\u{FEFF}", "# nothing\r\n", "[policies]\n[breakers]\n[sites]\n"] {
        assert_eq!(good(text), Document::default());
    }
}

/// A file may be written as the attribute is, key by key: both come to the same.
#[test]
fn the_same_words_as_in_the_attribute() {
    for (written, _) in KEYS {
        let (key, value) = written.split_once(" = ").expect("an entry");
        let attribute = match key {
            "on" => "on(client = retry)".to_owned(),
            _ => format!(
                "{key} = {}",
                value.replace(['\''], "\"").replace("\"\"\"\n", "\"").replace("\"\"\"", "\"")
            ),
        };
        let settings = read(&attribute, Context::from(Target::AsyncFn).partial()).settings;
        assert_eq!(
            policy(&format!("{written}\n{GATES}")),
            Policy::from_checked(settings).to_string(),
            "{attribute}"
        );
    }
}
