//! Which ways to write a quota are refused. What holds for all gates is told once, of breakers.

use crate::refused;

const ONE: &str = r#"write it as in `quota = "llm"`"#;

#[test]
fn a_quota_has_a_name() {
    refused("quota", &[("quota", "`quota` has no value", ONE)]);
    refused("quota = 5", &[("5", "expected a quota's name, found `5`", ONE)]);
    refused("quota = llm/{model}", &[("llm/{model}", "expected a quota's name, found `llm/{model}`", ONE)]);
    let first = r#"write it first, as in `quota("llm", wait_up_to = 30s)`"#;
    refused("quota()", &[("()", "the quota's name is missing", first)]);
    refused("quota(ramp = 1s)", &[("ramp", "the quota's name is missing", first)]);
    refused("quota(ramp = 1s, llm)", &[("llm", "the quota's name comes first", first)]);
    let named = "the quota's name is written without `name =`";
    refused(r#"quota(name = "llm")"#, &[(r#"name = "llm""#, named, first)]);
    refused(
        r#"quota("llm", "eu")"#,
        &[(r#""eu""#, "a policy names one quota", r#"leave `"eu"` out: only settings stand after the name"#)],
    );
}

#[test]
fn the_parentheses_are_no_value() {
    let message = "`quota(…)` is an entry, not a name";
    let form = r#"as in `quota("llm", wait_up_to = 30s)`"#;
    refused(
        "quota = quota(llm, ramp = 1s)",
        &[("quota(llm, ramp = 1s)", message, &format!("write it without `quota =`, {form}"))],
    );
    refused(
        r#"quota = "quota(llm)""#,
        &[(r#""quota(llm)""#, message, &format!("write it without quotes and without `quota =`, {form}"))],
    );
    refused(
        r#"quota["llm"]"#,
        &[("[", "expected `=` after `quota`, found `[`", r#"write it as in `quota("llm", wait_up_to = 30s)`"#)],
    );
}

// Red when: `mistaken` in read/quota.rs is left out.
#[test]
fn the_rule_of_the_class_is_no_name() {
    for rule in ["cooldown(15m, max = 6h)", "fail", "retry", "refresh", "retry(fixed(1s), attempts = 2)"] {
        let message = format!("`{rule}` is a rule, not a quota's name");
        let help = format!("write `on(quota = {rule})` for the class of failure");
        refused(&format!("quota = {rule}"), &[(rule, &message, &help)]);
    }
    refused(
        "quota = none(1s)",
        &[(
            "none(1s)",
            "expected a quota's name, found `none(1s)`",
            r#"write a name with settings as in `quota("llm", wait_up_to = 30s)`"#,
        )],
    );
}

#[test]
fn a_quotas_settings_are_no_keys() {
    for (key, entry) in [("wait_up_to", "wait_up_to = 30s"), ("ramp", "ramp = 10s")] {
        let message = format!("`{key}` is a setting of a quota, not a key");
        refused(&format!("quota = llm, {entry}"), &[(key, &message, &format!("write `quota(\"llm\", {entry})`"))]);
    }
}

#[test]
fn a_forgotten_comma_hides_no_other_mistake() {
    refused(
        "attempts = 2 quota(llm ramp = 5) timeout = 3",
        &[
            (
                "quota",
                "expected `,` before `quota`",
                "separate the keys by commas, as in `attempts = 5, timeout = 2s`",
            ),
            (
                "ramp",
                "expected `,` before `ramp`",
                "separate the settings by commas, as in `wait_up_to = 30s, ramp = 10s`",
            ),
            ("5", "`5` has no unit", "write `5s` or `5ms`"),
            (
                "timeout",
                "expected `,` before `timeout`",
                "separate the keys by commas, as in `attempts = 5, timeout = 2s`",
            ),
            ("3", "`3` has no unit", "write `3s` or `3ms`"),
        ],
    );
}
