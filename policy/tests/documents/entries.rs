//! What stands where an entry of a section should.

use crate::refused;

#[test]
fn an_entry_that_is_no_table() {
    refused(&AN_ENTRY_THAT_IS_NO_TABLE);
}

const AN_ENTRY_THAT_IS_NO_TABLE: [(&str, &str); 4] = [
    (
        r#"
[policies]
reads = "fast"
"#,
        r#"
a policy is a table of keys, found a string
  --> resilience.toml:2:9
  reads = "fast"
          ^^^^^^
  help: write its keys under `[policies.reads]`
"#,
    ),
    (
        r#"
[breakers]
api = 5
"db 2" = true
"#,
        r#"
a breaker is a table of keys, found a number
  --> resilience.toml:2:7
  api = 5
        ^
  help: write its keys under `[breakers.api]`
a breaker's name cannot hold a blank
  --> resilience.toml:3:4
  "db 2" = true
     ^
  help: write it as in `api-eu`
a breaker is a table of keys, found a truth value
  --> resilience.toml:3:10
  "db 2" = true
           ^^^^
  help: write its keys under `[breakers."db 2"]`
"#,
    ),
    (
        r"
[quotas]
llm = [1]
",
        r"
a quota is a table of keys, found an array
  --> resilience.toml:2:7
  llm = [1]
        ^^^
  help: write its keys under `[quotas.llm]`
",
    ),
    (
        r"
[[sites.f]]
attempts = 1
",
        r"
a site is a table of keys, found an array
  --> resilience.toml:1:1
  [[sites.f]]
  ^^^^^^^^^^^
  help: write its keys under `[sites.f]`
",
    ),
];

#[test]
fn keys_without_a_name() {
    refused(&KEYS_WITHOUT_A_NAME);
}

const KEYS_WITHOUT_A_NAME: [(&str, &str); 5] = [
    (
        r"
[breakers]
failures = 5
",
        r"
`failures` stands beside no breaker's name
  --> resilience.toml:2:1
  failures = 5
  ^^^^^^^^
  help: write it under a name, as in `[breakers.api]`
",
    ),
    (
        r#"
[policies]
attempts = 5
on = { client = "fail" }
"#,
        r#"
`attempts` stands beside no policy's name
  --> resilience.toml:2:1
  attempts = 5
  ^^^^^^^^
  help: write it under a name, as in `[policies.reads]`
`on` stands beside no policy's name
  --> resilience.toml:3:1
  on = { client = "fail" }
  ^^
  help: write it under a name, as in `[policies.reads]`
"#,
    ),
    (
        r#"
[tables]
client = "fail"
"#,
        r#"
`client` stands beside no table's name
  --> resilience.toml:2:1
  client = "fail"
  ^^^^^^
  help: write it under a name, as in `[tables.http]`
"#,
    ),
    (
        r#"
[sites]
policy = "reads"
"#,
        r#"
`policy` stands beside no site's name
  --> resilience.toml:2:1
  policy = "reads"
  ^^^^^^
  help: write it under a name, as in `[sites."shop::client::ticker"]`
"#,
    ),
    (
        r#"
[policies]
policy = "reads"
"#,
        r#"
a policy is a table of keys, found a string
  --> resilience.toml:2:10
  policy = "reads"
           ^^^^^^^
  help: write its keys under `[policies.policy]`
"#,
    ),
];
