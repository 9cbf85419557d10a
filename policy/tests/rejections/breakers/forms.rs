//! Which ways to write a breaker are refused.

use crate::{judged, refused};
use resilin_policy::Target;

const ONE: &str = r#"write it as in `breaker = "api"`"#;
const KEYS: &str = "separate the keys by commas, as in `attempts = 5, timeout = 2s`";
const COMMAS: &str = "separate the settings by commas, as in `failures = 3, open = 30s`";

#[test]
fn a_breaker_has_a_name() {
    refused("breaker =", &[("breaker =", "`breaker` has no value", ONE)]);
    refused("breaker", &[("breaker", "`breaker` has no value", ONE)]);
    refused(r#"breaker "api""#, &[(r#""api""#, r#"expected `=` after `breaker`, found `"api"`"#, ONE)]);
    refused("breaker = 5", &[("5", "expected a breaker's name, found `5`", ONE)]);
    refused(r#"breaker = ("api")"#, &[(r#"("api")"#, r#"expected a breaker's name, found `("api")`"#, ONE)]);
    let template =
        [("api/{host}", "expected a breaker's name, found `api/{host}`", r#"write it in quotes: `"api/{host}"`"#)];
    refused("breaker = api/{host}", &template);
    refused("breaker(api/{host})", &template);
    refused("breaker(api/{host}, failures = 3)", &template);
}

#[test]
fn the_name_stands_first_in_the_parentheses() {
    let first = r#"write it first, as in `breaker("api", failures = 3)`"#;
    refused("breaker()", &[("()", "the breaker's name is missing", first)]);
    refused("breaker(failures = 3)", &[("failures", "the breaker's name is missing", first)]);
    refused("breaker(, failures = 3)", &[(",", "the breaker's name is missing", first)]);
    refused(
        "breaker(failures)",
        &[
            ("failures", "the breaker's name is missing", first),
            ("failures", "`failures` has no value", "write it as in `failures = 5`"),
        ],
    );
    for late in [r#"breaker(failures = 3, "api")"#, "breaker(failures = 3, api, open = 9s)"] {
        let at = if late.contains('"') { r#""api""# } else { "api" };
        refused(late, &[(at, "the breaker's name comes first", first)]);
    }
    for (named, at) in
        [(r#"breaker(name = "api", failures = 3)"#, r#"name = "api""#), ("breaker(open = 9s, name =)", "name =")]
    {
        refused(named, &[(at, "the breaker's name is written without `name =`", first)]);
    }
}

#[test]
fn a_policy_names_one_breaker() {
    refused(
        r#"breaker("api", "eu", failures = 0)"#,
        &[
            (r#""eu""#, "a policy names one breaker", r#"leave `"eu"` out: only settings stand after the name"#),
            ("0", "`failures` is 0: it would open without a failure", "write 1 to open at the first failure"),
        ],
    );
    refused(
        r#"breaker("api", "failures = 3")"#,
        &[(
            r#""failures = 3""#,
            r#"expected a setting, found `"failures = 3"`"#,
            "write settings without quotes, as in `failures = 3`",
        )],
    );
    refused(
        r#"breaker("api", 30s)"#,
        &[("30s", "expected a setting, found `30s`", "an entry is `key = value`, as in `failures = 3`")],
    );
}

#[test]
fn the_parentheses_are_no_value() {
    refused(
        r#"breaker = breaker("api", failures = 3)"#,
        &[(
            r#"breaker("api", failures = 3)"#,
            "`breaker(…)` is an entry, not a name",
            r#"write it without `breaker =`, as in `breaker("api", failures = 3)`"#,
        )],
    );
    for quoted in [r#""breaker(api)""#, r#"" breaker ( api )""#, r#""breaker(\"api\", failures = 3)""#] {
        refused(
            &format!("breaker = {quoted}"),
            &[(
                quoted,
                "`breaker(…)` is an entry, not a name",
                r#"write it without quotes and without `breaker =`, as in `breaker("api", failures = 3)`"#,
            )],
        );
    }
}

#[test]
fn settings_stand_in_the_same_parentheses_as_the_name() {
    refused(
        r#"breaker = "api"(failures = 3)"#,
        &[(
            r#""api"(failures = 3)"#,
            r#"expected a breaker's name, found `"api"(failures = 3)`"#,
            r#"write a name with settings as in `breaker("api", failures = 3)`"#,
        )],
    );
    for (written, open) in [(r#"breaker["api"]"#, "["), (r#"breaker { "api", failures = 3 }"#, "{")] {
        let message = format!("expected `=` after `breaker`, found `{open}`");
        refused(written, &[(open, &message, r#"write it as in `breaker("api", failures = 3)`"#)]);
    }
}

#[test]
fn a_breakers_settings_are_no_keys() {
    for (key, entry) in [
        ("failures", "failures = 5"),
        ("within", "within = 300s"),
        ("failure_rate", "failure_rate = 50%"),
        ("calls", "calls = 100"),
        ("min_calls", "min_calls = 20"),
        ("slow_call", "slow_call = 2s"),
        ("slow_call_rate", "slow_call_rate = 50%"),
        ("open", "open = 60s"),
        ("probes", "probes = 1"),
        ("successes", "successes = 1"),
        ("keys", "keys = 10_000"),
    ] {
        let message = format!("`{key}` is a setting of a breaker, not a key");
        let help = format!("write `breaker(\"api\", {entry})`");
        refused(&format!("breaker = \"api\", {entry}"), &[(key, &message, &help)]);
    }
    refused(
        "breaker = api, probe_timeout = 60s",
        &[(
            "probe_timeout",
            "`probe_timeout` is a setting of a breaker and of a quota, not a key",
            r#"write `breaker("api", probe_timeout = 60s)` or `quota("llm", probe_timeout = 60s)`"#,
        )],
    );
}

#[test]
fn a_forgotten_comma_hides_no_other_mistake() {
    refused(
        r#"breaker("api" failures = 0)"#,
        &[
            ("failures", "expected `,` before `failures`", COMMAS),
            ("0", "`failures` is 0: it would open without a failure", "write 1 to open at the first failure"),
        ],
    );
    refused(r#"breaker("api"; open = 9s)"#, &[(";", "expected `,`, found `;`", COMMAS)]);
    refused(
        "breaker(api failures = 3 open = 9s)",
        &[("failures", "expected `,` before `failures`", COMMAS), ("open", "expected `,` before `open`", COMMAS)],
    );
    refused(
        r#"attempts = 5 breaker("api") timeout = 5"#,
        &[
            ("breaker", "expected `,` before `breaker`", KEYS),
            ("timeout", "expected `,` before `timeout`", KEYS),
            ("5", "`5` has no unit", "write `5s` or `5ms`"),
        ],
    );
}

#[test]
fn parentheses_and_quotes_are_closed() {
    refused(r#"breaker("api", failures = 3"#, &[("(", "this `(` is never closed", "add a `)`")]);
    refused(
        r#"breaker("api, failures = 3)"#,
        &[(r#""api, failures = 3)"#, "this string is never closed", r#"add a `"` at its end"#)],
    );
    refused(
        r#"breaker("api") now"#,
        &[("now", "unexpected `now`", r#"write `breaker("api", failures = 3)` and nothing after it"#)],
    );
    refused(
        r#"breaker("api",, failures = 3)"#,
        &[(",", "nothing stands before this comma", "leave the comma out")],
    );
}

#[test]
fn a_second_breaker_is_read_for_its_own_mistakes() {
    refused(
        r#"breaker = "api", breaker("api", open = 30)"#,
        &[
            ("breaker", "`breaker` is written twice", "keep one of the two"),
            ("30", "`30` has no unit", "write `30s` or `30ms`"),
        ],
    );
}

// Red when: `self.target == Target::Text` in combine.rs is `== Target::AsyncFn`.
#[test]
fn placeholders_need_a_function() {
    for text in [r#"breaker = "api/{ host }""#, r#"attempts = 2, breaker("api/{ host }", failures = 3)"#] {
        judged(
            text,
            Target::Text,
            &[(
                "{ host }",
                "placeholders are filled from a function's arguments: they belong in the `#[resilient]` attribute",
                r#"write a name without them, as in `breaker = "api"`"#,
            )],
        );
        judged(text, Target::AsyncFn, &[]);
        judged(text, Target::BlockingFn, &[]);
    }
}
