//! Which names of quotas are refused.

use crate::{refused, told};
use resilin_policy::check_quota_name;

const HELP: &str = "write it as in `llm`";

/// In a policy, and where a quota is defined.
#[track_caller]
fn name_refused(name: &str, at: &str, message: &str, help: &str) {
    refused(&format!("quota = \"{name}\""), &[(at, message, help)]);
    refused(&format!("quota(\"{name}\", ramp = 3s)"), &[(at, message, help)]);
    let error = check_quota_name(name).expect_err("a bad name");
    assert_eq!(told(name, error.findings()), [(at, message, help)], "`{name}` alone");
}

// Red when: `slashes: false` in quota.rs is `true`, or `brace` is left out of `unfit_for` in names.rs.
#[test]
fn a_name_stands_for_itself() {
    name_refused("llm/{model}", "{", "a quota's name takes no placeholders", HELP);
    name_refused("llm}", "}", "a quota's name takes no placeholders", HELP);
    name_refused("llm/eu", "/", "a quota's name cannot hold a `/`", HELP);
    name_refused("l m", " ", "a quota's name cannot hold a blank", HELP);
    name_refused("l\u{7}m", "\u{7}", "a quota's name cannot hold a control character", HELP);
    name_refused("l`m", "`", "a quota's name cannot hold a quote or a backslash", HELP);
}

#[test]
fn words_for_having_none_or_any_are_no_names() {
    const NONE: &str = "leave `quota` out where there is none";
    for (word, help) in [("none", NONE), ("false", NONE), ("true", HELP)] {
        let message = format!("`{word}` is no name for a quota");
        name_refused(word, word, &message, help);
        refused(&format!("quota = {word}"), &[(word, &message, help)]);
    }
}

#[test]
fn a_name_is_not_empty() {
    refused("quota(\"\")", &[("\"\"", "the quota's name is empty", HELP)]);
    refused("quota = \"\"", &[("quota = \"\"", "`quota` has no value", "write it as in `quota = \"llm\"`")]);
    let error = check_quota_name("").expect_err("no name");
    assert_eq!(told("", error.findings()), [("", "the quota's name is empty", HELP)]);
}

#[test]
fn good_names_are_fine() {
    for name in ["llm", "my-llm.v2", "a,b", "wait_up_to", "\u{E9}t\u{E9}", "fail", "quota", "a:b@c"] {
        assert_eq!(check_quota_name(name), Ok(()), "{name}");
        refused(&format!("quota = \"{name}\", quota(\"{name}\", ramp = 1s)"), TWICE);
    }
}

/// One entry is enough: what is wrong with the other is that it is another.
const TWICE: &[crate::Expected<'static>] = &[("quota", "`quota` is written twice", "keep one of the two")];
