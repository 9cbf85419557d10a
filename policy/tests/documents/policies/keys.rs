//! Keys that a policy has not.

use crate::refused;

// Red when: `unknown` of entry.rs says nothing.
#[test]
fn keys_that_there_are_not() {
    refused(&KEYS_THAT_THERE_ARE_NOT);
}

const KEYS_THAT_THERE_ARE_NOT: [(&str, &str); 5] = [
    (
        r"
[policies.reads]
attemps = 3
",
        r"
unknown key `attemps`
  --> resilience.toml:2:1
  attemps = 3
  ^^^^^^^
  help: did you mean `attempts`?
",
    ),
    (
        r#"
[policies.reads]
max-wait = "5s"
"my key" = 1
"" = 2
"a\tb" = 3
"#,
        r#"
unknown key `max-wait`
  --> resilience.toml:2:1
  max-wait = "5s"
  ^^^^^^^^
  help: did you mean `max_wait`?
unknown key `my key`
  --> resilience.toml:3:1
  "my key" = 1
  ^^^^^^^^
  help: the keys are `policy`, `backoff`, `jitter`, `attempts`, `timeout`, `deadline`, `breaker`, `quota`, `retry_budget`, `table`, `on`, `max_wait` and `idempotent`; `#[resilient]` knows `classify`, `validate`, `credentials`, `fallback`, `clone`, `attempt`, `registry`, `name` and `crate`, too
unknown key `""`
  --> resilience.toml:4:1
  "" = 2
  ^^
  help: the keys are `policy`, `backoff`, `jitter`, `attempts`, `timeout`, `deadline`, `breaker`, `quota`, `retry_budget`, `table`, `on`, `max_wait` and `idempotent`; `#[resilient]` knows `classify`, `validate`, `credentials`, `fallback`, `clone`, `attempt`, `registry`, `name` and `crate`, too
unknown key `a�b`
  --> resilience.toml:5:1
  "a\tb" = 3
  ^^^^^^
  help: the keys are `policy`, `backoff`, `jitter`, `attempts`, `timeout`, `deadline`, `breaker`, `quota`, `retry_budget`, `table`, `on`, `max_wait` and `idempotent`; `#[resilient]` knows `classify`, `validate`, `credentials`, `fallback`, `clone`, `attempt`, `registry`, `name` and `crate`, too
"#,
    ),
    (
        r"
[policies.reads]
retries = 3
",
        r"
unknown key `retries`
  --> resilience.toml:2:1
  retries = 3
  ^^^^^^^
  help: did you mean `attempts`?
",
    ),
    (
        r#"
[policies.reads]
exp = "1s"
"#,
        r#"
`exp` is a shape, not a key
  --> resilience.toml:2:1
  exp = "1s"
  ^^^
  help: write `backoff = "exp(1s, 2, 60s)"`
"#,
    ),
    (
        r#"
[policies.reads]
hedge = "5s"
classify = "f"
"#,
        r#"
`hedge` is not available yet
  --> resilience.toml:2:1
  hedge = "5s"
  ^^^^^
  help: leave it out: it comes with a later version
`classify` names code: it belongs in the `#[resilient]` attribute
  --> resilience.toml:3:1
  classify = "f"
  ^^^^^^^^
  help: leave it out of the text, and write it above the function
"#,
    ),
];

// Red when: `elsewhere` of wording.rs answers `None`.
#[test]
fn settings_and_classes_are_no_keys() {
    refused(&SETTINGS_AND_CLASSES_ARE_NO_KEYS);
}

const SETTINGS_AND_CLASSES_ARE_NO_KEYS: [(&str, &str); 4] = [
    (
        r"
[policies.reads]
failures = 3
",
        r"
`failures` is a setting of a breaker, not a key
  --> resilience.toml:2:1
  failures = 3
  ^^^^^^^^
  help: write it under `[breakers.api]`
",
    ),
    (
        r#"
[policies.reads]
wait_up_to = "3s"
probe_timeout = "3s"
"#,
        r#"
`wait_up_to` is a setting of a quota, not a key
  --> resilience.toml:2:1
  wait_up_to = "3s"
  ^^^^^^^^^^
  help: write it under `[quotas.llm]`
`probe_timeout` is a setting of a breaker and of a quota, not a key
  --> resilience.toml:3:1
  probe_timeout = "3s"
  ^^^^^^^^^^^^^
  help: write it under `[breakers.api]` or `[quotas.llm]`
"#,
    ),
    (
        r"
[policies.reads]
cost = 5
",
        r"
`cost` is a setting of a retry budget, not a key
  --> resilience.toml:2:1
  cost = 5
  ^^^^
  help: write it under `[retry_budgets.api]`
",
    ),
    (
        r#"
[policies.reads]
network = "retry"
"#,
        r#"
`network` is a class, not a key
  --> resilience.toml:2:1
  network = "retry"
  ^^^^^^^
  help: write it in a table of rules, as in `on = { network = "fail" }`
"#,
    ),
];

#[test]
fn a_policy_starts_from_no_other() {
    refused(&A_POLICY_STARTS_FROM_NO_OTHER);
}

const A_POLICY_STARTS_FROM_NO_OTHER: [(&str, &str); 1] = [(
    r#"
[policies.reads]
policy = "writes"
[policies.writes]
"#,
    r#"
a named policy cannot start from another one
  --> resilience.toml:2:1
  policy = "writes"
  ^^^^^^
  help: write the keys of both here
"#,
)];
