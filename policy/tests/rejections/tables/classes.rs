//! Which entries are refused for their class, and how entries are written.

use super::table_refused;
use crate::{refused, refused_blocking};

const ENTRY: &str = "write it as in `client = fail`";
const COMMAS: &str = "separate the classes by commas, as in `throttled = retry, client = fail`";
const ON: &str = "write it as in `on(throttled = retry(exp(1s, 2, 60s)), client = fail)`";
const ALL: &str =
    "`network`, `timeout`, `server`, `overload`, `throttled`, `quota`, `auth`, `invalid`, `client` and `unknown`";

#[test]
fn a_word_is_a_built_in_class() {
    table_refused(
        "clint = fail",
        &[(
            "clint",
            "unknown class `clint`",
            "did you mean `client`? write a class of your own in quotes, as in `\"clint\"`",
        )],
    );
    let help = format!("write a class of your own in quotes, as in `\"conflict\"`; the built-in ones are {ALL}");
    table_refused("conflict = fail", &[("conflict", "unknown class `conflict`", &help)]);
    table_refused(
        "custom(\"busy\") = fail",
        &[(
            "custom",
            "unknown class `custom`",
            "write a class of your own in quotes, as in `\"conflict\" = fail`",
        )],
    );
    table_refused(
        "5xx = retry, client = fail",
        &[("5xx", "expected a class, found `5xx`", "an entry is `class = rule`, as in `client = fail`")],
    );
}

// Red when: `not_a_name` of `ClassKey` in read/table.rs does not look for what is wrong with the string.
#[test]
fn a_string_is_a_good_name() {
    let empty = "write one, as in `\"conflict\" = retry`";
    table_refused("\"\" = fail", &[("\"\"", "the name of the class is empty", empty)]);
    table_refused("\"  \" = fail", &[("  ", "the name of the class is empty", empty)]);
    let help = "write it as in `\"conflict\"`";
    for (class, at, message) in [
        ("a\tb", "\t", "the name of a class cannot hold a control character"),
        ("a `b`", "`", "the name of a class cannot hold a quote or a backslash"),
        (r#"a\""#, r#"\""#, "the name of a class cannot hold a quote or a backslash"),
        ("a\u{A0}b", "\u{A0}", "the name of a class cannot hold a blank"),
    ] {
        table_refused(&format!("\"{class}\" = fail"), &[(at, message, help)]);
    }
}

#[test]
fn a_key_is_no_class() {
    for entry in ["attempts = 3", "breaker = \"api\"", "classify = f", "hedge = p95"] {
        let key = &entry[..entry.find(' ').expect("an entry")];
        let message = format!("`{key}` is a key of a policy, not a class");
        table_refused(entry, &[(key, &message, "write it beside `on(…)`")]);
    }
}

#[test]
fn a_class_is_written_once() {
    let once = "keep one of the two";
    table_refused(
        "client = fail, client = retry(attempts = 0)",
        &[
            ("client", "`client` is written twice", once),
            ("0", "`attempts` is 0: nothing would run", "write `fail` where nothing is to be retried"),
        ],
    );
    table_refused(
        "\"x\" = fail, client = fail, \"client\" = fail, \"x\" = retry",
        &[("\"client\"", "`\"client\"` is written twice", once), ("\"x\"", "`\"x\"` is written twice", once)],
    );
}

#[test]
fn an_entry_is_a_class_and_a_rule() {
    table_refused("client", &[("client", "`client` has no value", ENTRY)]);
    table_refused("\"mine\" =", &[("\"mine\" =", "`\"mine\"` has no value", ENTRY)]);
    table_refused("client: fail", &[(":", "expected `=` after `client`, found `:`", ENTRY)]);
    table_refused("client => fail", &[("=>", "expected `=` after `client`, found `=>`", ENTRY)]);
    table_refused("client(fail)", &[("(", "expected `=` after `client`, found `(`", ENTRY)]);
}

#[test]
fn a_forgotten_comma_hides_no_other_mistake() {
    table_refused(
        "client = fail server = explode",
        &[
            ("server", "expected `,` before `server`", COMMAS),
            (
                "explode",
                "unknown rule `explode`",
                "the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`",
            ),
        ],
    );
    table_refused("client = fail \"mine\" = fail", &[("\"mine\"", "expected `,` before `\"mine\"`", COMMAS)]);
    table_refused("client = retry(none); server = fail", &[(";", "expected `,`, found `;`", COMMAS)]);
    table_refused(
        "client = fail,, server = fail",
        &[(",", "nothing stands before this comma", "leave the comma out")],
    );
    let keys = "separate the keys by commas, as in `attempts = 5, timeout = 2s`";
    refused("table = http on(client = fail)", &[("on", "expected `,` before `on`", keys)]);
    refused("on(client = fail) table = http", &[("table", "expected `,` before `table`", keys)]);
}

#[test]
fn rules_stand_in_parentheses() {
    refused("on()", &[("()", "`on()` says nothing", ON)]);
    refused("on", &[("on", "`on` has no value", ON)]);
    refused("on = client", &[("client", "`on` takes its rules in parentheses", ON)]);
    refused("on = \"client = fail\"", &[("client = fail", "`on` takes its rules in parentheses", ON)]);
    for (written, open) in [("on { client = fail }", "{"), ("on[client]", "[")] {
        refused(written, &[(open, &format!("expected `(` after `on`, found `{open}`"), ON)]);
    }
    refused("on(client = fail", &[("(", "this `(` is never closed", "add a `)`")]);
    let after = "write `on(throttled = retry(exp(1s, 2, 60s)), client = fail)` and nothing after it";
    refused("on(client = fail) now", &[("now", "unexpected `now`", after)]);
    refused("on(client = fail), on(server = fail)", &[("on", "`on` is written twice", "keep one of the two")]);
}

#[test]
fn a_blocking_function_has_rules_too() {
    refused_blocking("on(client = retry(exp(1s, 2, 60s), attempts = 9, counts = true)), table = http", &[]);
}
