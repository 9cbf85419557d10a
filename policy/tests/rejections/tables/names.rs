//! Which names of tables are refused.

use crate::{refused, told};
use resilin_policy::check_table_name;

const ONE: &str = "write it as in `table = \"http\"`";
const RULES: &str = "write the rules as in `on(throttled = retry(exp(1s, 2, 60s)), client = fail)`";

/// In a policy, and where a table is defined.
#[track_caller]
fn name_refused(name: &str, at: &str, message: &str, help: &str) {
    refused(&format!("table = \"{name}\""), &[(at, message, help)]);
    let error = check_table_name(name).expect_err("a bad name");
    assert_eq!(told(name, error.findings()), [(at, message, help)], "`{name}` alone");
}

// Red when: `start` in read/table/name.rs is `token.start`.
#[test]
fn a_name_is_a_name() {
    const HELP: &str = "write it as in `http`";
    name_refused("a b", " ", "a table's name cannot hold a blank", HELP);
    name_refused("a\tb", "\t", "a table's name cannot hold a control character", HELP);
    name_refused("a`b", "`", "a table's name cannot hold a quote or a backslash", HELP);
    name_refused("api/{host}", "{", "a table's name takes no placeholders", HELP);
    name_refused("true", "true", "`true` is no name for a table", HELP);
    for word in ["none", "false"] {
        let message = format!("`{word}` is no name for a table");
        name_refused(word, word, &message, "leave `table` out where there is none, or name the `standard` one");
        refused(
            &format!("table = {word}"),
            &[(word, &message, "leave `table` out where there is none, or name the `standard` one")],
        );
    }
}

#[test]
fn a_policy_names_a_table() {
    refused("table =", &[("table =", "`table` has no value", ONE)]);
    refused("table = \"\"", &[("table = \"\"", "`table` has no value", ONE)]);
    refused("table = 5", &[("5", "expected a table's name, found `5`", ONE)]);
    refused("table = http/v2", &[("http/v2", "expected a table's name, found `http/v2`", ONE)]);
    refused("table(\"http\")", &[("(", "expected `=` after `table`, found `(`", ONE)]);
    refused("table = a, table = b", &[("table", "`table` is written twice", "keep one of the two")]);
    refused("tables = http", &[("tables", "unknown key `tables`", "did you mean `table`?")]);
}

#[test]
fn rules_do_not_stand_in_place_of_a_name() {
    let message = "`table` takes the name of a table, not its rules";
    for rules in ["\"client = fail\"", "(client = fail)", "http(client = fail)"] {
        refused(&format!("table = {rules}"), &[(rules, message, RULES)]);
    }
}
