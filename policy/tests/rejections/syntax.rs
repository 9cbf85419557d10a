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
