//! Keys that do not go together.

use crate::refused;

#[test]
fn keys_that_do_not_go_together() {
    refused(&KEYS_THAT_DO_NOT_GO_TOGETHER);
}

const KEYS_THAT_DO_NOT_GO_TOGETHER: [(&str, &str); 6] = [
    (
        r#"
[policies.reads]
timeout = "9s"
deadline = "3s"
"#,
        r#"
`timeout` is not shorter than `deadline`: it could never end an attempt
  --> resilience.toml:2:1
  timeout = "9s"
  ^^^^^^^^^^^^^^
  help: write less than `3s`, or leave one of the two out
"#,
    ),
    (
        r#"
[policies.reads]
attempts = 1
backoff = "fixed(1s)"
jitter = 0.5
max_wait = "1s"
retry_budget = "api"
on.server = "retry"
[retry_budgets.api]
"#,
        r#"
`backoff` has no effect with `attempts = 1`: nothing is retried
  --> resilience.toml:3:1
  backoff = "fixed(1s)"
  ^^^^^^^^^^^^^^^^^^^^^
  help: leave it out, or allow 2 attempts or more
`jitter` has no effect with `attempts = 1`: nothing is retried
  --> resilience.toml:4:1
  jitter = 0.5
  ^^^^^^^^^^^^
  help: leave it out, or allow 2 attempts or more
`max_wait` has no effect with `attempts = 1`: nothing is retried
  --> resilience.toml:5:1
  max_wait = "1s"
  ^^^^^^^^^^^^^^^
  help: leave it out, or allow 2 attempts or more
`retry_budget` has no effect with `attempts = 1`: nothing is retried
  --> resilience.toml:6:1
  retry_budget = "api"
  ^^^^^^^^^^^^^^^^^^^^
  help: leave it out, or allow 2 attempts or more
`retry` has no effect with `attempts = 1`: nothing is retried
  --> resilience.toml:7:4
  on.server = "retry"
     ^^^^^^^^^^^^^^^^
  help: leave it out, or allow 2 attempts or more
"#,
    ),
    (
        r#"
[policies.reads]
backoff = "none"
jitter = "full"
"#,
        r#"
`jitter` has no effect with `backoff = "none"`: there are no delays to vary
  --> resilience.toml:3:1
  jitter = "full"
  ^^^^^^^^^^^^^^^
  help: leave one of the two out
"#,
    ),
    (
        r#"
[policies.reads]
backoff = "decorrelated(1s, 9s)"
jitter = "equal"
"#,
        r#"
`jitter` has no effect with `decorrelated`: its delays are random already
  --> resilience.toml:3:1
  jitter = "equal"
  ^^^^^^^^^^^^^^^^
  help: leave `jitter` out, or choose another shape
"#,
    ),
    (
        r#"
[policies.reads]
backoff = "none"
on = { server = "retry(scale = 2)" }
"#,
        r#"
`scale` has no effect with `backoff = "none"`: there are no delays to lengthen
  --> resilience.toml:3:8
  on = { server = "retry(scale = 2)" }
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write a shape of its own, as in `retry(fixed(1s))`
"#,
    ),
    (
        r#"
[policies.reads]
deadline = "1s"
backoff = "fixed(2s)"
attempts = 2
"#,
        r#"
`deadline` is over before the first retry, which waits `2s`
  --> resilience.toml:2:1
  deadline = "1s"
  ^^^^^^^^^^^^^^^
  help: write a longer `deadline`, or a shorter first delay
"#,
    ),
];
