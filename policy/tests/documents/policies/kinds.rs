//! Values of the wrong kind.

use crate::refused;

// Red when: `wrong_kind` says nothing.
#[test]
fn values_of_the_wrong_kind() {
    refused(&VALUES_OF_THE_WRONG_KIND);
}

const VALUES_OF_THE_WRONG_KIND: [(&str, &str); 5] = [
    (
        r#"
[policies.reads]
timeout = ["5s"]
"#,
        r#"
expected a string, found an array
  --> resilience.toml:2:11
  timeout = ["5s"]
            ^^^^^^
  help: write it as in `timeout = "5s"`
"#,
    ),
    (
        r"
[policies.reads]
deadline = 1979-05-27T07:32:00Z
",
        r#"
expected a string, found a date or a time
  --> resilience.toml:2:12
  deadline = 1979-05-27T07:32:00Z
             ^^^^^^^^^^^^^^^^^^^^
  help: write it as in `deadline = "30s"`
"#,
    ),
    (
        r#"
[policies.reads]
backoff.first = "1s"
"#,
        r#"
expected a string, found a table
  --> resilience.toml:2:1
  backoff.first = "1s"
  ^^^^^^^
  help: write it as in `backoff = "exp(1s, 2, 60s)"`
"#,
    ),
    (
        r"
[policies.reads]
attempts = {}
idempotent = []
",
        r"
expected a number, found a table
  --> resilience.toml:2:12
  attempts = {}
             ^^
  help: write it as in `attempts = 5`
expected `true` or `false`, found an array
  --> resilience.toml:3:14
  idempotent = []
               ^^
  help: write it as in `idempotent = false`
",
    ),
    (
        r"
[policies.reads]
jitter = [0.1]
max_wait = {}
",
        r#"
expected a share, found an array
  --> resilience.toml:2:10
  jitter = [0.1]
           ^^^^^
  help: write it as in `jitter = 0.25`
expected a string, found a table
  --> resilience.toml:3:12
  max_wait = {}
             ^^
  help: write it as in `max_wait = "60s"`
"#,
    ),
];

#[test]
fn a_gate_is_named_and_set_elsewhere() {
    refused(&A_GATE_IS_NAMED_AND_SET_ELSEWHERE);
}

const A_GATE_IS_NAMED_AND_SET_ELSEWHERE: [(&str, &str); 8] = [
    (
        r#"
[policies.reads]
breaker = { name = "api", failures = 3 }
"#,
        r#"
expected the name of a breaker, found a table
  --> resilience.toml:2:11
  breaker = { name = "api", failures = 3 }
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: name the breaker, as in `breaker = "api"`, and write its settings under `[breakers.api]`
"#,
    ),
    (
        r#"
[policies.reads]
quota = {}
retry_budget = []
table = { client = "fail" }
"#,
        r#"
expected the name of a quota, found a table
  --> resilience.toml:2:9
  quota = {}
          ^^
  help: name the quota, as in `quota = "llm"`, and write its settings under `[quotas.llm]`
expected the name of a retry budget, found an array
  --> resilience.toml:3:16
  retry_budget = []
                 ^^
  help: name the retry budget, as in `retry_budget = "api"`, and write its settings under `[retry_budgets.api]`
expected the name of a table, found a table
  --> resilience.toml:4:9
  table = { client = "fail" }
          ^^^^^^^^^^^^^^^^^^^
  help: name the table, as in `table = "http"`, and write its rules under `[tables.http]`
"#,
    ),
    (
        r"
[sites.f]
policy = {}
",
        r#"
expected the name of a policy, found a table
  --> resilience.toml:2:10
  policy = {}
           ^^
  help: write it as in `policy = "reads"`
"#,
    ),
    (
        r#"
[policies.reads]
breaker = "breaker(\"api\", failures = 3)"
"#,
        r#"
`breaker(…)` is an entry, not a name
  --> resilience.toml:2:11
  breaker = "breaker(\"api\", failures = 3)"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write the name alone, and the settings under `[breakers.api]`
"#,
    ),
    (
        r#"
[policies.reads]
quota = 'quota("llm")'
"#,
        r#"
`quota(…)` is an entry, not a name
  --> resilience.toml:2:9
  quota = 'quota("llm")'
          ^^^^^^^^^^^^^^
  help: write the name alone, and the settings under `[quotas.llm]`
"#,
    ),
    (
        r#"
[policies.reads]
table = "client = fail"
"#,
        r#"
`table` takes the name of a table, not its rules
  --> resilience.toml:2:9
  table = "client = fail"
          ^^^^^^^^^^^^^^^
  help: write the rules under `[tables.http]`
"#,
    ),
    (
        r"
[policies.reads]
breaker = 5
table = true
quota = false
",
        r#"
expected a breaker's name, found `5`
  --> resilience.toml:2:11
  breaker = 5
            ^
  help: write it as in `breaker = "api"`
`true` is no name for a table
  --> resilience.toml:3:9
  table = true
          ^^^^
  help: write it as in `http`
`false` is no name for a quota
  --> resilience.toml:4:9
  quota = false
          ^^^^^
  help: leave `quota` out where there is none
"#,
    ),
    (
        r#"
[sites.f]
policy = "attempts = 3"
"#,
        r#"
`policy` takes the name of a policy, not its keys
  --> resilience.toml:2:10
  policy = "attempts = 3"
           ^^^^^^^^^^^^^^
  help: write each key in a line of its own
"#,
    ),
];
