//! Which names cannot be given settings.

use crate::told;
use resilin_policy::{PolicyError, check_breaker_name};

#[track_caller]
fn refused(name: &str, at: &str, message: &str, help: &str) {
    let error: PolicyError = check_breaker_name(name).expect_err(name);
    assert_eq!(error.text(), name);
    assert_eq!(told(name, error.findings()), [(at, message, help)]);
}

#[test]
fn plain_names_keys_and_whole_templates_are_defined() {
    for name in ["api", "api/eu", "api/eu/1", "my-api.v2", "{self.tenant}", "{a}-{b}", "a,b", "\u{E9}t\u{E9}"] {
        assert_eq!(check_breaker_name(name), Ok(()), "{name}");
    }
}

#[test]
fn a_template_with_a_parent_is_not_defined() {
    refused(
        "api/{region}/{host}",
        "{region}",
        "`api/{region}/{host}` stands for many breakers: they have the settings of `api`",
        "write `api`, or one key of it, as in `api/eu`",
    );
}

#[test]
fn what_is_no_name_anywhere_is_not_defined() {
    refused("", "", "the breaker's name is empty", "write one, as in `api`");
    refused("my api", " ", "a breaker's name cannot hold a blank", "write it as in `api-eu`");
    refused("api\"", "\"", "a breaker's name cannot hold a quote or a backslash", "write it as in `api-eu`");
    refused("none", "none", "`none` is no name for a breaker", "leave `breaker` out where there is none");
    refused("{a:?}", ":?", "a placeholder takes no format", "write `{a}`: the value is shown by `Display`");
    let help = "a `/` stands between a name and its key, as in `api/{host}`";
    refused("api/", "/", "a breaker's name cannot end with `/`", help);
}
