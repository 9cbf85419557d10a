//! Which names are refused.

use crate::refused;
use resilin_policy::{Target, read};

#[track_caller]
fn name_refused(name: &str, at: &str, message: &str, help: &str) {
    refused(&format!("breaker = \"{name}\""), &[(at, message, help)]);
    refused(&format!("breaker(\"{name}\", failures = 3)"), &[(at, message, help)]);
}

#[test]
fn a_name_is_not_empty() {
    refused(r#"breaker("", failures = 3)"#, &[(r#""""#, "the breaker's name is empty", "write one, as in `api`")]);
    refused(
        r#"breaker = """#,
        &[(r#"breaker = """#, "`breaker` has no value", r#"write it as in `breaker = "api"`"#)],
    );
}

// Red when: `"none" | "false"` in name.rs is `"false"`.
#[test]
fn words_for_having_none_or_any_are_no_names() {
    for word in ["none", "false"] {
        let message = format!("`{word}` is no name for a breaker");
        let expected = [(word, message.as_str(), "leave `breaker` out where there is none")];
        refused(&format!("breaker = {word}"), &expected);
        refused(&format!("breaker = \"{word}\""), &expected);
    }
    refused(
        "breaker = true",
        &[("true", "`true` is no name for a breaker", "write the name of one, as in `api`")],
    );
}

#[test]
fn blanks_quotes_and_control_characters_are_refused() {
    name_refused("my api", " ", "a breaker's name cannot hold a blank", "write it as in `api-eu`");
    name_refused("api\u{A0}", "\u{A0}", "a breaker's name cannot hold a blank", "write it as in `api-eu`");
    name_refused("a\tb", "\t", "a breaker's name cannot hold a control character", "write it as in `api-eu`");
    name_refused("a`b", "`", "a breaker's name cannot hold a quote or a backslash", "write it as in `api-eu`");
    name_refused("a\\b", "\\", "a breaker's name cannot hold a quote or a backslash", "write it as in `api-eu`");
}

// Red when: `run` in names.rs is 1.
#[test]
fn bad_characters_are_told_once() {
    const HELP: &str = "write it as in `api-eu`";
    name_refused("my \u{A0} own\tapi", " \u{A0} ", "a breaker's name cannot hold a blank", HELP);
    name_refused(r#"\"api\" eu"#, r#"\""#, "a breaker's name cannot hold a quote or a backslash", HELP);
    name_refused("api ", " ", "a breaker's name cannot hold a blank", HELP);
}

#[test]
fn braces_come_in_pairs() {
    const HELP: &str = "write an argument's name between braces, as in `api/{host}`";
    name_refused("api/{host", "{", "this `{` is never closed", HELP);
    name_refused("api/host}", "}", "this `}` closes nothing", HELP);
    name_refused("api/{a{b}}", "{", "this `{` is not closed before the next one", HELP);
    name_refused("api/{{host}}", "{{", "a name has no escaped braces", HELP);
    name_refused("api}}", "}}", "a name has no escaped braces", HELP);
}

#[test]
fn a_placeholder_is_a_path() {
    const HELP: &str = "write an argument, or a field of one, as in `{host}` or `{self.tenant}`";
    for path in ["a + b", "0", "_", "a.", ".a", "a..b", "f()", "a::b", "host ,", "a.1b", "&host", "'a'", "a:b:c("]
    {
        let (at, message, help) = match path {
            "a:b:c(" => (":b:c(", "a placeholder takes no format", "write `{a}`: the value is shown by `Display`"),
            _ => (path, "a placeholder is no expression", HELP),
        };
        name_refused(&format!("api/{{ {path} }}"), at, message, help);
    }
    name_refused("api/{\thost}", "\thost", "a placeholder is no expression", HELP);
    for (path, meant) in [("r#type", "type"), ("self.r#type.0.r#fn", "self.type.0.fn")] {
        let help = format!("write `{{{meant}}}`: a placeholder names a keyword as it is");
        name_refused(&format!("api/{{ {path}}}"), path, "a placeholder takes no `r#`", &help);
    }
    let argument = "write an argument's name between braces, as in `api/{host}`";
    name_refused("api/{}", "{}", "this placeholder is empty", argument);
    name_refused("api/{  }", "{  }", "this placeholder is empty", argument);
    let display = "write `{host}`: the value is shown by `Display`";
    name_refused("api/{host:?}", ":?", "a placeholder takes no format", display);
    name_refused("api/{host :>8}", ":>8", "a placeholder takes no format", display);
}

#[test]
fn slashes_stand_between_names_and_keys() {
    const HELP: &str = "a `/` stands between a name and its key, as in `api/{host}`";
    name_refused("/", "/", "a breaker's name cannot start with `/`", HELP);
    name_refused("/{host}", "/", "a breaker's name cannot start with `/`", HELP);
    name_refused("api/{host}/", "/", "a breaker's name cannot end with `/`", HELP);
    name_refused("api//{host}", "/", "nothing stands between these slashes", HELP);
    name_refused(
        "api/eu",
        "/",
        "`api/eu` is one key of `api`: a `/` is reserved for that",
        "write `api/{argument}`, or a name without `/`, as in `api-eu`",
    );
    name_refused(
        "{region}/{host}",
        "{region}",
        "a placeholder cannot stand before the first `/`",
        "write it as in `api/{region}`: the part before the `/` gives the settings",
    );
}

#[test]
fn the_caret_is_at_the_very_place() {
    for (text, place) in [
        ("breaker = \"api//{a}/\"", vec![15..16, 19..20]),
        ("breaker = \"\u{E9} {a + b}\"", vec![13..14, 15..20]),
        ("attempts = 2, breaker(\"a/{ b:? }/\")", vec![28..30, 32..33]),
    ] {
        let places: Vec<_> = read(text, Target::AsyncFn).findings.into_iter().map(|it| it.range).collect();
        assert_eq!(places, place, "{text}");
    }
}
