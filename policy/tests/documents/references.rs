//! Names that are given to other things in the file itself.

use crate::refused;

// Red when: `look_up` of file.rs does nothing.
#[test]
fn names_that_the_file_has_not() {
    refused(&NAMES_THAT_THE_FILE_HAS_NOT);
}

const NAMES_THAT_THE_FILE_HAS_NOT: [(&str, &str); 7] = [
    (
        r#"
[policies.reads]
breaker = "apii"
table = "htttp"
quota = "lm"
retry_budget = "apj"
[breakers.api]
[tables.http]
[quotas.llm]
[retry_budgets.api]
"#,
        r#"
`resilience.toml` has no breaker `apii`
  --> resilience.toml:2:12
  breaker = "apii"
             ^^^^
  help: did you mean `api`?
`resilience.toml` has no table `htttp`
  --> resilience.toml:3:10
  table = "htttp"
           ^^^^^
  help: did you mean `http`?
`resilience.toml` has no quota `lm`
  --> resilience.toml:4:10
  quota = "lm"
           ^^
  help: did you mean `llm`?
`resilience.toml` has no retry budget `apj`
  --> resilience.toml:5:17
  retry_budget = "apj"
                  ^^^
  help: did you mean `api`?
"#,
    ),
    (
        r#"
[policies.reads]
breaker = "api"
"#,
        r#"
`resilience.toml` has no breaker `api`
  --> resilience.toml:2:12
  breaker = "api"
             ^^^
  help: add `[breakers.api]` to it
"#,
    ),
    (
        r#"
[sites.f]
policy = "raeds"
[policies.reads]
"#,
        r#"
`resilience.toml` has no policy `raeds`
  --> resilience.toml:2:11
  policy = "raeds"
            ^^^^^
  help: did you mean `reads`?
"#,
    ),
    (
        r#"
[sites.f]
policy = "x"
"#,
        r#"
`resilience.toml` has no policy `x`
  --> resilience.toml:2:11
  policy = "x"
            ^
  help: add `[policies.x]` to it
"#,
    ),
    (
        r#"
[policies.reads]
breaker = "apii/{host}"
[breakers.api]
"#,
        r#"
`resilience.toml` has no breaker `apii`
  --> resilience.toml:2:12
  breaker = "apii/{host}"
             ^^^^^^^^^^^
  help: did you mean `api`?
"#,
    ),
    (
        r#"
[policies.reads]
breaker = "a-b.c"
"#,
        r#"
`resilience.toml` has no breaker `a-b.c`
  --> resilience.toml:2:12
  breaker = "a-b.c"
             ^^^^^
  help: add `[breakers."a-b.c"]` to it
"#,
    ),
    (
        r#"
[sites.f]
quota = "my.llm"
"#,
        r#"
`resilience.toml` has no quota `my.llm`
  --> resilience.toml:2:10
  quota = "my.llm"
           ^^^^^^
  help: add `[quotas."my.llm"]` to it
"#,
    ),
];

// Red when: an entry that is no table is not put into its section.
#[test]
fn names_of_sections_and_entries_that_are_wrong_are_told_once() {
    refused(&NAMES_OF_SECTIONS_AND_ENTRIES_THAT_ARE_WRONG_ARE_TOLD_ONCE);
}

const NAMES_OF_SECTIONS_AND_ENTRIES_THAT_ARE_WRONG_ARE_TOLD_ONCE: [(&str, &str); 2] = [
    (
        r#"
[policies.reads]
breaker = "api"
[breaker.api]
"#,
        r"
unknown section `breaker`
  --> resilience.toml:3:2
  [breaker.api]
   ^^^^^^^
  help: did you mean `breakers`?
",
    ),
    (
        r#"
[policies.reads]
breaker = "api"
[breakers]
api = 5
"#,
        r"
a breaker is a table of keys, found a number
  --> resilience.toml:4:7
  api = 5
        ^
  help: write its keys under `[breakers.api]`
",
    ),
];
