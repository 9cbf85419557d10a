//! Rules in strings.

use crate::refused;

#[test]
fn rules_that_there_are_not() {
    refused(&RULES_THAT_THERE_ARE_NOT);
}

const RULES_THAT_THERE_ARE_NOT: [(&str, &str); 9] = [
    (
        r#"
[tables.http]
client = "explode"
"#,
        r#"
unknown rule `explode`
  --> resilience.toml:2:11
  client = "explode"
            ^^^^^^^
  help: the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`
"#,
    ),
    (
        r#"
[tables.http]
client = ""
"#,
        r#"
`client` has no value
  --> resilience.toml:2:1
  client = ""
  ^^^^^^^^^^^
  help: write it as in `client = "fail"`
"#,
    ),
    (
        r#"
[tables.http]
client = "exp(1s, 2, 60s)"
"#,
        r#"
`exp` is a shape, not a rule
  --> resilience.toml:2:11
  client = "exp(1s, 2, 60s)"
            ^^^
  help: write `retry(exp(1s, 2, 60s))`
"#,
    ),
    (
        r"
[tables.http]
client = 5
server = false
",
        r"
expected a rule, found `5`
  --> resilience.toml:2:10
  client = 5
           ^
  help: the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`
unknown rule `false`
  --> resilience.toml:3:10
  server = false
           ^^^^^
  help: the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`
",
    ),
    (
        r#"
[tables.http]
throttled = "retry(exp(1s, 2, 60s) attempts = 10)"
"#,
        r#"
expected `,` before `attempts`
  --> resilience.toml:2:36
  throttled = "retry(exp(1s, 2, 60s) attempts = 10)"
                                     ^^^^^^^^
  help: separate them by commas, as in `retry(exp(1s, 2, 60s), attempts = 10)`
"#,
    ),
    (
        r#"
[tables.http]
server = "retry(max = 3s)"
"#,
        r#"
`retry` takes no `max`
  --> resilience.toml:2:17
  server = "retry(max = 3s)"
                  ^^^^^^^^
  help: write it as in `retry(exp(1s, 2, 60s), attempts = 10)`
"#,
    ),
    (
        r#"
[tables.http]
quota = "cooldown(1h, max = 5m)"
"#,
        r#"
`max` is below the cooldown that it should hold down
  --> resilience.toml:2:23
  quota = "cooldown(1h, max = 5m)"
                        ^^^^^^^^
  help: write `1h` or more
"#,
    ),
    (
        r#"
[tables.http]
"conflict" = "retry(none"
"#,
        r#"
this `(` is never closed
  --> resilience.toml:2:20
  "conflict" = "retry(none"
                     ^
  help: add a `)`
"#,
    ),
    (
        r#"
[policies.reads]
on.client = "abort"
"#,
        r#"
unknown rule `abort`
  --> resilience.toml:2:14
  on.client = "abort"
               ^^^^^
  help: did you mean `fail`?
"#,
    ),
];

#[test]
fn rules_of_the_wrong_kind() {
    refused(&RULES_OF_THE_WRONG_KIND);
}

const RULES_OF_THE_WRONG_KIND: [(&str, &str); 5] = [
    (
        r#"
[tables.http]
client = ["fail"]
"#,
        r#"
expected a rule, found an array
  --> resilience.toml:2:10
  client = ["fail"]
           ^^^^^^^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
    (
        r#"
[policies.reads]
on = "client = fail"
"#,
        r#"
expected a table of rules, found a string
  --> resilience.toml:2:6
  on = "client = fail"
       ^^^^^^^^^^^^^^^
  help: write a rule for each class, as in `on = { throttled = "retry(attempts = 10)", client = "fail" }`
"#,
    ),
    (
        r"
[policies.reads]
on = 5
",
        r#"
expected a table of rules, found a number
  --> resilience.toml:2:6
  on = 5
       ^
  help: write a rule for each class, as in `on = { throttled = "retry(attempts = 10)", client = "fail" }`
"#,
    ),
    (
        r"
[policies.reads]
on = []
",
        r#"
expected a table of rules, found an array
  --> resilience.toml:2:6
  on = []
       ^^
  help: write a rule for each class, as in `on = { throttled = "retry(attempts = 10)", client = "fail" }`
"#,
    ),
    (
        r"
[policies.reads]
on = { client = 1979-05-27 }
",
        r#"
expected a rule, found a date or a time
  --> resilience.toml:2:17
  on = { client = 1979-05-27 }
                  ^^^^^^^^^^
  help: write it as in `client = "fail"` or `client = { rule = "fail", counts = true }`
"#,
    ),
];
