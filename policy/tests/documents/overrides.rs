//! What an override cannot say.

use crate::refused_as_an_override;

// Red when: `usage == Usage::Override` in entry.rs is false.
#[test]
fn a_site_keeps_its_policy() {
    refused_as_an_override(&A_SITE_KEEPS_ITS_POLICY);
}

const A_SITE_KEEPS_ITS_POLICY: [(&str, &str); 1] = [(
    r#"
[sites.f]
policy = "reads"
"#,
    r#"
`policy` cannot be overridden: it is fixed when the program is compiled
  --> resilience.toml:2:1
  policy = "reads"
  ^^^^^^
  help: override the keys of the site, or those of its policy
"#,
)];

// Red when: `context` of entry.rs is the same for both usages.
#[test]
fn placeholders_have_no_arguments() {
    refused_as_an_override(&PLACEHOLDERS_HAVE_NO_ARGUMENTS);
}

const PLACEHOLDERS_HAVE_NO_ARGUMENTS: [(&str, &str); 2] = [
    (
        r#"
[policies.reads]
breaker = "api/{host}"
"#,
        r#"
placeholders are filled from a function's arguments: they belong in the `#[resilient]` attribute
  --> resilience.toml:2:16
  breaker = "api/{host}"
                 ^^^^^^
  help: write a name without them, as in `breaker = "api"`
"#,
    ),
    (
        r#"
[sites.f]
breaker = "{x}"
"#,
        r#"
placeholders are filled from a function's arguments: they belong in the `#[resilient]` attribute
  --> resilience.toml:2:12
  breaker = "{x}"
             ^^^
  help: write a name without them, as in `breaker = "api"`
"#,
    ),
];
