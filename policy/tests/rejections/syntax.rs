//! What is refused whatever it means.

use crate::refused;

#[test]
fn entries_are_keys_and_values() {
    refused(r#"timeout = """#, &[(r#"timeout = """#, "`timeout` has no value", "write it as in `timeout = 5s`")]);
    refused("timeout =", &[("timeout =", "`timeout` has no value", "write it as in `timeout = 5s`")]);
    refused("timeout", &[("timeout", "`timeout` has no value", "write it as in `timeout = 5s`")]);
    refused("timeout 5s", &[("5s", "expected `=` after `timeout`, found `5s`", "write it as in `timeout = 5s`")]);
    refused("timeout(5s)", &[("(", "expected `=` after `timeout`, found `(`", "write it as in `timeout = 5s`")]);
    refused("= 5", &[("=", "expected a key, found `=`", "an entry is `key = value`, as in `attempts = 5`")]);
}

#[test]
fn another_sign_for_equals_is_refused() {
    refused(
        "attempts == 5",
        &[("==", "expected `=` after `attempts`, found `==`", "write it as in `attempts = 5`")],
    );
    refused(
        "attempts => 5",
        &[("=>", "expected `=` after `attempts`, found `=>`", "write it as in `attempts = 5`")],
    );
}

#[test]
fn keys_are_not_quoted() {
    refused(
        r#""attempts" = 5"#,
        &[(
            r#""attempts""#,
            r#"expected a key, found `"attempts"`"#,
            "write keys without quotes, as in `attempts = 5`",
        )],
    );
}

#[test]
fn a_forgotten_comma_hides_no_other_mistake() {
    const HELP: &str = "separate the keys by commas, as in `attempts = 5, timeout = 2s`";
    refused("attempts = 5 timeout = 2s", &[("timeout", "expected `,` before `timeout`", HELP)]);
    refused("attempts = 5; timeout = 2s", &[(";", "expected `,`, found `;`", HELP)]);
    refused(
        "backoff = exp(1s, 0.5, 60s) attempts = 5 timeout = 5",
        &[
            ("0.5", "`factor` is below 1: delays would shrink", "write 1 or more, as in `exp(1s, 2, 60s)`"),
            ("attempts", "expected `,` before `attempts`", HELP),
            ("timeout", "expected `,` before `timeout`", HELP),
            ("5", "`5` has no unit", "write `5s` or `5ms`"),
        ],
    );
    // What `clasify` names is not read, and no word is said of it before the comma is there.
    refused("attempts = 5 clasify = f", &[("clasify", "expected `,` before `clasify`", HELP)]);
    // The value of a key that is not read here may look like anything.
    refused(
        "hedge = a b = c",
        &[("hedge", "`hedge` is not available yet", "leave it out: it comes with a later version")],
    );
}

#[test]
fn stray_marks_are_refused() {
    refused(", attempts = 3", &[(",", "nothing stands before this comma", "leave the comma out")]);
    refused("attempts = 3,, timeout = 5s", &[(",", "nothing stands before this comma", "leave the comma out")]);
    refused(r#"timeout = "5s"#, &[(r#""5s"#, "this string is never closed", r#"add a `"` at its end"#)]);
    refused(
        "attempts = 3), timeout = 0s",
        &[
            (
                "3)",
                "expected a number of attempts, found `3)`",
                "write how often the body may run, as in `attempts = 5`, or `unlimited`",
            ),
            (
                "0s",
                "`timeout` is zero: every attempt would be cut off at once",
                "write how long an attempt may take, as in `timeout = 5s`, or leave it out",
            ),
        ],
    );
}

#[test]
fn reading_goes_on_after_a_mistake() {
    refused(
        "? = 5, attempts 3, timeout = 0s, = , deadline = 5",
        &[
            ("?", "expected a key, found `?`", "an entry is `key = value`, as in `attempts = 5`"),
            ("3", "expected `=` after `attempts`, found `3`", "write it as in `attempts = 5`"),
            (
                "0s",
                "`timeout` is zero: every attempt would be cut off at once",
                "write how long an attempt may take, as in `timeout = 5s`, or leave it out",
            ),
            ("=", "expected a key, found `=`", "an entry is `key = value`, as in `attempts = 5`"),
            ("5", "`5` has no unit", "write `5s` or `5ms`"),
        ],
    );
}

// Red when: a quote inside of a string begins a string of its own, which hides what stands behind it.
#[test]
fn a_string_within_a_string_is_told_where_it_stands() {
    let duration = "durations look like `200ms`, `1.5s` or `1m30s`";
    refused(
        r#"backoff = "exp(\"1s\", 2, 60s)""#,
        &[(r#"\"1s\""#, r#"expected a duration, found `\"1s\"`"#, duration)],
    );
    refused(r#"timeout = "1s\"""#, &[(r#"1s\""#, r#"expected a duration, found `1s\"`"#, duration)]);
}
