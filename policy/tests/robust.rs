//! No text makes reading or drawing panic, and every finding points into its text.

#[allow(dead_code, reason = "shared with tests that draw whole policies")]
mod common;

use proptest::{collection::vec, prelude::*, sample::select};
use resilin_policy::{
    Attempts, BreakerSettings, Context, Finding, Policy, PolicyError, QuotaSettings, RetryBudgetSettings, Table,
    Target, check_breaker_name, check_quota_name, check_retry_budget_name, check_table_name, describe,
    describe_in, excerpt, read, read_breaker, read_quota, read_retry_budget, read_table, worst_case,
};

/// Pieces of the language, of its mistakes, and of what is neither.
const SOUP: [&str; 91] = [
    "policy",
    "backoff",
    "jitter",
    "attempts",
    "timeout",
    "deadline",
    "max_wait",
    "idempotent",
    "breaker",
    "breaker(",
    "\"api\"",
    "\"api/{host}\"",
    "{",
    "/",
    "failures",
    "within",
    "failure_rate",
    "min_calls",
    "slow_call",
    "open",
    "probes",
    "50",
    "quota",
    "quota(",
    "retry_budget",
    "retry_budget(",
    "wait_up_to",
    "ramp",
    "probe_timeout",
    "ratio",
    "min",
    "tokens",
    "cost",
    "failure_cost",
    "earn",
    "above",
    "10/s",
    "0.5466",
    "4294967.296",
    "credentials",
    "on",
    "on(",
    "table",
    "throttled",
    "client",
    "\"conflict\"",
    "retry",
    "retry(",
    "cooldown(",
    "refresh",
    "fail",
    "fail(",
    "counts",
    "scale",
    "max",
    "standard",
    "classify",
    "exp",
    "linear",
    "fib",
    "fixed",
    "decorrelated",
    "none",
    "full",
    "unlimited",
    "true",
    "=",
    "=",
    "=",
    ",",
    ",",
    "(",
    ")",
    "[",
    "}",
    "\"",
    "\\",
    "-",
    "%",
    ".",
    "0",
    "2",
    "1s",
    "60s",
    "1.5ms",
    "1_0µs",
    "9e999",
    "\u{1F980}",
    "\n",
    "\t",
    "\u{7}",
];

fn soup() -> impl Strategy<Value = String> {
    (vec(select(SOUP.to_vec()), 0..40), select(vec!["", " "])).prop_map(|(words, between)| words.join(between))
}

/// Whole entries, good and bad, in any order and number.
fn entries() -> impl Strategy<Value = String> {
    let entry = select(vec![
        "backoff = none",
        "backoff = fixed(5s)",
        "backoff = decorrelated(1s, 9s)",
        "backoff = exp(1s, 0, 0s)",
        "jitter = full",
        "jitter = 7",
        "attempts = 1",
        "attempts = 0",
        "attempts = unlimited",
        "timeout = 9s",
        "timeout = 0s",
        "deadline = 4s",
        "deadline = 1m",
        "deadline = 5",
        "max_wait = 1s",
        "idempotent = no",
        "breaker(\"a, b\")",
        "breaker = \"api\"",
        "breaker(\"api/{host}\", slow_call = 9s)",
        "breaker(api, calls = 5, min_calls = 9, within = 1s)",
        "breaker(open = none, api failures = 0",
        "breaker = \"a/{b}/{c:?}\"",
        "quota = llm",
        "quota(llm, wait_up_to = 9s, ramp = 0s)",
        "quota = cooldown(15m)",
        "quota(\"a/b\", probe_timeout = 0s, ramp = -1s)",
        "retry_budget = \"api\"",
        "retry_budget(api, ratio = 12.5%, min = 5/500ms)",
        "retry_budget(api, tokens = 9, cost = 0, failure_cost = 1, earn = 0.5466, above = 4.5)",
        "retry_budget(min = 10, ratio = 0.0001 tokens = 0.9, cost = 9e9, above = 7)",
        "table = http",
        "table = \"a b\"",
        "on(throttled = retry(exp(1s, 2, 60s), attempts = 10), client = fail)",
        "on(auth = refresh, quota = cooldown(15m), \"conflict\" = retry(scale = 2))",
        "on(throttled = retry(exp(1s, 2), attempts = 0, max = 1s) clint = fail, client = fail(counts = no)",
        "on(\"\" = fail(1, attempts = 2), \"a\\tb\" = x)",
        "classify = f",
        "policy = \"reads\"",
        "",
    ]);
    vec(entry, 0..8).prop_map(|entries| entries.join(", "))
}

