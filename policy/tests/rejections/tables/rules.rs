//! Which rules are refused, but for what is about retries.

use super::table_refused;

const RULES: &str = "the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`";
const COOLDOWN: &str =
    "write how long it is closed where the server does not say, as in `cooldown(15m, max = 6h)`";

#[test]
fn unknown_rules_are_refused_with_a_guess() {
    for (written, meant) in [
        ("fial", "fail"),
        ("retri", "retry"),
        ("cool_down", "cooldown"),
        ("renew", "refresh"),
        ("abort", "fail"),
        ("ignore", "fail"),
        ("none", "fail"),
        ("Repeat", "retry"),
    ] {
        let message = format!("unknown rule `{written}`");
        table_refused(&format!("client = {written}"), &[(written, &message, &format!("did you mean `{meant}`?"))]);
    }
    table_refused("client = explode(3)", &[("explode", "unknown rule `explode`", RULES)]);
    table_refused("client = 5", &[("5", "expected a rule, found `5`", RULES)]);
    table_refused("client = (fail)", &[("(fail)", "expected a rule, found `(fail)`", RULES)]);
}

#[test]
fn a_shape_is_no_rule() {
    table_refused(
        "client = exp(1s, 2, 60s)",
        &[("exp", "`exp` is a shape, not a rule", "write `retry(exp(1s, 2, 60s))`")],
    );
}

#[test]
fn what_belongs_to_another_rule_is_refused() {
    for (rule, at, message, help) in [
        (
            "fail(attempts = 3)",
            "attempts = 3",
            "`fail` takes no `attempts`",
            "write it as in `fail(counts = false)`",
        ),
        ("fail(1s)", "1s", "`fail` takes no `1s`", "write `fail`, or `fail(counts = false)`"),
        ("refresh(5m)", "5m", "`refresh` takes no `5m`", "write `refresh`, or `refresh(counts = false)`"),
        (
            "cooldown(15m, scale = 3)",
            "scale = 3",
            "`cooldown` takes no `scale`",
            "write it as in `cooldown(15m, max = 6h)`",
        ),
        (
            "retry(max = 3s)",
            "max = 3s",
            "`retry` takes no `max`",
            "write it as in `retry(exp(1s, 2, 60s), attempts = 10)`",
        ),
    ] {
        table_refused(&format!("\"mine\" = {rule}"), &[(at, message, help)]);
    }
}

#[test]
fn nothing_stands_after_the_parentheses() {
    let help = "write `fail(counts = false)` and nothing after it";
    table_refused("client = fail(counts = true) now", &[("now", "unexpected `now`", help)]);
    table_refused("client = fail[1]", &[("[1]", "unexpected `[1]`", help)]);
    table_refused("client = \"fail(\"", &[("(", "this `(` is never closed", "add a `)`")]);
}

#[test]
fn counts_is_true_or_false() {
    const HELP: &str =
        "write `false` where the class says nothing about the server's health, `true` where it does";
    for rule in ["retry", "retry(none", "cooldown(15m", "fail"] {
        let rule =
            if rule.contains('(') { format!("{rule}, counts = no)") } else { format!("{rule}(counts = no)") };
        table_refused(&format!("client = {rule}"), &[("no", "expected `true` or `false`, found `no`", HELP)]);
    }
    table_refused(
        "client = fail(counts)",
        &[("counts", "`counts` has no value", "write it as in `counts = false`")],
    );
}

#[test]
fn unknown_settings_are_refused_with_a_guess() {
    for (written, meant) in [
        ("atempts", "attempts"),
        ("max_attempts", "attempts"),
        ("multiplier", "scale"),
        ("cap", "max"),
        ("count", "counts"),
    ] {
        let message = format!("unknown setting `{written}`");
        table_refused(
            &format!("client = retry({written} = 3)"),
            &[(written, &message, &format!("did you mean `{meant}`?"))],
        );
    }
    table_refused(
        "client = retry(foo = 3)",
        &[("foo", "unknown setting `foo`", "the settings are `scale`, `attempts`, `max` and `counts`")],
    );
    table_refused(
        "quota = cooldown(15m, 6h)",
        &[("6h", "expected a setting, found `6h`", "a setting has a name, as in `attempts = 10` or `max = 6h`")],
    );
}

#[test]
fn a_policys_keys_stand_outside() {
    let message = "`jitter` is a key of a policy, not a setting of a rule";
    let help = "it holds for every class: write it in the policy";
    table_refused("client = retry(jitter = full)", &[("jitter", message, help)]);
    table_refused(
        "client = retry(backoff = exp(1s, 2, 60s))",
        &[(
            "backoff",
            "`backoff` is a key of a policy, not a setting of a rule",
            "write the shape alone, as in `retry(exp(1s, 2, 60s))`",
        )],
    );
}

// Red when: `max >= default` in read/table/rule.rs is `max > default` (a cooldown of 15m up to 15m is fine).
#[test]
fn a_cooldown_has_a_duration_and_a_longer_one() {
    table_refused("quota = cooldown", &[("cooldown", "`cooldown` has no duration", COOLDOWN)]);
    table_refused("quota = cooldown()", &[("cooldown()", "`cooldown` has no duration", COOLDOWN)]);
    table_refused("quota = cooldown(max = 6h)", &[("cooldown(max = 6h)", "`cooldown` has no duration", COOLDOWN)]);
    for zero in ["0s", "0"] {
        let message = "the cooldown is zero: the quota would be open again at once";
        table_refused(&format!("quota = cooldown({zero}, max = 6h)"), &[(zero, message, COOLDOWN)]);
    }
    table_refused("quota = cooldown(15)", &[("15", "`15` has no unit", "write `15s` or `15ms`")]);
    table_refused(
        "quota = cooldown(15m, max = 14m)",
        &[("max = 14m", "`max` is below the cooldown that it should hold down", "write `15m` or more")],
    );
    table_refused(
        "quota = cooldown(15m, max = 0s)",
        &[(
            "0s",
            "`max` is zero: the quota would be open again at once",
            "write how long it may stay closed, as in `cooldown(15m, max = 6h)`",
        )],
    );
    table_refused("quota = cooldown(15m, max = 15m)", &[]);
}
