//! What comes of putting policies, settings of gates and tables together.

#[allow(dead_code, reason = "shared with tests that draw keyed breakers")]
mod common;

use common::gates::{breaker_settings, quota_settings, retry_budget_settings};
use proptest::prelude::*;
use resilin_policy::{
    BreakerSettings, Context, Policy, QuotaSettings, RetryBudgetSettings, SectionKind, Settings, Table, TableRef,
    Target, judge, judge_breaker, judge_quota, judge_retry_budget, read, refine,
};

fn settings(text: &str) -> Settings {
    read(text, Context::from(Target::AsyncFn).with_credentials().partial()).settings
}

#[track_caller]
fn refined(own: &str, base: &str, expected: &str) {
    let refined = refine(&settings(own), &settings(base), Target::AsyncFn);
    assert_eq!(Policy::from_checked(refined).to_string(), expected, "`{own}` over `{base}`");
}

/// Every key with two values.
const KEYS: [(&str, &str, &str); 12] = [
    ("backoff", "backoff = fixed(1s)", "backoff = fixed(2s)"),
    ("jitter", "jitter = full", "jitter = equal"),
    ("attempts", "attempts = 5", "attempts = 6"),
    ("timeout", "timeout = 5s", "timeout = 6s"),
    ("deadline", "deadline = 50s", "deadline = 60s"),
    ("breaker", "breaker = \"a\"", "breaker = \"b\""),
    ("quota", "quota = \"a\"", "quota = \"b\""),
    ("retry_budget", "retry_budget = \"a\"", "retry_budget = \"b\""),
    ("table", "table = \"a\"", "table = \"b\""),
    ("on", "on(client = fail)", "on(client = retry)"),
    ("max_wait", "max_wait = 5s", "max_wait = 6s"),
    ("idempotent", "idempotent = true", "idempotent = false"),
];

// Red when: any key of `refine` looks at the base first, or is left out of it.
#[test]
fn every_key_is_taken_from_the_nearest() {
    assert_eq!(KEYS.map(|(key, ..)| key).to_vec(), SectionKind::Policies.keys());
    for (key, near, far) in KEYS {
        refined(near, far, near);
        refined(far, near, far);
        refined("", far, far);
        refined(near, "", near);
        assert!(settings(near).keys().eq([key]));
    }
}

// Red when: `left_of` gives the rule as it is, or `refine` does not ask `idle_beside`.
#[test]
fn what_has_no_meaning_left_is_left_out() {
    let all = "backoff = fixed(2s), jitter = equal, attempts = 6, max_wait = 6s, retry_budget = r";
    refined("attempts = 1", all, "attempts = 1");
    refined("backoff = none", "jitter = full", "backoff = none");
    refined("backoff = decorrelated(1s, 2s)", "jitter = full", "backoff = decorrelated(1s, 2s)");
    refined(
        "backoff = none",
        "jitter = full, on(server = retry(fixed(1s)))",
        "backoff = none, jitter = full, on(server = retry(fixed(1s)))",
    );
    refined(
        "attempts = 1",
        "on(quota = retry(counts = false), auth = refresh)",
        "attempts = 1, on(quota = fail(counts = false), auth = refresh)",
    );
    refined(
        "backoff = none",
        "on(server = retry(scale = 2, attempts = 3))",
        "backoff = none, on(server = retry(attempts = 3))",
    );
    refined("backoff = fixed(0s)", "on(server = retry(scale = 2))", "backoff = fixed(0s), on(server = retry)");
    refined(
        "backoff = fixed(1s)",
        "on(server = retry(scale = 2))",
        "backoff = fixed(1s), on(server = retry(scale = 2))",
    );
    let own = refine(&settings("attempts = 2"), &settings("timeout = 5s"), Target::BlockingFn);
    assert_eq!(own, settings("attempts = 2"));
}

#[test]
fn rules_are_merged_class_by_class() {
    refined(
        "on(client = fail, \"x\" = fail)",
        "on(auth = fail, \"x\" = retry)",
        "on(client = fail, \"x\" = fail, auth = fail)",
    );
}

