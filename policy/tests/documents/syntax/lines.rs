//! Headers, keys and braces.

use crate::refused;

#[test]
fn headers() {
    refused(&HEADERS);
}

const HEADERS: [(&str, &str); 5] = [
    (
        r"
[sites.shop::client::ticker]
attempts = 0
[policies.a]
attempts = 0
",
        r#"
invalid unquoted key, expected letters, numbers, `-`, `_`
  --> resilience.toml:1:12
  [sites.shop::client::ticker]
             ^^
  help: a header is written as in `[policies.reads]` or `[sites."shop::client::ticker"]`
`attempts` is 0: nothing would run
  --> resilience.toml:4:12
  attempts = 0
             ^
  help: write 1 for a single run without retries
"#,
    ),
    (
        r"
[policies.reads
attempts = 3
",
        r#"
unclosed table, expected `]`
  --> resilience.toml:1:16
  [policies.reads
                 ^
  help: a header is written as in `[policies.reads]` or `[sites."shop::client::ticker"]`
"#,
    ),
    (
        r"
[policies reads]
",
        r#"
unclosed table, expected `]`
  --> resilience.toml:1:10
  [policies reads]
           ^
  help: a header is written as in `[policies.reads]` or `[sites."shop::client::ticker"]`
"#,
    ),
    (
        r"
[]
",
        r#"
unquoted keys cannot be empty, expected letters, numbers, `-`, `_`
  --> resilience.toml:1:2
  []
   ^
  help: a header is written as in `[policies.reads]` or `[sites."shop::client::ticker"]`
"#,
    ),
    (
        r"
[policies.]
",
        r#"
unquoted keys cannot be empty, expected letters, numbers, `-`, `_`
  --> resilience.toml:1:11
  [policies.]
            ^
  help: a header is written as in `[policies.reads]` or `[sites."shop::client::ticker"]`
"#,
    ),
];

#[test]
fn what_is_written_twice() {
    refused(&WHAT_IS_WRITTEN_TWICE);
}

const WHAT_IS_WRITTEN_TWICE: [(&str, &str); 3] = [
    (
        r"
[policies.reads]
attempts = 3
attempts = 4
",
        r"
`attempts` is written twice
  --> resilience.toml:3:1
  attempts = 4
  ^^^^^^^^
  help: keep one of the two
",
    ),
    (
        r#"
[policies.reads]
attempts = 3
[policies.reads]
timeout = "5s"
"#,
        r"
`reads` is written twice
  --> resilience.toml:3:11
  [policies.reads]
            ^^^^^
  help: keep one of the two
",
    ),
    (
        r#"
[breakers]
api.open = "1s"
api = {}
"#,
        r"
`api` is written twice
  --> resilience.toml:3:1
  api = {}
  ^^^
  help: keep one of the two
",
    ),
];

// Red when: `is_open` of syntax.rs is false.
#[test]
fn inline_tables() {
    refused(&INLINE_TABLES);
}

const INLINE_TABLES: [(&str, &str); 2] = [
    (
        r#"
[tables.http]
client = { rule = "fail" counts = true }
server = "explode"
"#,
        r#"
missing comma between key-value pairs, expected `,`
  --> resilience.toml:2:26
  client = { rule = "fail" counts = true }
                           ^
  help: close the `{` before with a `}`, or separate its keys by commas
unknown rule `explode`
  --> resilience.toml:3:11
  server = "explode"
            ^^^^^^^
  help: the rules are `retry`, `retry(shape, attempts = n)`, `retry(scale = n)`, `cooldown(default, max = d)`, `refresh` and `fail`
"#,
    ),
    (
        r#"
[tables.http]
client = { rule = "fail"
server = "explode"
[quotas.llm]
ramp = "5"
"#,
        r#"
missing comma between key-value pairs, expected `,`
  --> resilience.toml:3:1
  server = "explode"
  ^
  help: close the `{` before with a `}`, or separate its keys by commas
"#,
    ),
];

// Red when: `follows` is true.
#[test]
fn other_lines_are_read_all_the_same() {
    refused(&OTHER_LINES_ARE_READ_ALL_THE_SAME);
}

const OTHER_LINES_ARE_READ_ALL_THE_SAME: [(&str, &str); 1] = [(
    r#"
[policies.reads]
timeout = 5s
attempts = 0
breaker = "api"
[breakers.db]
open = 30
"#,
    r#"
`5s` is not in quotes
  --> resilience.toml:2:11
  timeout = 5s
            ^^
  help: write `"5s"`
`attempts` is 0: nothing would run
  --> resilience.toml:3:12
  attempts = 0
             ^
  help: write 1 for a single run without retries
`30` has no unit
  --> resilience.toml:6:8
  open = 30
         ^^
  help: write `"30s"` or `"30ms"`
"#,
)];
