//! What people get to see: canonical texts, drawings, descriptions.

use resilin_policy::{Backoff, Class, Finding, Policy, PolicyError, built_in_class, describe, excerpt};

#[track_caller]
fn printed(text: &str, expected: &str) {
    assert_eq!(text.parse::<Policy>().map(|policy| policy.to_string()), Ok(expected.to_owned()));
}

#[test]
fn policies_print_in_one_form() {
    printed("", "");
    printed("idempotent=false,attempts=5", "attempts = 5, idempotent = false");
    printed(
        "max_wait=2m,deadline=1h,timeout=1500ms,attempts=unlimited,jitter=25 %,backoff=\"exp(1s,2,60s)\",",
        "backoff = exp(1s, 2, 60s), jitter = 0.25, attempts = unlimited, timeout = 1.5s, deadline = 1h, max_wait = 2m",
    );
    printed("backoff = linear(0s, 1.0s, 1m)", "backoff = linear(0s, 1s, 60s)");
    printed("backoff = fixed(500ms), jitter = equal", "backoff = fixed(500ms), jitter = equal");
    printed("backoff = decorrelated(1s, 1m)", "backoff = decorrelated(1s, 60s)");
    printed("backoff = fib(1s, 1m), jitter = none", "backoff = fib(1s, 60s), jitter = none");
    printed("backoff = none", "backoff = none");
}

#[test]
fn durations_print_in_the_units_people_write() {
    for (written, canonical) in [
        ("0ms", "0s"),
        ("1ns", "1ns"),
        ("1500ns", "1.5us"),
        ("250\u{B5}s", "250us"),
        ("1000.05ms", "1.00005s"),
        ("1m", "60s"),
        ("90s", "90s"),
        ("120s", "2m"),
        ("150.5s", "2m30.5s"),
        ("3600s", "1h"),
        ("86401s", "1d1s"),
    ] {
        printed(&format!("max_wait = {written}"), &format!("max_wait = {canonical}"));
    }
}

#[test]
fn an_error_draws_every_finding() {
    let error = "backoff = exp(1s, 0.5, 60s),\n\ttimeout = 5\u{B5},\r\n\u{4E2D}\u{6587} = 1"
        .parse::<Policy>()
        .unwrap_err();
    let expected = "\
`factor` is below 1: delays would shrink
  backoff = exp(1s, 0.5, 60s),
                    ^^^
  help: write 1 or more, as in `exp(1s, 2, 60s)`
unknown unit `\u{B5}`
      timeout = 5\u{B5},
                 ^
  help: the units are `ns`, `us`, `ms`, `s`, `m`, `h` and `d`
unknown key `\u{4E2D}\u{6587}`
  \u{4E2D}\u{6587} = 1
  ^^^^
  help: the keys are `backoff`, `jitter`, `attempts`, `timeout`, `deadline`, `max_wait` and `idempotent`; `#[resilient]` knows `classify`, `validate`, `clone`, `attempt`, `name` and `crate`, too";
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.findings().len(), 3);
}

#[test]
fn a_finding_without_help_is_drawn_without() {
    let error = PolicyError::new("a = 1", vec![Finding::new(0..1, "no")]);
    assert_eq!(error.to_string(), "no\n  a = 1\n  ^");
    assert_eq!(error.text(), "a = 1");
}

#[test]
fn excerpts_stay_aligned() {
    for (text, range, expected) in [
        ("abc", 1..2, "abc\n ^"),
        ("abc", 3..3, "abc\n   ^"),
        ("", 0..0, "\n^"),
        ("abc\ndef", 2..5, "abc\n  ^"),
        ("abc\ndef", 4..7, "def\n^^^"),
        ("a\tb", 1..3, "a    b\n ^^^^^"),
        ("\u{B5}\u{4E2D}x", 5..6, "\u{B5}\u{4E2D}x\n   ^"),
        ("e\u{301}x", 3..4, "e\u{301}x\n ^"),
        ("a\u{1B}b", 2..3, "a\u{FFFD}b\n  ^"),
        // Not a place in the text: the nearest one.
        ("abc", 7..9, "abc\n   ^"),
        ("\u{4E2D}x", 1..2, "\u{4E2D}x\n^"),
    ] {
        assert_eq!(excerpt(text, range.clone()), expected, "{range:?} in {text:?}");
    }
}

#[test]
fn classes_print_their_names() {
    assert_eq!(format!("{} {:?}", Class::NETWORK, Class::custom("mine")), "network Class(mine)");
    assert!(Class::BUILT_IN.iter().all(|class| built_in_class(class.name()) == Ok(*class)));
    assert!(Class::BUILT_IN.iter().all(|class| Class::custom(class.name()) == *class));
    let unknown = built_in_class("rate").unwrap_err();
    assert_eq!(unknown.suggestion(), None);
    assert!(unknown.help().ends_with("`client` and `unknown`; a class of your own is `custom(\"rate\")`"));
    assert_eq!(built_in_class("Throttle").unwrap_err().suggestion(), Some("throttled"));
}

#[track_caller]
fn described(text: &str, expected: &str) {
    assert_eq!(text.parse::<Policy>().map(|policy| describe(&policy)), Ok(expected.to_owned()));
}

#[test]
fn a_policy_without_retries_is_described_in_a_line_or_two() {
    described("attempts = 1", "- It runs once: nothing is retried.\n");
    described("attempts = 1, timeout = 5s", "- It runs once: nothing is retried.\n- Each attempt may take 5s.\n");
}

#[test]
fn the_default_policy_is_described() {
    described(
        "",
        "\
- Up to 3 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays: 200ms, 400ms, each drawn at random between zero and that.
- For throttling, 1s, 2s; for errors of no known class, 4 times the delay, up to 20s.
- At most 3s of waiting. A server that asks for a longer wait gets up to 5m each time.
",
    );
}

#[test]
fn a_policy_with_everything_is_described() {
    described(
        "jitter = 29%, attempts = 10, idempotent = false, deadline = 30s, timeout = 5s",
        "\
- Up to 10 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Of these, only what was surely not processed, such as a refused connection, is retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays: 200ms, 400ms, 800ms, 1.6s, … up to 20s, each varied at random by up to 29%.
- For throttling, 1s, 2s, 4s, 8s, … up to 60s; for errors of no known class, 4 times the delay, up to 20s.
- Each attempt may take 5s; the whole call, waits included, may take 30s.
- At most 30s in all. A server that asks for a longer wait gets it if the deadline leaves the time for it.
",
    );
}

#[test]
fn the_default_shape_is_printed_as_the_language_has_it() {
    assert_eq!(Backoff::DEFAULT.to_string(), "exp(200ms, 2, 20s)");
}
