//! Values that are none.

use crate::refused;

// Red when: `first_ones` takes the errors as the parser orders them.
#[test]
fn strings_without_quotes() {
    refused(&STRINGS_WITHOUT_QUOTES);
}

const STRINGS_WITHOUT_QUOTES: [(&str, &str); 6] = [
    (
        r"
[policies.reads]
timeout = 5s
",
        r#"
`5s` is not in quotes
  --> resilience.toml:2:11
  timeout = 5s
            ^^
  help: write `"5s"`
"#,
    ),
    (
        r"
[policies.reads]
backoff = exp(1s, 2, 60s) # as in the attribute
",
        r#"
`exp(1s, 2, 60s)` is not in quotes
  --> resilience.toml:2:11
  backoff = exp(1s, 2, 60s) # as in the attribute
            ^^^^^^^^^^^^^^^
  help: write `"exp(1s, 2, 60s)"`
"#,
    ),
    (
        r#"
[policies]
feed = { backoff = exp(1s, 2, 60s), attempts = 3 }
reads = { attempts = many, jitter = "5" }
"#,
        r#"
`exp(1s, 2, 60s)` is not in quotes
  --> resilience.toml:2:20
  feed = { backoff = exp(1s, 2, 60s), attempts = 3 }
                     ^^^^^^^^^^^^^^^
  help: write `"exp(1s, 2, 60s)"`
`many` is not in quotes
  --> resilience.toml:3:22
  reads = { attempts = many, jitter = "5" }
                       ^^^^
  help: write `"many"`
"#,
    ),
    (
        r"
[policies.reads]
table = http
",
        r#"
`http` is not in quotes
  --> resilience.toml:2:9
  table = http
          ^^^^
  help: write `"http"`
"#,
    ),
    (
        r"
[policies.reads]
jitter = 25%
",
        r#"
`25%` is not in quotes
  --> resilience.toml:2:10
  jitter = 25%
           ^^^
  help: write `"25%"`
"#,
    ),
    (
        r#"
[policies.reads]
on = { client = fail, server = "explode" }
"#,
        r#"
`fail` is not in quotes
  --> resilience.toml:2:17
  on = { client = fail, server = "explode" }
                  ^^^^
  help: write `"fail"`
"#,
    ),
];

#[test]
fn values_that_are_missing_or_cut() {
    refused(&VALUES_THAT_ARE_MISSING_OR_CUT);
}

const VALUES_THAT_ARE_MISSING_OR_CUT: [(&str, &str); 9] = [
    (
        r"
[policies.reads]
timeout =
attempts = 0
",
        r"
the value is missing
  --> resilience.toml:2:10
  timeout =
           ^
  help: write one, as in `attempts = 5`
`attempts` is 0: nothing would run
  --> resilience.toml:3:12
  attempts = 0
             ^
  help: write 1 for a single run without retries
",
    ),
    (
        r#"
[policies.reads]
deadline = "3s
attempts = 0
"#,
        r#"
this string is never closed
  --> resilience.toml:2:15
  deadline = "3s
                ^
  help: add a `"` at its end
`attempts` is 0: nothing would run
  --> resilience.toml:3:12
  attempts = 0
             ^
  help: write 1 for a single run without retries
"#,
    ),
    (
        r"
[policies.reads]
deadline = '3s
",
        r"
this string is never closed
  --> resilience.toml:2:15
  deadline = '3s
                ^
  help: add a `'` at its end
",
    ),
    (
        r"
[policies.reads]
attempts
",
        r"
key with no value, expected `=`
  --> resilience.toml:2:9
  attempts
          ^
  help: write it as in `attempts = 5`
",
    ),
    (
        r"
[policies.reads]
attempts 5
",
        r"
key with no value, expected `=`
  --> resilience.toml:2:10
  attempts 5
           ^
  help: write it as in `attempts = 5`
",
    ),
    (
        r#"
[policies.reads]
timeout: "5s"
"#,
        r#"
invalid unquoted key, expected letters, numbers, `-`, `_`
  --> resilience.toml:2:8
  timeout: "5s"
         ^
  help: write `=` behind the key, as in `attempts = 5`
"#,
    ),
    (
        r#"
[policies.reads]
timeout = "a\qb"
"#,
        r#"
missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\`, `"`, `x`, `u`, `U`
  --> resilience.toml:2:14
  timeout = "a\qb"
               ^
"#,
    ),
    (
        r"
[policies.reads]
attempts = 1__0
",
        r"
`_` may only go between digits
  --> resilience.toml:2:13
  attempts = 1__0
              ^
  help: TOML is written otherwise there: see https://toml.io
",
    ),
    (
        r"
[policies.reads]
attempts = [1,
",
        r"
unclosed array, expected `]`
  --> resilience.toml:2:15
  attempts = [1,
                ^
",
    ),
];

// Seen red: `help` of syntax.rs answering `None` where the parser says nothing of what it expected.
#[test]
fn a_number_that_is_none() {
    refused(&[(
        r"
[policies.reads]
attempts = 007
",
        r"
unexpected leading zero
  --> resilience.toml:2:12
  attempts = 007
             ^
  help: TOML is written otherwise there: see https://toml.io
",
    )]);
}
