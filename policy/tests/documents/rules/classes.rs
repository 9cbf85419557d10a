//! The names of classes.

use crate::refused;

// Red when: `pair.is_own` is true for every key.
#[test]
fn classes_that_there_are_not() {
    refused(&CLASSES_THAT_THERE_ARE_NOT);
}

const CLASSES_THAT_THERE_ARE_NOT: [(&str, &str); 6] = [
    (
        r#"
[tables.http]
throtled = "fail"
"#,
        r#"
unknown class `throtled`
  --> resilience.toml:2:1
  throtled = "fail"
  ^^^^^^^^
  help: did you mean `throttled`? write a class of your own in quotes, as in `"throtled"`
"#,
    ),
    (
        r#"
[tables.http]
404 = "fail"
"#,
        r#"
unknown class `404`
  --> resilience.toml:2:1
  404 = "fail"
  ^^^
  help: write a class of your own in quotes, as in `"404"`; the built-in ones are `network`, `timeout`, `server`, `overload`, `throttled`, `quota`, `auth`, `invalid`, `client` and `unknown`
"#,
    ),
    (
        r#"
[tables.http]
conflict = "fail"
"#,
        r#"
unknown class `conflict`
  --> resilience.toml:2:1
  conflict = "fail"
  ^^^^^^^^
  help: write a class of your own in quotes, as in `"conflict"`; the built-in ones are `network`, `timeout`, `server`, `overload`, `throttled`, `quota`, `auth`, `invalid`, `client` and `unknown`
"#,
    ),
    (
        r#"
[tables.http]
attempts = "fail"
"#,
        r#"
`attempts` is a key of a policy, not a class
  --> resilience.toml:2:1
  attempts = "fail"
  ^^^^^^^^
  help: write it in a policy, as in `[policies.reads]`
"#,
    ),
    (
        r#"
[tables.http]
"" = "fail"
"a\tb" = "fail"
"#,
        r#"
the name of the class is empty
  --> resilience.toml:2:1
  "" = "fail"
  ^^
  help: write one, as in `"conflict" = "retry"`
the name of a class cannot hold a control character
  --> resilience.toml:3:1
  "a\tb" = "fail"
  ^^^^^^
  help: write it as in `"conflict"`
"#,
    ),
    (
        r#"
[policies.reads]
on = { netwrok = "fail" }
"#,
        r#"
unknown class `netwrok`
  --> resilience.toml:2:8
  on = { netwrok = "fail" }
         ^^^^^^^
  help: did you mean `network`? write a class of your own in quotes, as in `"netwrok"`
"#,
    ),
];
