//! Values in strings.

use crate::refused;

// Red when: `Assembled::place` gives `self.place.start` in `start_of`.
#[test]
fn values_in_strings() {
    refused(&VALUES_IN_STRINGS);
}

const VALUES_IN_STRINGS: [(&str, &str); 8] = [
    (
        r#"
[policies.reads]
backoff = "exp(1s, 0.5, 60s)"
"#,
        r#"
`factor` is below 1: delays would shrink
  --> resilience.toml:2:20
  backoff = "exp(1s, 0.5, 60s)"
                     ^^^
  help: write 1 or more, as in `exp(1s, 2, 60s)`
"#,
    ),
    (
        r#"
[policies.reads]
backoff = "exp(60s, 2, 1s)"
jitter = "foo"
attempts = "0"
"#,
        r#"
`cap` is below `first`: no delay could be as long as `first`
  --> resilience.toml:2:24
  backoff = "exp(60s, 2, 1s)"
                         ^^
  help: write `60s` or more
unknown jitter `foo`
  --> resilience.toml:3:11
  jitter = "foo"
            ^^^
  help: write `full`, `equal`, `none` or a share, as in `25%`
`attempts` is 0: nothing would run
  --> resilience.toml:4:13
  attempts = "0"
              ^
  help: write 1 for a single run without retries
"#,
    ),
    (
        r#"
[policies.reads]
timeout = "0s"
deadline = "5 sec"
max_wait = "1x"
idempotent = "no"
"#,
        r#"
`timeout` is zero: every attempt would be cut off at once
  --> resilience.toml:2:12
  timeout = "0s"
             ^^
  help: write how long an attempt may take, as in `timeout = "5s"`, or leave it out
expected a duration, found `5 sec`
  --> resilience.toml:3:13
  deadline = "5 sec"
              ^^^^^
  help: durations look like `200ms`, `1.5s` or `1m30s`
unknown unit `x`
  --> resilience.toml:4:14
  max_wait = "1x"
               ^
  help: the units are `ns`, `us`, `ms`, `s`, `m`, `h` and `d`
expected `true` or `false`, found `no`
  --> resilience.toml:5:15
  idempotent = "no"
                ^^
  help: write `false` where a second run could do harm, else leave it out
"#,
    ),
    (
        r#"
[policies.reads]
timeout = ""
deadline = " "
"#,
        r#"
`timeout` has no value
  --> resilience.toml:2:1
  timeout = ""
  ^^^^^^^^^^^^
  help: write it as in `timeout = "5s"`
`deadline` has no value
  --> resilience.toml:3:1
  deadline = " "
  ^^^^^^^^^^^^^^
  help: write it as in `deadline = "30s"`
"#,
    ),
    (
        r#"
[policies.reads]
timeout = '"5s"'
on.client = 're\try'
[breakers.api]
open = "\"30s\""
"#,
        r#"
unexpected `"`: no value holds a quote or a backslash
  --> resilience.toml:2:12
  timeout = '"5s"'
             ^
  help: leave it out
unexpected `\`: no value holds a quote or a backslash
  --> resilience.toml:3:16
  on.client = 're\try'
                 ^
  help: leave it out
unexpected `"`: no value holds a quote or a backslash
  --> resilience.toml:5:8
  open = "\"30s\""
         ^^^^^^^^^
  help: leave it out
"#,
    ),
    (
        r#"
[policies.reads]
breaker = ""
table = ""
"#,
        r#"
`breaker` has no value
  --> resilience.toml:2:1
  breaker = ""
  ^^^^^^^^^^^^
  help: write it as in `breaker = "api"`
`table` has no value
  --> resilience.toml:3:1
  table = ""
  ^^^^^^^^^^
  help: write it as in `table = "http"`
"#,
    ),
    (
        r#"
[policies.reads]
attempts = "5, timeout = 2s"
"#,
        r#"
expected a number of attempts, found `5, timeout = 2s`
  --> resilience.toml:2:13
  attempts = "5, timeout = 2s"
              ^^^^^^^^^^^^^^^
  help: write how often the body may run, as in `attempts = 5`, or `unlimited`
"#,
    ),
    (
        r#"
[policies.reads]
breaker = "api/{host"
quota = "a b"
table = "a'b\"c"
"#,
        r#"
this `{` is never closed
  --> resilience.toml:2:16
  breaker = "api/{host"
                 ^
  help: write an argument's name between braces, as in `api/{host}`
a quota's name cannot hold a blank
  --> resilience.toml:3:11
  quota = "a b"
            ^
  help: write it as in `llm`
a table's name cannot hold a quote or a backslash
  --> resilience.toml:4:9
  table = "a'b\"c"
          ^^^^^^^^
  help: write it as in `http`
"#,
    ),
];
