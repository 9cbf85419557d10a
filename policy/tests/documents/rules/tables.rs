//! Rules with something beside them.

use crate::refused;

// Red when: `of_table` of rules.rs takes any key.
#[test]
fn tables_beside_a_rule() {
    refused(&TABLES_BESIDE_A_RULE);
}

const TABLES_BESIDE_A_RULE: [(&str, &str); 8] = [
    (
        r"
[tables.http]
client = { counts = true }
",
        r#"
`client` has no rule
  --> resilience.toml:2:10
  client = { counts = true }
           ^^^^^^^^^^^^^^^^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
    (
        r"
[tables.http]
client = {}
",
        r#"
`client` has no rule
  --> resilience.toml:2:10
  client = {}
           ^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = "fail", counts = "maybe" }
"#,
        r#"
expected `true` or `false`, found a string
  --> resilience.toml:2:36
  client = { rule = "fail", counts = "maybe" }
                                     ^^^^^^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = ["fail"] }
"#,
        r#"
expected a rule, found an array
  --> resilience.toml:2:19
  client = { rule = ["fail"] }
                    ^^^^^^^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = "fail", count = true, attempts = 3 }
"#,
        r#"
unknown key `count`
  --> resilience.toml:2:27
  client = { rule = "fail", count = true, attempts = 3 }
                            ^^^^^
  help: did you mean `counts`?
unknown key `attempts`
  --> resilience.toml:2:41
  client = { rule = "fail", count = true, attempts = 3 }
                                          ^^^^^^^^
  help: the keys beside a rule are `rule` and `counts`; its other settings stand in its parentheses
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = "fail(counts = false)", counts = true }
"#,
        r#"
`counts` is written twice
  --> resilience.toml:2:43
  client = { rule = "fail(counts = false)", counts = true }
                                            ^^^^^^
  help: keep one of the two
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = "explode", counts = true }
"#,
        r#"
unknown rule `explode`
  --> resilience.toml:2:20
  client = { rule = "explode", counts = true }
                     ^^^^^^^
  help: the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = { rule = "fail" } }
"#,
        r#"
expected a rule, found a table
  --> resilience.toml:2:19
  client = { rule = { rule = "fail" } }
                    ^^^^^^^^^^^^^^^^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
];
