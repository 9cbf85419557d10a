//! Settings that a gate has not, or not together.

use crate::refused;

#[test]
fn settings_that_there_are_not() {
    refused(&SETTINGS_THAT_THERE_ARE_NOT);
}

const SETTINGS_THAT_THERE_ARE_NOT: [(&str, &str); 7] = [
    (
        r#"
[breakers.api]
opne = "30s"
"#,
        r#"
unknown setting `opne`
  --> resilience.toml:2:1
  opne = "30s"
  ^^^^
  help: did you mean `open`?
"#,
    ),
    (
        r"
[breakers.api]
attempts = 3
",
        r"
`attempts` is a key of a policy, not a setting of a breaker
  --> resilience.toml:2:1
  attempts = 3
  ^^^^^^^^
  help: write it in the policy that names the breaker
",
    ),
    (
        r#"
[breakers.api]
wait_up_to = "3s"
"#,
        r#"
`wait_up_to` is a setting of a quota, not of a breaker
  --> resilience.toml:2:1
  wait_up_to = "3s"
  ^^^^^^^^^^
  help: write it under `[quotas.llm]`
"#,
    ),
    (
        r"
[breakers.api]
foo = 1
",
        r"
unknown setting `foo`
  --> resilience.toml:2:1
  foo = 1
  ^^^
  help: the settings are `failures`, `within`, `failure_rate`, `calls`, `min_calls`, `slow_call`, `slow_call_rate`, `open`, `probes`, `successes`, `probe_timeout` and `keys`
",
    ),
    (
        r#"
[breakers.api]
failure_threshold = 5
"a b" = 1
"#,
        r#"
unknown setting `failure_threshold`
  --> resilience.toml:2:1
  failure_threshold = 5
  ^^^^^^^^^^^^^^^^^
  help: did you mean `failures`?
unknown setting `a b`
  --> resilience.toml:3:1
  "a b" = 1
  ^^^^^
  help: the settings are `failures`, `within`, `failure_rate`, `calls`, `min_calls`, `slow_call`, `slow_call_rate`, `open`, `probes`, `successes`, `probe_timeout` and `keys`
"#,
    ),
    (
        r#"
[quotas.llm]
ramps = "1s"
cost = 3
"#,
        r#"
unknown setting `ramps`
  --> resilience.toml:2:1
  ramps = "1s"
  ^^^^^
  help: did you mean `ramp`?
`cost` is a setting of a retry budget, not of a quota
  --> resilience.toml:3:1
  cost = 3
  ^^^^
  help: write it under `[retry_budgets.api]`
"#,
    ),
    (
        r#"
[retry_budgets.api]
max_retries_per_request = 3
ttl = "10s"
rate = 3
"#,
        r#"
unknown setting `max_retries_per_request`
  --> resilience.toml:2:1
  max_retries_per_request = 3
  ^^^^^^^^^^^^^^^^^^^^^^^
  help: write `attempts` in the policy: it counts the first run, too
unknown setting `ttl`
  --> resilience.toml:3:1
  ttl = "10s"
  ^^^
  help: leave it out: what was earned stays, as far as there is room for it
unknown setting `rate`
  --> resilience.toml:4:1
  rate = 3
  ^^^^
  help: the settings are `ratio`, `min`, `tokens`, `cost`, `timeout_cost`, `throttled_cost`, `failure_cost`, `earn` and `above`
"#,
    ),
];

#[test]
fn settings_that_do_not_go_together() {
    refused(&SETTINGS_THAT_DO_NOT_GO_TOGETHER);
}

const SETTINGS_THAT_DO_NOT_GO_TOGETHER: [(&str, &str); 5] = [
    (
        r#"
[breakers.api]
calls = 10
within = "60s"
"#,
        r"
`calls` and `within` are two windows: a rate is taken of one
  --> resilience.toml:2:1
  calls = 10
  ^^^^^^^^^^
  help: leave one of the two out
",
    ),
    (
        r"
[breakers.api]
calls = 10
min_calls = 20
",
        r"
`min_calls` is above `calls`: the window never holds that many
  --> resilience.toml:3:1
  min_calls = 20
  ^^^^^^^^^^^^^^
  help: write `10` or less, or more `calls`
",
    ),
    (
        r#"
[retry_budgets.api]
ratio = "20%"
min = "10/s"
tokens = 500
"#,
        r#"
`ratio` and `tokens` are two ways to keep a budget: it has one
  --> resilience.toml:2:1
  ratio = "20%"
  ^^^^^^^^^^^^^
  help: leave one of the two out
`min` and `tokens` are two ways to keep a budget: it has one
  --> resilience.toml:3:1
  min = "10/s"
  ^^^^^^^^^^^^
  help: leave one of the two out
"#,
    ),
    (
        r"
[retry_budgets.api]
tokens = 5
cost = 6
above = 5
",
        r"
`cost` is above `tokens`: no such retry could ever be paid
  --> resilience.toml:3:1
  cost = 6
  ^^^^^^^^
  help: write `5` or less, or more `tokens`
`above` is not below `tokens`: there can never be more than that
  --> resilience.toml:4:1
  above = 5
  ^^^^^^^^^
  help: write less than `5`, or more `tokens`
",
    ),
    (
        r"
[retry_budgets.api]
tokens = 10
failure_cost = 9
cost = 5
above = 0
",
        r"
`failure_cost` leaves too little for a retry: none could ever be paid
  --> resilience.toml:3:1
  failure_cost = 9
  ^^^^^^^^^^^^^^^^
  help: write less, or more `tokens`
",
    ),
];
