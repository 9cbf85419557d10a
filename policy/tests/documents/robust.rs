//! No text makes reading a file panic, and every finding points into it.

use crate::common;
use proptest::{collection::vec, prelude::*, sample::select};
use resilin_policy::{Document, Finding, Policy, Settings, Table, Usage, located};

/// Lines of files, good and bad, and pieces of lines.
const LINES: [&str; 46] = [
    "[policies.a]",
    "[policies]",
    "[policies.a.on]",
    "[sites.\"a::b\"]",
    "[sites.f]",
    "[breakers.api]",
    "[breakers.\"a/b\"]",
    "[tables.http]",
    "[quotas.llm]",
    "[retry_budgets.\"\"]",
    "[[policies.a]]",
    "[nonsense.\u{E4}]",
    "[policies.a",
    "[]",
    "attempts = 5",
    "attempts = 0",
    "attempts = 1",
    "timeout = '5s'",
    "timeout = \"\"\"\r\n5\r\n\"\"\"",
    "deadline = \"\\u0035s\"",
    "backoff = \"exp(1s, 0.5, \u{4E2D}60s)\"",
    "jitter = 25",
    "on = { client = 'fail', \"x\" = { rule = 'retry', counts = true } }",
    "on.client = 'retry(attempts = 1'",
    "on = {",
    "client = 'fail'",
    "'\u{1F980}\"' = 'fail'",
    "breaker = 'api/{x}'",
    "policy = 'a'",
    "policy = ''",
    "table = '''\n'''",
    "quota = \"\\\"\\\\\"",
    "retry_budget = []",
    "open = 30",
    "calls = 3",
    "within = '1s'",
    "ratio = 0.1",
    "tokens = 5",
    "a.b.c = 1",
    "\"\" = 1979-05-27",
    "= 3",
    "x",
    "\"",
    "'''",
    "\r",
    "\u{FEFF}",
];

fn file() -> impl Strategy<Value = String> {
    (vec(select(LINES.to_vec()), 0..16), select(vec!["\n", "\r\n", " "])).prop_map(|(lines, end)| lines.join(end))
}

fn point_into(text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    for finding in findings {
        prop_assert!(text.get(finding.range.clone()).is_some(), "{:?} in {:?}", finding, text);
        prop_assert!(!finding.message.is_empty(), "{:?} in {:?}", finding, text);
        prop_assert!(located("f", text, finding).lines().count() >= 4);
    }
    prop_assert!(findings.is_sorted_by_key(|finding| finding.range.start), "{:?}", findings);
    Ok(())
}

fn reads(text: &str) -> Result<(), TestCaseError> {
    for usage in [Usage::Compiled, Usage::Override] {
        let (document, findings) = Document::read(text, usage);
        point_into(text, &findings)?;
        let places = document.policies.iter().flat_map(|entry| entry.keys.iter().map(|(_, place)| place.clone()));
        prop_assert!(places.into_iter().all(|place| text.get(place).is_some_and(|key| !key.is_empty())));
    }
    Ok(())
}

/// A string as TOML has it.
fn string(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// One policy, key by key.
fn as_a_file(settings: &Settings) -> String {
    let each = Settings { on: None, table: None, backoff: None, ..settings.clone() };
    let each = Policy::from_checked(each).to_string();
    let each = each
        .split(", ")
        .filter_map(|entry| entry.split_once(" = "))
        .map(|(key, value)| (key.to_owned(), value.to_owned()));
    let backoff = settings.backoff.map(|backoff| ("backoff".to_owned(), backoff.to_string()));
    let table = settings.table.as_ref().map(|table| ("table".to_owned(), table.name().to_owned()));
    let rules = settings.on.iter().flat_map(Table::rules).map(|rule| {
        let printed = rule.to_string();
        let name = printed.trim_start_matches('"').strip_prefix(rule.class()).expect("its class");
        let value = name.trim_start_matches('"').trim_start_matches(" = ");
        (format!("on.{}", string(rule.class())), value.to_owned())
    });
    let entries = each.chain(backoff).chain(table).chain(rules);
    let lines: Vec<String> = entries.map(|(key, value)| format!("{key} = {}\n", string(&value))).collect();
    format!("[policies.a]\n{}", lines.concat())
}

proptest! {
    #![proptest_config(common::cases(2_000))]

    // Red when: `within` of syntax.rs takes a range as it is, or `excerpt` is given the mark's length too much.
    #[test]
    fn findings_point_into_arbitrary_text(text in "(?s).*|[\\[\\]{}=\"'.#a-c\u{E4}\r\n ]{0,40}") {
        reads(&text)?;
    }

    // Red when: the findings are not sorted at the end of `Document::read`.
    #[test]
    fn findings_point_into_lines(text in file()) {
        reads(&text)?;
    }

    // Red when: `bare` of assembled.rs says that all is exact.
    #[test]
    fn findings_point_into_arbitrary_values(value in "(?s).{0,20}", key in select(vec![
        "policies.a.backoff", "policies.a.breaker", "sites.a.policy", "policies.a.on.client", "breakers.a.open", "tables.a.'x'",
    ])) {
        reads(&format!("{key} = {}\n", string(&value)))?;
        reads(&format!("{key} = '''{}'''\n", value.replace('\'', " ")))?;
        reads(&format!("policies.{} = {{}}\nbreakers.{}.open = 3\n", string(&value), string(&value)))?;
    }

    /// Whatever the policy language prints, a file may say.
    // Red when: `quoted` of assembled.rs leaves out an escape.
    #[test]
    fn every_policy_can_be_written_as_a_file(policy in common::policy()) {
        // Gates are named there, not set.
        let own = Settings { breaker: None, quota: None, retry_budget: None, ..policy.written().clone() };
        let text = as_a_file(&own);
        let (document, findings) = Document::read(&text, Usage::Override);
        prop_assert_eq!(findings, vec![], "in {}", text);
        prop_assert_eq!(&document.policies.get("a").expect("the only one").values, &own);
    }
}

// Red (aborted) when: `pairs` of text.rs goes into tables without the parser's own limit.
#[test]
fn long_and_deep_files_do_not_exhaust_the_stack() {
    for piece in
        ["[policies.a]\n", "a.", "{a=", "[", "\"", "'''", "on.x = 'retry('\n", "a = {\n", "[a.b.c]\n", "\r"]
    {
        for start in ["", "[policies.a]\n", "policies.a.b = "] {
            let text = format!("{start}{}", piece.repeat(2_000));
            assert!(!Document::read(&text, Usage::Compiled).1.is_empty(), "{piece}");
        }
    }
}