#[test]
fn gates_of_one_name_are_merged_setting_by_setting() {
    refined(
        "breaker(a, open = 5s)",
        "breaker(a, open = 6s, failures = 3)",
        "breaker(\"a\", failures = 3, open = 5s)",
    );
    refined("breaker(b, open = 5s)", "breaker(a, failures = 3)", "breaker(\"b\", open = 5s)");
    refined("quota(a, ramp = 1s)", "quota(a, wait_up_to = 3s)", "quota(\"a\", wait_up_to = 3s, ramp = 1s)");
    refined("quota = b", "quota(a, wait_up_to = 3s)", "quota = \"b\"");
    refined("retry_budget(a, ratio = 10%)", "retry_budget(a, tokens = 9)", "retry_budget(\"a\", ratio = 0.1)");
    refined("retry_budget = b", "retry_budget(a, tokens = 9)", "retry_budget = \"b\"");
}

// Red when: `over` for tables does not look at their names.
#[test]
fn a_table_takes_the_rules_of_its_name_only() {
    let rules: Table = "client = retry".parse().expect("a table");
    let base = Settings { table: Some(TableRef::with_rules("a", rules.clone())), ..Settings::NONE };
    let rules_of = |own: &str| refine(&settings(own), &base, Target::AsyncFn).table.and_then(|table| table.rules);
    assert_eq!(rules_of("table = a"), Some(rules));
    assert_eq!(rules_of("table = b"), None);
}

#[track_caller]
fn over<S: std::str::FromStr + ToString>(near: &str, far: &str, over: impl Fn(&S, &S) -> S, expected: &str)
where
    S::Err: std::fmt::Debug,
{
    let read = |text: &str| text.parse::<S>().expect("settings");
    assert_eq!(over(&read(near), &read(far)).to_string(), expected, "`{near}` over `{far}`");
}

/// Every setting with two values, and what else it takes.
const OF_BREAKERS: [(&str, &str, &str); 12] = [
    ("failures = 1", "failures = 2", ""),
    ("within = 5s", "within = 6s", ""),
    ("failure_rate = 0.1", "failure_rate = 0.2", ""),
    ("calls = 5", "calls = 6", ", failure_rate = 0.5"),
    ("min_calls = 5", "min_calls = 6", ", failure_rate = 0.5"),
    ("slow_call = 5s", "slow_call = 6s", ""),
    ("slow_call_rate = 0.1", "slow_call_rate = 0.2", ", slow_call = 1s"),
    ("open = 5s", "open = 6s", ""),
    ("probes = 5", "probes = 6", ""),
    ("successes = 5", "successes = 6", ""),
    ("probe_timeout = 5s", "probe_timeout = 6s", ""),
    ("keys = 5", "keys = 6", ""),
];

// Red when: any setting of `over` looks at the base first, or is left out of it.
#[test]
fn every_setting_of_a_breaker_is_taken_from_the_nearest() {
    assert_eq!(
        OF_BREAKERS.map(|(entry, ..)| entry.split(' ').next().unwrap_or("")).to_vec(),
        SectionKind::Breakers.keys()
    );
    for (near, far, besides) in OF_BREAKERS {
        let [near, far] =
            [near, far].map(|entry| format!("{entry}{besides}").parse::<BreakerSettings>().expect(entry));
        assert_eq!((near.over(&far), far.over(&near)), (near, far));
        assert_eq!((near.over(&BreakerSettings::NONE), BreakerSettings::NONE.over(&far)), (near, far));
    }
}

#[test]
fn every_setting_of_a_quota_is_taken_from_the_nearest() {
    for key in SectionKind::Quotas.keys() {
        let [near, far] = ["5s", "6s"].map(|time| format!("{key} = {time}").parse::<QuotaSettings>().expect(key));
        assert_eq!((near.over(&far), far.over(&near)), (near, far));
        assert_eq!((near.over(&QuotaSettings::NONE), QuotaSettings::NONE.over(&far)), (near, far));
    }
}

