//! Values of settings.

use crate::refused;

// Red when: `draft.found` of gates.rs finds nothing.
#[test]
fn values_that_are_wrong() {
    refused(&VALUES_THAT_ARE_WRONG);
}

const VALUES_THAT_ARE_WRONG: [(&str, &str); 9] = [
    (
        r#"
[breakers.api]
open = "30"
"#,
        r#"
`30` has no unit
  --> resilience.toml:2:9
  open = "30"
          ^^
  help: write `30s` or `30ms`
"#,
    ),
    (
        r"
[breakers.api]
open = 30
",
        r#"
`30` has no unit
  --> resilience.toml:2:8
  open = 30
         ^^
  help: write `"30s"` or `"30ms"`
"#,
    ),
    (
        r#"
[breakers.api]
failures = "0"
probes = 0
keys = 1.5
"#,
        r#"
`failures` is 0: it would open without a failure
  --> resilience.toml:2:13
  failures = "0"
              ^
  help: write 1 to open at the first failure
`probes` is 0: nothing would find out whether it may close
  --> resilience.toml:3:10
  probes = 0
           ^
  help: write how many calls are let through at once to find out, as in `probes = 1`
`keys` is not a whole number
  --> resilience.toml:4:8
  keys = 1.5
         ^^^
  help: write a whole number, as in `keys = 10_000`
"#,
    ),
    (
        r#"
[breakers.api]
failure_rate = 50
slow_call_rate = "0%"
"#,
        r#"
`failure_rate` is above 1: it could never be reached
  --> resilience.toml:2:16
  failure_rate = 50
                 ^^
  help: did you mean `"50%"`?
`slow_call_rate` is 0: it would open without a slow call
  --> resilience.toml:3:19
  slow_call_rate = "0%"
                    ^^
  help: write the share of slow calls that opens it, as in `slow_call_rate = "50%"`
"#,
    ),
    (
        r#"
[breakers.api]
open = "none"
within = "decorrelated(1s, 2s)"
"#,
        r#"
an open time of `none` would refuse no call
  --> resilience.toml:2:9
  open = "none"
          ^^^^
  help: write how long it stays open, as in `open = "60s"`
expected a duration, found `decorrelated(1s, 2s)`
  --> resilience.toml:3:11
  within = "decorrelated(1s, 2s)"
            ^^^^^^^^^^^^^^^^^^^^
  help: durations look like `200ms`, `1.5s` or `1m30s`
"#,
    ),
    (
        r#"
[breakers.api]
failures = "50%"
"#,
        r#"
expected a whole number, found `50%`
  --> resilience.toml:2:13
  failures = "50%"
              ^^^
  help: did you mean `failure_rate = "50%"`?
"#,
    ),
    (
        r#"
[quotas.llm]
ramp = true
probe_timeout = "0s"
wait_up_to = "-1s"
"#,
        r#"
expected a duration, found `true`
  --> resilience.toml:2:8
  ramp = true
         ^^^^
  help: durations look like `"200ms"`, `"1.5s"` or `"1m30s"`
`probe_timeout` is zero: every first call after a reset would be given up at once
  --> resilience.toml:3:18
  probe_timeout = "0s"
                   ^^
  help: write how long that call may take, as in `probe_timeout = "60s"`
a duration cannot be negative
  --> resilience.toml:4:15
  wait_up_to = "-1s"
                ^^^
  help: write `1s`
"#,
    ),
    (
        r#"
[retry_budgets.api]
ratio = "0%"
min = 10
"#,
        r#"
`ratio` is 0: no success would earn anything
  --> resilience.toml:2:10
  ratio = "0%"
           ^^
  help: write which share of the successes may be retries, as in `ratio = "20%"`
`10` does not say in which time
  --> resilience.toml:3:7
  min = 10
        ^^
  help: write `"10/s"` or `"10/min"`
"#,
    ),
    (
        r#"
[retry_budgets.api]
tokens = 0.5
earn = 0
cost = "x"
above = 9e9
"#,
        r#"
`tokens` is below 1: there would be nothing to spend
  --> resilience.toml:2:10
  tokens = 0.5
           ^^^
  help: write how many there can be, as in `tokens = 500`
`earn` is 0: what is spent would never come back
  --> resilience.toml:3:8
  earn = 0
         ^
  help: write what a success earns, as in `earn = 1`
expected a number of tokens, found `x`
  --> resilience.toml:4:9
  cost = "x"
          ^
  help: write a number, as in `cost = 5`
expected a number of tokens, found `9e9`
  --> resilience.toml:5:9
  above = 9e9
          ^^^
  help: write a number, as in `above = 250`
"#,
    ),
];

#[test]
fn values_of_the_wrong_kind() {
    refused(&VALUES_OF_THE_WRONG_KIND);
}

const VALUES_OF_THE_WRONG_KIND: [(&str, &str); 4] = [
    (
        r"
[breakers.api]
failures = [5]
",
        r"
expected a string or a number, found an array
  --> resilience.toml:2:12
  failures = [5]
             ^^^
  help: write it as in `failures = 5`
",
    ),
    (
        r#"
[breakers.api]
open = { first = "30s" }
"#,
        r#"
expected a string or a number, found a table
  --> resilience.toml:2:8
  open = { first = "30s" }
         ^^^^^^^^^^^^^^^^^
  help: write it as in `open = "60s"`
"#,
    ),
    (
        r"
[quotas.llm]
ramp = 07:32:00
",
        r#"
expected a string or a number, found a date or a time
  --> resilience.toml:2:8
  ramp = 07:32:00
         ^^^^^^^^
  help: write it as in `ramp = "10s"`
"#,
    ),
    (
        r"
[retry_budgets.api]
min = {}
",
        r#"
expected a string or a number, found a table
  --> resilience.toml:2:7
  min = {}
        ^^
  help: write it as in `min = "10/s"`
"#,
    ),
];
