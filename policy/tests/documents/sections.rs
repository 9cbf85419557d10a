//! Sections that there are not, and what stands where one should.

use crate::refused;

// Red when: `meant` of names.rs answers `None`, or the entries of a section that was meant are not read.
#[test]
fn a_section_that_there_is_not() {
    refused(&A_SECTION_THAT_THERE_IS_NOT);
}

const A_SECTION_THAT_THERE_IS_NOT: [(&str, &str); 4] = [
    (
        r"
[nonsense]
x = 1
",
        r"
unknown section `nonsense`
  --> resilience.toml:1:2
  [nonsense]
   ^^^^^^^^
  help: the sections are `policies`, `breakers`, `tables`, `quotas`, `retry_budgets` and `sites`
",
    ),
    (
        r#"
["no\nsense"]
"#,
        r#"
unknown section `no�sense`
  --> resilience.toml:1:2
  ["no\nsense"]
   ^^^^^^^^^^^
  help: the sections are `policies`, `breakers`, `tables`, `quotas`, `retry_budgets` and `sites`
"#,
    ),
    (
        r"
[policy.reads]
attempts = 0
",
        r"
unknown section `policy`
  --> resilience.toml:1:2
  [policy.reads]
   ^^^^^^
  help: did you mean `policies`?
`attempts` is 0: nothing would run
  --> resilience.toml:2:12
  attempts = 0
             ^
  help: write 1 for a single run without retries
",
    ),
    (
        r"
[breaker.api]
[budgets.api]
[functions.f]
[retry-budgets.x]
[polices.a]
[Quota.b]
",
        r"
unknown section `breaker`
  --> resilience.toml:1:2
  [breaker.api]
   ^^^^^^^
  help: did you mean `breakers`?
unknown section `budgets`
  --> resilience.toml:2:2
  [budgets.api]
   ^^^^^^^
  help: did you mean `retry_budgets`?
unknown section `functions`
  --> resilience.toml:3:2
  [functions.f]
   ^^^^^^^^^
  help: did you mean `sites`?
unknown section `retry-budgets`
  --> resilience.toml:4:2
  [retry-budgets.x]
   ^^^^^^^^^^^^^
  help: did you mean `retry_budgets`?
unknown section `polices`
  --> resilience.toml:5:2
  [polices.a]
   ^^^^^^^
  help: did you mean `policies`?
unknown section `Quota`
  --> resilience.toml:6:2
  [Quota.b]
   ^^^^^
  help: did you mean `quotas`?
",
    ),
];

#[test]
fn keys_outside_of_all_sections() {
    refused(&KEYS_OUTSIDE_OF_ALL_SECTIONS);
}

const KEYS_OUTSIDE_OF_ALL_SECTIONS: [(&str, &str); 2] = [
    (
        r#"
attempts = 3
failures = 5
probe_timeout = "1s"
network = "retry"
[policies.reads]
"#,
        r#"
`attempts` stands in no section
  --> resilience.toml:1:1
  attempts = 3
  ^^^^^^^^
  help: write it under `[policies.reads]` or `[sites."shop::client::ticker"]`
`failures` stands in no section
  --> resilience.toml:2:1
  failures = 5
  ^^^^^^^^
  help: write it under `[breakers.api]`
`probe_timeout` stands in no section
  --> resilience.toml:3:1
  probe_timeout = "1s"
  ^^^^^^^^^^^^^
  help: write it under `[breakers.api]` or `[quotas.llm]`
`network` stands in no section
  --> resilience.toml:4:1
  network = "retry"
  ^^^^^^^
  help: write it under `[tables.http]`
"#,
    ),
    (
        r#"
classify = "f"
"#,
        r#"
`classify` stands in no section
  --> resilience.toml:1:1
  classify = "f"
  ^^^^^^^^
  help: write it under `[policies.reads]` or `[sites."shop::client::ticker"]`
"#,
    ),
];

#[test]
fn a_section_that_is_no_table() {
    refused(&A_SECTION_THAT_IS_NO_TABLE);
}

const A_SECTION_THAT_IS_NO_TABLE: [(&str, &str); 4] = [
    (
        r#"
policies = "reads"
"#,
        r#"
`policies` is a section, found a string
  --> resilience.toml:1:12
  policies = "reads"
             ^^^^^^^
  help: write its entries as in `[policies.reads]`
"#,
    ),
    (
        r"
breakers = 5
sites = [1]
",
        r#"
`breakers` is a section, found a number
  --> resilience.toml:1:12
  breakers = 5
             ^
  help: write its entries as in `[breakers.api]`
`sites` is a section, found an array
  --> resilience.toml:2:9
  sites = [1]
          ^^^
  help: write its entries as in `[sites."shop::client::ticker"]`
"#,
    ),
    (
        r"
tables = true
quotas = 1979-05-27
",
        r"
`tables` is a section, found a truth value
  --> resilience.toml:1:10
  tables = true
           ^^^^
  help: write its entries as in `[tables.http]`
`quotas` is a section, found a date or a time
  --> resilience.toml:2:10
  quotas = 1979-05-27
           ^^^^^^^^^^
  help: write its entries as in `[quotas.llm]`
",
    ),
    (
        r"
[[retry_budgets]]
",
        r"
`retry_budgets` is a section, found an array
  --> resilience.toml:1:1
  [[retry_budgets]]
  ^^^^^^^^^^^^^^^^^
  help: write its entries as in `[retry_budgets.api]`
",
    ),
];