#[test]
fn every_setting_of_a_retry_budget_is_taken_from_the_nearest() {
    for key in SectionKind::RetryBudgets.keys() {
        let text = |value: u32| match key {
            "ratio" => format!("ratio = 0.{value}"),
            "min" => format!("min = {value}/s"),
            "tokens" => format!("tokens = {value}"),
            key => format!("tokens = 9, {key} = {}", value - 4),
        };
        let [near, far] = [5, 6].map(|value| text(value).parse::<RetryBudgetSettings>().expect(key));
        assert_ne!(near, far);
        assert_eq!((near.over(&far), far.over(&near)), (near, far));
        assert_eq!((near.over(&RetryBudgetSettings::NONE), RetryBudgetSettings::NONE.over(&far)), (near, far));
    }
}

// Red when: `over` of breakers does not look at the other window, or that of budgets at the other form.
#[test]
fn alternatives_displace_each_other() {
    let breakers = BreakerSettings::over;
    over("within = 5s", "calls = 9, failure_rate = 50%", breakers, "within = 5s, failure_rate = 0.5");
    over(
        "calls = 9, failure_rate = 50%",
        "within = 5s, failures = 3",
        breakers,
        "failures = 3, failure_rate = 0.5, calls = 9",
    );
    let budgets = RetryBudgetSettings::over;
    over("ratio = 10%", "tokens = 9, cost = 2, above = 1", budgets, "ratio = 0.1");
    over("min = 1/s", "tokens = 9", budgets, "min = 1/s");
    over("tokens = 9", "ratio = 10%, min = 1/s", budgets, "tokens = 9");
    over("tokens = 9", "tokens = 8, cost = 2", budgets, "tokens = 9, cost = 2");
    over("ratio = 10%", "min = 1/s", budgets, "ratio = 0.1, min = 1/s");
    over("min = 1/s", "ratio = 10%", budgets, "ratio = 0.1, min = 1/s");
    let part = RetryBudgetSettings {
        cost: "tokens = 9, cost = 2".parse::<RetryBudgetSettings>().expect("a cost").cost,
        ..RetryBudgetSettings::NONE
    };
    assert_eq!(part.over(&"ratio = 10%".parse().expect("a ratio")), part);
    over("client = fail", "client = retry, auth = fail", Table::over, "client = fail, auth = fail");
}

// Red when: `key` of judge.rs takes the end of the range, or the entries' places are lost.
#[test]
fn a_judgement_names_the_key() {
    let merged = |near: &str, far: &str| refine(&settings(near), &settings(far), Target::AsyncFn);
    let keys = |settings: &Settings, target| -> Vec<&'static str> {
        judge(settings, target).iter().map(|it| it.key).collect()
    };
    assert_eq!(keys(&merged("timeout = 9s", "deadline = 3s"), Target::AsyncFn), ["timeout"]);
    assert_eq!(keys(&merged("attempts = unlimited", "jitter = none"), Target::AsyncFn), ["attempts"]);
    assert_eq!(keys(&merged("attempts = unlimited", "deadline = 1h"), Target::AsyncFn), Vec::<&str>::new());
    assert_eq!(keys(&merged("jitter = full, max_wait = 1s", "backoff = none"), Target::AsyncFn), ["jitter"]);
    assert_eq!(keys(&merged("on(auth = refresh)", "timeout = 1s"), Target::BlockingFn), ["timeout", "on"]);
    assert_eq!(keys(&merged("breaker = \"a/{b}\"", ""), Target::AsyncFn), Vec::<&str>::new());
    assert_eq!(keys(&merged("breaker = \"a/{b}\"", ""), Target::Text), ["breaker"]);
    assert_eq!(
        keys(&merged("breaker(a, calls = 9)", "breaker(a, min_calls = 9)"), Target::Text),
        ["breaker", "breaker"]
    );
    let judged = &judge(&merged("timeout = 9s", "deadline = 3s"), Target::AsyncFn)[0];
    assert_eq!(
        (&judged.text[judged.finding.range.clone()], judged.text.as_str()),
        ("timeout = 9s", "timeout = 9s, deadline = 3s")
    );
}