/// Settings of both kinds, with any numbers and any units.
fn amounts() -> impl Strategy<Value = String> {
    let settings = "wait_up_to|ramp|probe_timeout|ratio|min|tokens|(timeout_|throttled_|failure_)?cost|earn|above";
    let value = "[0-9]{1,12}(\\.[0-9]{1,5})?(%|/[0-9]{0,12}(s|ms|min|d)|s|d|)";
    let entry = (settings, value).prop_map(|(setting, value)| format!("{setting} = {value}"));
    vec(entry, 0..5).prop_map(|entries| entries.join(", "))
}

fn target() -> impl Strategy<Value = Target> {
    select(vec![Target::Text, Target::AsyncFn, Target::BlockingFn])
}

fn point_into(text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    for finding in findings {
        prop_assert!(text.get(finding.range.clone()).is_some(), "{:?} in {:?}", finding, text);
        prop_assert!(!finding.range.is_empty() && !finding.message.is_empty(), "{:?} in {:?}", finding, text);
    }
    prop_assert!(findings.is_sorted_by_key(|finding| finding.range.start), "{:?}", findings);
    Ok(())
}

proptest! {
    #![proptest_config(common::cases(2_000))]

    // Seen red: lex.rs giving every `Mark` a length of 1, or `start: offset + at + 1`.
    #[test]
    fn findings_point_into_arbitrary_text(text in "\\PC*|(?s).*", target in target()) {
        let findings = read(&text, target).findings;
        point_into(&text, &findings)?;
        let messages = findings.len();
        let drawn = PolicyError::new(&*text, findings).to_string();
        prop_assert!(drawn.lines().count() >= 3 * messages, "{}", drawn);
    }

    // Seen red: lex.rs giving every `Mark` a length of 1, or `start: offset + at + 1`.
    #[test]
    fn findings_point_into_token_soup(text in soup(), target in target()) {
        let findings = read(&text, target).findings;
        point_into(&text, &findings)?;
        let messages = findings.len();
        let drawn = PolicyError::new(&*text, findings).to_string();
        prop_assert!(drawn.lines().count() >= 3 * messages, "{}", drawn);
    }

    // Red when: `placed` in reference.rs does not add `name.start()`, or `sorted` in read.rs does not sort.
    #[test]
    fn findings_point_into_arbitrary_gates(text in prop_oneof![soup(), "(?s).*"], target in target()) {
        for gate in ["breaker", "quota", "retry_budget"] {
            for text in [format!("{gate}({text}"), format!("{gate} = \"{text}\"")] {
                point_into(&text, &read(&text, target).findings)?;
            }
        }
    }

    // Red when: `sorted` in read.rs does not sort.
    #[test]
    fn findings_point_into_arbitrary_settings(text in prop_oneof![soup(), "(?s).*"]) {
        let reading = read_breaker(&text);
        point_into(&text, &reading.findings)?;
        if let Ok(settings) = text.parse::<BreakerSettings>() {
            prop_assert_eq!(settings, reading.settings);
            prop_assert_eq!(settings.to_string().parse(), Ok(settings));
        }
    }

    // Red when: `sorted` in read.rs does not sort, or `checked_mul` in amount.rs is a multiplication.
    #[test]
    fn findings_point_into_settings_of_quotas_and_budgets(text in prop_oneof![soup(), amounts(), "(?s).*"]) {
        let (quota, budget) = (read_quota(&text), read_retry_budget(&text));
        point_into(&text, &quota.findings)?;
        point_into(&text, &budget.findings)?;
        if let Ok(settings) = text.parse::<QuotaSettings>() {
            prop_assert_eq!(settings, quota.settings);
            prop_assert_eq!(settings.to_string().parse(), Ok(settings));
        }
        if let Ok(settings) = text.parse::<RetryBudgetSettings>() {
            prop_assert_eq!(settings, budget.settings);
            prop_assert_eq!(settings.to_string().parse(), Ok(settings));
            // Whatever was read can be carried out.
            let _form = settings.form();
        }
    }

    // Red when: `sorted` in read.rs does not sort, or `not_a_name` of `ClassKey` does not add `key.start`.
    #[test]
    fn findings_point_into_arbitrary_tables(text in prop_oneof![soup(), entries(), "(?s).*"]) {
        let reading = read_table(&text);
        point_into(&text, &reading.findings)?;
        if let Ok(table) = text.parse::<Table>() {
            prop_assert_eq!(&table, &reading.table);
            prop_assert_eq!(table.to_string().parse(), Ok(table));
        }
        for text in [format!("on({text}"), format!("on({text})"), format!("on(\"{text}\" = retry({text}))")] {
            point_into(&text, &read(&text, Target::AsyncFn).findings)?;
        }
        if let Err(error) = check_table_name(&text) {
            prop_assert!(error.findings().iter().all(|it| text.get(it.range.clone()).is_some()));
        }
    }

    // Red when: `start..at + 1` in `opened_twice` in name.rs is `start..at + 2`.
    #[test]
    fn findings_point_into_arbitrary_names(name in "[a-z{}/:. \u{E9}]{1,20}|.{1,20}") {
        for check in [check_breaker_name, check_quota_name, check_retry_budget_name, check_table_name] {
            if let Err(error) = check(&name) {
                point_into(&name, error.findings())?;
            }
        }
    }

    // Seen red: the findings left unsorted in read.rs.
    #[test]
    fn findings_point_into_entries(text in entries(), target in target()) {
        point_into(&text, &read(&text, target).findings)?;
    }

    // Seen red: lex.rs giving every `Mark` a length of 1.
    #[test]
    fn what_reads_without_a_finding_prints_and_reads_again(text in prop_oneof![soup(), entries()]) {
        if let Ok(policy) = text.parse::<Policy>() {
            prop_assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }

    // Seen red: `boundary` in excerpt.rs returning `at` as it is.
    #[test]
    fn an_excerpt_is_two_lines_for_any_range(text in "(?s).{0,40}", start in 0_usize..80, end in 0_usize..80) {
        prop_assert_eq!(excerpt(&text, start..end).split('\n').count(), 2);
    }

    // Seen red: worst_case.rs without `within(policy.deadline(), ..)`.
    #[test]
    fn every_policy_has_an_end_and_a_description(policy in common::policy()) {
        let worst = worst_case(&policy);
        let endless = policy.attempts() == Attempts::Unlimited && policy.deadline().is_none();
        let unknown = policy.table().is_some_and(|name| name != Table::STANDARD) && policy.deadline().is_none();
        prop_assert_eq!(worst.waiting.is_none(), endless || unknown);
        prop_assert!(worst.total <= policy.deadline() || policy.deadline().is_none());
        prop_assert!((1..=11).contains(&describe(&policy).lines().count()), "{}", describe(&policy));
        let beside = Context::from(Target::AsyncFn).with_credentials();
        prop_assert!((1..=12).contains(&describe_in(&policy, beside).lines().count()));
    }
}

// Seen red (aborted): `negative` in duration.rs calling `duration(rest)`, which calls it back for every `-`; `entries`
// in entries.rs calling itself for every forgotten comma.
#[test]
fn long_texts_do_not_exhaust_the_stack() {
    for piece in [
        "-",
        "(",
        "\"",
        "exp(",
        "attempts = -",
        "9",
        "1s",
        ",",
        "attempts = 5 ",
        "breaker(",
        "breaker(a) ",
        "quota(",
        "quota(a) ",
        "retry_budget(a, ",
        "min = 1/",
        "tokens = 9 ",
        "on(",
        "on(client = retry(",
        "client = fail ",
    ] {
        let text = format!("timeout = 1s {}", piece.repeat(50_000));
        assert!(!read(&text, Target::Text).findings.is_empty());
        let text = format!("timeout = {}", piece.repeat(50_000));
        assert!(!read(&text, Target::Text).findings.is_empty());
        assert!(!read_breaker(&text).findings.is_empty());
        assert!(!read_quota(&text).findings.is_empty());
        assert!(!read_retry_budget(&text).findings.is_empty());
        assert!(!read_table(&text).findings.is_empty());
        let text = format!("on(client = retry({}", piece.repeat(50_000));
        assert!(!read(&text, Target::Text).findings.is_empty());
    }
}
