//! Values without quotes.

use crate::refused;

// Red when: `is_bare` is false in file/text.rs.
#[test]
fn values_without_quotes() {
    refused(&VALUES_WITHOUT_QUOTES);
}

const VALUES_WITHOUT_QUOTES: [(&str, &str); 8] = [
    (
        r"
[policies.reads]
timeout = 5
",
        r#"
`5` has no unit
  --> resilience.toml:2:11
  timeout = 5
            ^
  help: write `"5s"` or `"5ms"`
"#,
    ),
    (
        r"
[policies.reads]
jitter = 25
attempts = 0
",
        r#"
`jitter` is not between 0 and 1: a delay cannot vary by more than itself
  --> resilience.toml:2:10
  jitter = 25
           ^^
  help: did you mean `"25%"`?
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
attempts = 1.5
backoff = 3
",
        r#"
`attempts` is not a whole number
  --> resilience.toml:2:12
  attempts = 1.5
             ^^^
  help: write how often the body may run, as in `attempts = 5`, or `"unlimited"`
expected a shape, found `3`
  --> resilience.toml:3:11
  backoff = 3
            ^
  help: the shapes are `"exp(first, factor, cap)"`, `"linear(first, step, cap)"`, `"fib(first, cap)"`, `"fixed(delay)"`, `"decorrelated(base, cap)"` and `"none"`
"#,
    ),
    (
        r"
[policies.reads]
attempts = -1
jitter = -0.5
",
        r#"
`attempts` cannot be negative
  --> resilience.toml:2:12
  attempts = -1
             ^^
  help: write how often the body may run, as in `attempts = 5`, or `"unlimited"`
`jitter` cannot be negative
  --> resilience.toml:3:10
  jitter = -0.5
           ^^^^
  help: write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `"25%"`
"#,
    ),
    (
        r"
[policies.reads]
attempts = 0x10
",
        r#"
`attempts` is not a whole number
  --> resilience.toml:2:12
  attempts = 0x10
             ^^^^
  help: write how often the body may run, as in `attempts = 5`, or `"unlimited"`
"#,
    ),
    (
        r"
[policies.reads]
attempts = inf
jitter = nan
",
        r#"
expected a number of attempts, found `inf`
  --> resilience.toml:2:12
  attempts = inf
             ^^^
  help: did you mean `"unlimited"`?
`jitter` is not between 0 and 1: a delay cannot vary by more than itself
  --> resilience.toml:3:10
  jitter = nan
           ^^^
  help: write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `"25%"`
"#,
    ),
    (
        r"
[policies.reads]
attempts = true
idempotent = 1
backoff = false
",
        r#"
expected a number of attempts, found `true`
  --> resilience.toml:2:12
  attempts = true
             ^^^^
  help: write how often the body may run, as in `attempts = 5`, or `"unlimited"`
expected `true` or `false`, found `1`
  --> resilience.toml:3:14
  idempotent = 1
               ^
  help: write `false` where a second run could do harm, else leave it out
unknown shape `false`
  --> resilience.toml:4:11
  backoff = false
            ^^^^^
  help: the shapes are `"exp(first, factor, cap)"`, `"linear(first, step, cap)"`, `"fib(first, cap)"`, `"fixed(delay)"`, `"decorrelated(base, cap)"` and `"none"`
"#,
    ),
    (
        r"
[policies.reads]
max_wait = 1.5
",
        r#"
`1.5` has no unit
  --> resilience.toml:2:12
  max_wait = 1.5
             ^^^
  help: write `"1.5s"` or `"1.5ms"`
"#,
    ),
];