#[test]
fn a_judgement_of_a_gate_names_the_setting() {
    let breaker = BreakerSettings {
        calls: "calls = 5, failure_rate = 1".parse::<BreakerSettings>().expect("calls").calls,
        ..BreakerSettings::NONE
    };
    assert_eq!(judge_breaker(&breaker).iter().map(|it| it.key).collect::<Vec<_>>(), ["calls"]);
    assert_eq!(judge_quota(&QuotaSettings::NONE), []);
    let budget = RetryBudgetSettings { ratio: Some(0.5), ..("tokens = 9".parse().expect("tokens")) };
    assert_eq!(judge_retry_budget(&budget).iter().map(|it| it.key).collect::<Vec<_>>(), ["ratio"]);
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![Just(Target::Text), Just(Target::AsyncFn)]
}

proptest! {
    #![proptest_config(common::cases(1_000))]

    #[test]
    fn nothing_changes_nothing(policy in common::policy(), target in target()) {
        let written = policy.written();
        prop_assert_eq!(&refine(written, &Settings::NONE, target), written);
        prop_assert_eq!(&refine(&Settings::NONE, written, target), written);
        prop_assert_eq!(&refine(written, written, target), written);
    }

    // Red when: any key of `refine` looks at the base first.
    #[test]
    fn own_keys_win(own in common::policy(), base in common::policy(), target in target()) {
        let (own, base) = (own.written(), base.written());
        let refined = refine(own, base, target);
        for (key, _, _) in KEYS {
            let wrote = |settings: &Settings| settings.keys().any(|written| written == key);
            prop_assert!(!wrote(own) || wrote(&refined), "{} is lost", key);
            prop_assert!(!wrote(&refined) || wrote(own) || wrote(base), "{} is new", key);
        }
        let own_alone = refine(own, &Settings { on: None, breaker: None, quota: None, retry_budget: None, ..base.clone() }, target);
        prop_assert_eq!(&own_alone.on, &own.on);
        prop_assert_eq!(own.backoff.or(refined.backoff), refined.backoff);
        prop_assert_eq!(own.jitter.or(refined.jitter), refined.jitter);
        prop_assert_eq!(own.attempts.or(base.attempts), refined.attempts);
        prop_assert_eq!(own.timeout.or(base.timeout), refined.timeout);
        prop_assert_eq!(own.deadline.or(base.deadline), refined.deadline);
        prop_assert_eq!(own.max_wait.or(refined.max_wait), refined.max_wait);
        prop_assert_eq!(own.idempotent.or(base.idempotent), refined.idempotent);
        let rules: Vec<_> = refined.on.iter().flat_map(Table::rules).collect();
        prop_assert!(own.on.iter().flat_map(Table::rules).all(|rule| rules.contains(&rule)));
    }

    // Red when: `judge` reads its text for another target, or prints something else.
    #[test]
    fn what_was_read_without_a_finding_is_judged_without_one(policy in common::policy()) {
        prop_assert_eq!(judge(policy.written(), Context::from(Target::AsyncFn)), vec![]);
    }

    // Red when: `left_of` gives the rule as it is, or `refine` does not ask `idle_beside`.
    #[test]
    fn a_single_run_or_no_delays_go_with_any_policy(base in common::policy()) {
        let base = base.written();
        prop_assert_eq!(judge(&refine(&settings("attempts = 1"), base, Target::AsyncFn), Target::AsyncFn), vec![]);
        if Policy::from_checked(base.clone()).retries() {
            prop_assert_eq!(judge(&refine(&settings("backoff = none"), base, Target::AsyncFn), Target::AsyncFn), vec![]);
        }
    }

    #[test]
    fn gates_keep_the_same_laws(one in breaker_settings(), quota in quota_settings(), budget in retry_budget_settings()) {
        prop_assert_eq!((one.over(&BreakerSettings::NONE), BreakerSettings::NONE.over(&one), one.over(&one)), (one, one, one));
        prop_assert_eq!((quota.over(&QuotaSettings::NONE), QuotaSettings::NONE.over(&quota)), (quota, quota));
        prop_assert_eq!((budget.over(&RetryBudgetSettings::NONE), RetryBudgetSettings::NONE.over(&budget)), (budget, budget));
        prop_assert_eq!((judge_breaker(&one), judge_quota(&quota), judge_retry_budget(&budget)), (vec![], vec![], vec![]));
    }
}
