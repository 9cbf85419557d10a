//! What is read of quotas and retry budgets, how it is printed and described, and what holds where nothing was written.

use resilin_policy::{
    BudgetForm, Context, Policy, QuotaRef, QuotaSettings, Rate, RatioBudget, RetryBudgetRef, RetryBudgetSettings,
    Target, TokenBudget, Tokens, describe, describe_in, read, read_quota, read_retry_budget,
};
use std::time::Duration;

#[track_caller]
fn policy(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn quota(entry: &str) -> QuotaRef {
    policy(entry).quota().cloned().expect("the quota that was just written")
}

#[track_caller]
fn budget(entry: &str) -> RetryBudgetRef {
    policy(entry).retry_budget().cloned().expect("the budget that was just written")
}

#[track_caller]
fn form(settings: &str) -> BudgetForm {
    settings.parse::<RetryBudgetSettings>().unwrap_or_else(|error| panic!("{error}")).form()
}

#[test]
fn gates_are_written_in_several_ways() {
    for entry in
        ["quota = \"llm\"", "quota = llm", "quota(\"llm\")", " quota ( llm , ) ,", "attempts = 1, quota(llm)"]
    {
        assert_eq!(quota(entry).name(), "llm", "{entry}");
        assert_eq!(*quota(entry).settings(), QuotaSettings::NONE, "{entry}");
    }
    for entry in ["retry_budget = \"api\"", "retry_budget = api", "retry_budget(api)", "retry_budget(\"api\",)"] {
        assert_eq!(budget(entry).name(), "api", "{entry}");
        assert_eq!(*budget(entry).settings(), RetryBudgetSettings::NONE, "{entry}");
    }
    // Each key has a namespace of its own, and a name may be a setting's.
    let all = policy("breaker = ramp, quota = ramp, retry_budget(\"min\", min = 1/s)");
    assert_eq!(all.breaker().map(|it| it.name().to_owned()), all.quota().map(|it| it.name().to_owned()));
    assert_eq!(all.retry_budget().map(RetryBudgetRef::name), Some("min"));
}

#[test]
fn settings_stand_beside_the_name_or_alone() {
    let text = "wait_up_to = 30s, ramp = 0s";
    assert_eq!(Ok(*quota(&format!("quota(llm, {text})")).settings()), text.parse());
    assert_eq!("ramp=\"0s\",wait_up_to=30s,".parse(), text.parse::<QuotaSettings>());
    assert_eq!(read_quota(text).settings.ramp(), Duration::ZERO);
    let text = "tokens = 500, cost = 5";
    assert_eq!(Ok(*budget(&format!("retry_budget(api, {text})")).settings()), text.parse());
    assert_eq!(read_retry_budget(" \n").settings, RetryBudgetSettings::NONE);
    assert_ne!("ratio = 20%".parse(), Ok(RetryBudgetSettings::NONE));
}

#[test]
fn what_could_be_read_is_kept_beside_findings() {
    let reading = read("quota(llm, wait_up_to = 30s, ramp = x), retry_budget = \"a b\"", Target::AsyncFn);
    assert_eq!(reading.findings.len(), 2);
    assert_eq!(
        reading.settings.quota.map(|it| it.to_string()).as_deref(),
        Some("quota(\"llm\", wait_up_to = 30s)")
    );
    assert_eq!(reading.settings.retry_budget, None);
}

#[test]
fn a_quota_has_defaults() {
    let s = Duration::from_secs;
    let times = |settings: &str| {
        let it: QuotaSettings = settings.parse().expect("settings of this test");
        (it.wait_up_to(), it.ramp(), it.probe_timeout())
    };
    assert_eq!(times(""), (s(0), s(10), s(60)));
    assert_eq!(times("wait_up_to = 1s, ramp = 2s, probe_timeout = 3s"), (s(1), s(2), s(3)));
}

// Red when: `0.2` in budget.rs is another number, or `SAVED` there another time.
#[test]
fn a_ratio_has_defaults() {
    let per_second = |count| Rate { count, per: Duration::from_secs(1) };
    let (whole, fifth) = (Tokens::whole, Tokens(200));
    for (settings, expected) in [
        ("", RatioBudget { ratio: fifth, min: per_second(10), burst: whole(100) }),
        ("ratio = 0.57", RatioBudget { ratio: Tokens(570), min: per_second(10), burst: whole(100) }),
        ("min = 0/s", RatioBudget { ratio: fifth, min: per_second(0), burst: whole(10) }),
        ("ratio = 100%, min = 2/s", RatioBudget { ratio: whole(1), min: per_second(2), burst: whole(20) }),
    ] {
        assert_eq!(form(settings), BudgetForm::Ratio(expected), "{settings}");
    }
}

// Red when: `tokens * 1000.0` in budget.rs is `tokens * 100.0 * 10.0`.
#[test]
fn every_ratio_is_kept_to_the_thousandth() {
    for count in 1..=1_000 {
        let BudgetForm::Ratio(budget) = form(&format!("ratio = {}.{}%", count / 10, count % 10)) else {
            panic!("there are no tokens in it")
        };
        assert_eq!(budget.ratio, Tokens(count));
    }
}

#[test]
fn rates_have_units_or_times() {
    for (written, count, per) in [
        ("10/s", 10, Duration::from_secs(1)),
        ("10/1s", 10, Duration::from_secs(1)),
        ("1_00 / min", 100, Duration::from_secs(60)),
        ("1/\u{B5}s", 1, Duration::from_micros(1)),
        ("7/1m30s", 7, Duration::from_secs(90)),
        ("\"5/500ms\"", 5, Duration::from_millis(500)),
    ] {
        let settings: RetryBudgetSettings = format!("min = {written}").parse().expect("a rate of this test");
        assert_eq!(settings.min, Some(Rate { count, per }), "{written}");
    }
}

#[test]
fn tokens_have_defaults() {
    let whole = Tokens::whole;
    let plain = TokenBudget {
        tokens: whole(500),
        cost: whole(5),
        timeout_cost: whole(5),
        throttled_cost: whole(5),
        failure_cost: whole(0),
        earn: whole(1),
        above: whole(0),
    };
    for (settings, expected) in [
        ("tokens = 500", plain),
        (
            "tokens = 500, cost = 14",
            TokenBudget { cost: whole(14), timeout_cost: whole(14), throttled_cost: whole(14), ..plain },
        ),
        ("tokens = 500, timeout_cost = 10", TokenBudget { timeout_cost: whole(10), ..plain }),
        (
            "tokens = 500, throttled_cost = 0, failure_cost = 2, earn = 3, above = 4",
            TokenBudget {
                throttled_cost: whole(0),
                failure_cost: whole(2),
                earn: whole(3),
                above: whole(4),
                ..plain
            },
        ),
    ] {
        assert_eq!(form(settings), BudgetForm::Tokens(expected), "{settings}");
    }
}

// Red when: `take(3)` in amount.rs is `take(4)`, or the amount is read as a float and rounded.
#[test]
fn amounts_are_cut_to_thousandths() {
    for (written, expected) in [
        ("0.5466", 546),
        ("0.9999", 999),
        ("0.001", 1),
        ("2.3", 2_300),
        ("1_0.05", 10_050),
        ("4294967.295", u32::MAX),
        ("4294967.2959", u32::MAX),
        ("1.0019999999999999999999999999", 1_001),
    ] {
        let settings: RetryBudgetSettings =
            format!("tokens = 4294967.295, earn = {written}").parse().expect("an amount of this test");
        assert_eq!(settings.earn, Some(Tokens(expected)), "{written}");
    }
}

#[test]
fn gates_print_in_one_form() {
    for (written, printed) in [
        ("quota(llm)", "quota = \"llm\""),
        (
            "quota(llm, probe_timeout = 120s, ramp = 0ms, wait_up_to = 500ms)",
            "quota(\"llm\", wait_up_to = 500ms, ramp = 0s, probe_timeout = 2m)",
        ),
        ("retry_budget(api)", "retry_budget = \"api\""),
        ("retry_budget(api, min = 100/min, ratio = 12.5%)", "retry_budget(\"api\", ratio = 0.125, min = 100/m)"),
        ("retry_budget(api, min = 5/1000ms)", "retry_budget(\"api\", min = 5/s)"),
        ("retry_budget(api, min = 5/0.5s)", "retry_budget(\"api\", min = 5/500ms)"),
        (
            "retry_budget(api, above = 2.50, earn = 0.5466, failure_cost = 0.01, throttled_cost = 3, timeout_cost = 2, cost = 1.0, tokens = 9)",
            "retry_budget(\"api\", tokens = 9, cost = 1, timeout_cost = 2, throttled_cost = 3, failure_cost = 0.01, earn = 0.546, above = 2.5)",
        ),
        (
            "max_wait = 1s, table = http, retry_budget = b, quota = q, breaker = a",
            "breaker = \"a\", quota = \"q\", retry_budget = \"b\", table = \"http\", max_wait = 1s",
        ),
    ] {
        assert_eq!(policy(written).to_string(), printed);
        assert_eq!(policy(printed), policy(written));
    }
}

#[track_caller]
fn line(text: &str, expected: &str) {
    let description = describe(&policy(text));
    assert!(description.contains(&format!("\n- {expected}\n")), "{description}");
}

#[test]
fn a_quota_is_described() {
    let closed = "It is closed by used-up quotas (15m at first and up to 6h where the server names no reset).";
    line(
        "attempts = 1, quota = llm",
        &format!(
            "While the quota `llm` is closed, a call is refused, at once or after the wait that the quota was given. {closed}"
        ),
    );
    for (settings, does) in [
        (
            "ramp = 5s",
            "a call is refused at once; after the reset one call probes, and the others come back over 5s",
        ),
        (
            "wait_up_to = 30s, ramp = 0s",
            "a call waits up to 30s for it, else it is refused; after the reset one call probes, and the others come back at once",
        ),
    ] {
        line(&format!("quota(llm, {settings})"), &format!("While the quota `llm` is closed, {does}. {closed}"));
    }
    line(
        "quota(llm, ramp = 0s), on(quota = cooldown(1h, max = 1h), \"busy\" = cooldown(1m))",
        "While the quota `llm` is closed, a call is refused at once; after the reset one call probes, and the others come back at once. It is closed by used-up quotas (1h where the server names no reset) and `busy` (60s at first and up to 24m where the server names no reset).",
    );
    line(
        "quota(llm, ramp = 0s), on(quota = fail)",
        "While the quota `llm` is closed, a call is refused at once; after the reset one call probes, and the others come back at once.",
    );
}

// Red when: `has_unknown_wait` in describe.rs is always false, or does not look at the deadline.
#[test]
fn a_wait_that_is_not_known_is_told_apart() {
    let tail = "A server that asks for a longer wait gets";
    line(
        "quota = llm",
        &format!("At most 3s of waiting, any wait for the quota aside. {tail} up to 5m each time."),
    );
    line("quota(llm, ramp = 1s)", &format!("At most 3s of waiting. {tail} up to 5m each time."));
    line("quota(llm, wait_up_to = 2s)", &format!("At most 9s of waiting. {tail} up to 5m each time."));
    line(
        "quota = llm, deadline = 9s",
        &format!("At most 9s in all, 3s of it waiting. {tail} it if the deadline leaves the time for it."),
    );
}

#[test]
fn a_retry_budget_is_described() {
    for (entry, terms) in [
        ("retry_budget = api", ""),
        ("retry_budget(api, ratio = 29%)", " (29% of the successes, and 10/s besides)"),
        ("retry_budget(api, ratio = 0.1%, min = 0/s)", " (0.1% of the successes)"),
        ("retry_budget(api, tokens = 9)", " (9 tokens; a retry costs 5; a success earns 1)"),
        (
            "retry_budget(api, tokens = 500, timeout_cost = 10, throttled_cost = 3, earn = 0.5)",
            " (500 tokens; a retry costs 5, 10 after a timeout, 3 when throttled; a success earns 0.5)",
        ),
        (
            "retry_budget(api, tokens = 10, cost = 0, failure_cost = 1, earn = 0.1, above = 5)",
            " (10 tokens; a retry costs nothing; a failure costs 1; a success earns 0.1; a retry needs more than 5)",
        ),
    ] {
        let when = "when it is empty, the last error is returned.";
        line(entry, &format!("Retries are paid from the retry budget `api`{terms}: {when}"));
    }
}

// Red when: `is_renewed` in describe.rs is left out of `is_failed`.
#[test]
fn credentials_are_described_where_they_are() {
    let beside = Context::from(Target::AsyncFn).with_credentials();
    let text = describe_in(&Policy::DEFAULT, beside);
    let lines: Vec<&str> = text.lines().skip(1).take(2).collect();
    let renewed = "- After refused credentials the lease is renewed, and one more attempt follows at once.";
    assert_eq!(lines, [renewed, "- Used-up quotas and wrong requests are returned at once."]);
    assert_eq!(describe_in(&Policy::DEFAULT, Target::AsyncFn), describe(&Policy::DEFAULT));
    assert_eq!(describe_in(&policy("attempts = 1"), beside), describe(&policy("attempts = 1")));
    assert_eq!(describe_in(&policy("on(auth = fail)"), beside), describe(&policy("on(auth = fail)")));
    let text = describe_in(&policy("timeout = 5s, attempts = 2, idempotent = false"), beside);
    let caution = "- Of these, only what was surely not processed, such as a refused connection, is retried.";
    let lines: Vec<&str> = text.lines().skip(1).take(2).collect();
    assert_eq!(lines, [renewed, caution]);
    // Nobody knows how long a lease is waited for: the attempts' timeout does not limit that.
    assert!(text.contains("\n- At most 1s of waiting."), "{text}");
}
