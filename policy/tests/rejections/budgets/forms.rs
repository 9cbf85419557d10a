//! Which ways to write a retry budget are refused, and which names.

use super::settings_refused;
use crate::{refused, told};
use resilin_policy::check_retry_budget_name;

const ONE: &str = r#"write it as in `retry_budget = "api"`"#;

#[test]
fn a_budget_has_a_name() {
    refused("retry_budget =", &[("retry_budget =", "`retry_budget` has no value", ONE)]);
    refused("retry_budget = 20%", &[("20%", "expected a retry budget's name, found `20%`", ONE)]);
    let first = r#"write it first, as in `retry_budget("api", ratio = 20%)`"#;
    refused("retry_budget(ratio = 20%)", &[("ratio", "the retry budget's name is missing", first)]);
    refused("retry_budget(min = 1/s, api)", &[("api", "the retry budget's name comes first", first)]);
    refused(
        r#"retry_budget = retry_budget("api")"#,
        &[(
            r#"retry_budget("api")"#,
            "`retry_budget(…)` is an entry, not a name",
            r#"write it without `retry_budget =`, as in `retry_budget("api", ratio = 20%)`"#,
        )],
    );
}

// Red when: `slashes: false` in budget.rs is `true`.
#[test]
fn a_name_stands_for_itself() {
    const HELP: &str = "write it as in `api`";
    const NONE: &str = "leave `retry_budget` out where there is none";
    for (name, at, message, help) in [
        ("api/{host}", "{", "a retry budget's name takes no placeholders", HELP),
        ("api/eu", "/", "a retry budget's name cannot hold a `/`", HELP),
        ("a b", " ", "a retry budget's name cannot hold a blank", HELP),
        ("none", "none", "`none` is no name for a retry budget", NONE),
        ("true", "true", "`true` is no name for a retry budget", HELP),
    ] {
        refused(&format!("retry_budget = \"{name}\""), &[(at, message, help)]);
        let error = check_retry_budget_name(name).expect_err("a bad name");
        assert_eq!(told(name, error.findings()), [(at, message, help)], "`{name}` alone");
    }
    assert_eq!(check_retry_budget_name("api-v2.eu"), Ok(()));
}

#[test]
fn the_words_of_other_libraries_are_known() {
    for (written, meant) in [
        // reqwest
        ("max_extra_load", "ratio"),
        // the AWS SDKs
        ("initial_retry_tokens", "tokens"),
        ("max_capacity", "tokens"),
        ("retry_cost", "cost"),
        ("timeout_retry_cost", "timeout_cost"),
        ("no_retry_increment", "earn"),
        // gRPC
        ("maxTokens", "tokens"),
        ("token_ratio", "earn"),
        // finagle, tower, Envoy
        ("percentCanRetry", "ratio"),
        ("retry_percent", "ratio"),
        ("minRetriesPerSec", "min"),
        ("budget_percent", "ratio"),
        ("timeout-cost", "timeout_cost"),
        ("ern", "earn"),
    ] {
        let message = format!("unknown setting `{written}`");
        settings_refused(&format!("{written} = 1"), &[(written, &message, &format!("did you mean `{meant}`?"))]);
    }
    for (written, help) in [
        ("max_retries_per_request", "write `attempts` in the policy: it counts the first run, too"),
        ("ttl", "leave it out: what was earned stays, as far as there is room for it"),
        (
            "foo",
            "the settings are `ratio`, `min`, `tokens`, `cost`, `timeout_cost`, `throttled_cost`, `failure_cost`, `earn` and `above`",
        ),
    ] {
        settings_refused(&format!("{written} = 1"), &[(written, &format!("unknown setting `{written}`"), help)]);
    }
}

#[test]
fn what_belongs_elsewhere_is_told_where() {
    settings_refused(
        "attempts = 3",
        &[(
            "attempts",
            "`attempts` is a key of a policy, not a setting of a retry budget",
            "write it beside `retry_budget(…)`, in the policy that names the retry budget",
        )],
    );
    settings_refused(
        "wait_up_to = 3s",
        &[(
            "wait_up_to",
            "`wait_up_to` is a setting of a quota, not of a retry budget",
            "write `quota(\"llm\", wait_up_to = 30s)`",
        )],
    );
    for (key, entry) in [("ratio", "ratio = 20%"), ("tokens", "tokens = 500"), ("above", "above = 250")] {
        let message = format!("`{key}` is a setting of a retry budget, not a key");
        let help = format!("write `retry_budget(\"api\", {entry})`");
        refused(&format!("retry_budget = api, {entry}"), &[(key, &message, &help)]);
    }
}
