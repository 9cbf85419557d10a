//! The names of entries.

use crate::refused;

// Red when: `entry_name::wrong` is not asked.
#[test]
fn names_that_are_no_good() {
    refused(&NAMES_THAT_ARE_NO_GOOD);
}

const NAMES_THAT_ARE_NO_GOOD: [(&str, &str); 5] = [
    (
        r#"
[policies."my reads"]
[policies.""]
[policies.none]
"#,
        r#"
a policy's name cannot hold a blank
  --> resilience.toml:1:14
  [policies."my reads"]
               ^
  help: write it as in `reads`
the policy's name is empty
  --> resilience.toml:2:11
  [policies.""]
            ^^
  help: write it as in `reads`
`none` is no name for a policy
  --> resilience.toml:3:11
  [policies.none]
            ^^^^
  help: leave `policy` out where there is none
"#,
    ),
    (
        r#"
[tables.standard]
[tables."a{b}"]
"#,
        r#"
`standard` is built in: it cannot be defined
  --> resilience.toml:1:9
  [tables.standard]
          ^^^^^^^^
  help: choose another name, as in `http`
a table's name takes no placeholders
  --> resilience.toml:2:11
  [tables."a{b}"]
            ^
  help: write it as in `http`
"#,
    ),
    (
        r#"
[quotas."a/b"]
[retry_budgets."x\"y"]
"#,
        r#"
a quota's name cannot hold a `/`
  --> resilience.toml:1:11
  [quotas."a/b"]
            ^
  help: write it as in `llm`
a retry budget's name cannot hold a quote or a backslash
  --> resilience.toml:2:16
  [retry_budgets."x\"y"]
                 ^^^^^^
  help: write it as in `api`
"#,
    ),
    (
        r#"
[sites.""]
"#,
        r#"
the site's name is empty
  --> resilience.toml:1:8
  [sites.""]
         ^^
  help: write its path, as in `[sites."shop::client::ticker"]`
"#,
    ),
    (
        r#"
[breakers.true]
[breakers."{"]
[breakers."a//b"]
"#,
        r#"
`true` is no name for a breaker
  --> resilience.toml:1:11
  [breakers.true]
            ^^^^
  help: write the name of one, as in `api`
this `{` is never closed
  --> resilience.toml:2:12
  [breakers."{"]
             ^
  help: write an argument's name between braces, as in `api/{host}`
`a//b` is one key of `a`: all of them have the settings of `a`
  --> resilience.toml:3:12
  [breakers."a//b"]
             ^^^^
  help: write `[breakers.a]`; `Breaker::define` gives one key settings of its own
"#,
    ),
];

// Red when: `a_key` answers `None`.
#[test]
fn a_key_of_a_breaker_has_no_settings_of_its_own() {
    refused(&A_KEY_OF_A_BREAKER_HAS_NO_SETTINGS_OF_ITS_OWN);
}

const A_KEY_OF_A_BREAKER_HAS_NO_SETTINGS_OF_ITS_OWN: [(&str, &str); 3] = [
    (
        r#"
[breakers."api/eu"]
"#,
        r#"
`api/eu` is one key of `api`: all of them have the settings of `api`
  --> resilience.toml:1:12
  [breakers."api/eu"]
             ^^^^^^
  help: write `[breakers.api]`; `Breaker::define` gives one key settings of its own
"#,
    ),
    (
        r#"
[breakers."api/{host}"]
open = "5"
"#,
        r#"
`api/{host}` stands for keys of `api`: all of them have the settings of `api`
  --> resilience.toml:1:12
  [breakers."api/{host}"]
             ^^^^^^^^^^
  help: write `[breakers.api]`; `Breaker::define` gives one key settings of its own
`5` has no unit
  --> resilience.toml:2:9
  open = "5"
          ^
  help: write `5s` or `5ms`
"#,
    ),
    (
        r#"
[breakers."api eu/x"]
"#,
        r#"
a breaker's name cannot hold a blank
  --> resilience.toml:1:15
  [breakers."api eu/x"]
                ^
  help: write it as in `api-eu`
"#,
    ),
];

#[test]
fn names_with_escapes_are_underlined_whole() {
    refused(&NAMES_WITH_ESCAPES_ARE_UNDERLINED_WHOLE);
}

const NAMES_WITH_ESCAPES_ARE_UNDERLINED_WHOLE: [(&str, &str); 1] = [(
    r#"
[policies."my\u0020reads"]
"#,
    r#"
a policy's name cannot hold a blank
  --> resilience.toml:1:11
  [policies."my\u0020reads"]
            ^^^^^^^^^^^^^^^
  help: write it as in `reads`
"#,
)];
