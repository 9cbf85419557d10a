//! Which keys are refused.

use resilin_policy::{Target, read};

use crate::refused;

#[test]
fn unknown_keys_are_refused_with_a_guess() {
    refused("attemps = 3", &[("attemps", "unknown key `attemps`", "did you mean `attempts`?")]);
    refused("max-wait = 5s", &[("max-wait", "unknown key `max-wait`", "did you mean `max_wait`?")]);
    refused("retries(3)", &[("retries", "unknown key `retries`", "did you mean `attempts`?")]);
    refused(
        "circuit_breaker = api",
        &[("circuit_breaker", "unknown key `circuit_breaker`", "did you mean `breaker`?")],
    );
    refused("delay = 3", &[("delay", "unknown key `delay`", "did you mean `backoff`?")]);
    refused(
        "foo = 1",
        &[(
            "foo",
            "unknown key `foo`",
            "the keys are `policy`, `backoff`, `jitter`, `attempts`, `timeout`, `deadline`, `breaker`, `quota`, `retry_budget`, `table`, `on`, `max_wait` and `idempotent`; `#[resilient]` knows `classify`, `validate`, `credentials`, `fallback`, `clone`, `attempt`, `registry`, `name` and `crate`, too",
        )],
    );
}

#[test]
fn what_other_libraries_call_a_budget_is_guessed() {
    for written in ["budget", "retry_throttling", "retry_quota", "retry_budgt"] {
        let message = format!("unknown key `{written}`");
        refused(&format!("{written} = api"), &[(written, &message, "did you mean `retry_budget`?")]);
    }
}

#[test]
fn a_shape_is_no_key() {
    refused("exp(1s, 2, 60s)", &[("exp", "`exp` is a shape, not a key", "write `backoff = exp(1s, 2, 60s)`")]);
    refused("fixed = 5s", &[("fixed", "`fixed` is a shape, not a key", "write `backoff = fixed(1s)`")]);
}

#[test]
fn a_class_is_no_key() {
    refused(
        "throttled = retry, client = fail",
        &[
            ("throttled", "`throttled` is a class, not a key", "write `on(throttled = …)`"),
            ("client", "`client` is a class, not a key", "write `on(client = …)`"),
        ],
    );
}

#[test]
fn repeated_keys_are_refused_and_read_for_their_own_mistakes() {
    refused("attempts = 3, attempts = 4", &[("attempts", "`attempts` is written twice", "keep one of the two")]);
    refused(
        "attempts = 3, jitter = full, attempts = 0",
        &[
            ("attempts", "`attempts` is written twice", "keep one of the two"),
            ("0", "`attempts` is 0: nothing would run", "write 1 for a single run without retries"),
        ],
    );
}

#[test]
fn keys_of_later_versions_are_skipped_whole() {
    refused(
        r#"rate_limit = rate_limit("api, v2", wait_up_to = 3s), attempts = 0"#,
        &[
            ("rate_limit", "`rate_limit` is not available yet", "leave it out: it comes with a later version"),
            ("0", "`attempts` is 0: nothing would run", "write 1 for a single run without retries"),
        ],
    );
    refused(
        "concurrency_limit(\"api\", tokens = 500), jitter = 250%",
        &[
            (
                "concurrency_limit",
                "`concurrency_limit` is not available yet",
                "leave it out: it comes with a later version",
            ),
            (
                "250%",
                "`jitter` is not between 0 and 1: a delay cannot vary by more than itself",
                "write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `25%`",
            ),
        ],
    );
}

#[test]
fn keys_that_name_code_do_not_belong_in_a_text() {
    refused(
        "classify = my::path, timeout = 5",
        &[
            (
                "classify",
                "`classify` names code: it belongs in the `#[resilient]` attribute",
                "leave it out of the text, and write it above the function",
            ),
            ("5", "`5` has no unit", "write `5s` or `5ms`"),
        ],
    );
    for key in ["credentials", "fallback", "registry"] {
        let message = format!("`{key}` names code: it belongs in the `#[resilient]` attribute");
        let help = "leave it out of the text, and write it above the function";
        refused(&format!("{key} = self.x"), &[(key, &message, help)]);
    }
    refused(
        "credentials(lease = self.credentials)",
        &[(
            "credentials",
            "`credentials` names code: it belongs in the `#[resilient]` attribute",
            "leave it out of the text, and write it above the function",
        )],
    );
}

// Red when: `next_entry` of read/entries.rs finds an entry where the value should begin, or `begins_entry` takes any word
// behind a key for the parenthesis that the key takes.
#[test]
fn a_key_among_a_value_begins_no_entry() {
    refused(
        "backoff jitter = 0.5",
        &[(
            "jitter",
            "expected `=` after `backoff`, found `jitter`",
            "write it as in `backoff = exp(1s, 2, 60s)`",
        )],
    );
    refused(
        "attempts = 3 breaker open",
        &[(
            "3 breaker open",
            "expected a number of attempts, found `3 breaker open`",
            "write how often the body may run, as in `attempts = 5`, or `unlimited`",
        )],
    );
}

// Red when: `typos` of suggest.rs counts letters that are swapped as none.
#[test]
fn three_typos_are_too_many_for_a_guess() {
    refused("abkcoff = none", &[("abkcoff", "unknown key `abkcoff`", "did you mean `backoff`?")]);
    let findings = read("abkcofx = none", Target::Text).findings;
    assert!(!findings[0].help.as_deref().unwrap_or_default().contains("did you mean"), "{findings:?}");
}
