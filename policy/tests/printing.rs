//! What people get to see: canonical texts, drawings, descriptions.

use resilin_policy::{
    Backoff, BreakerSettings, Class, Finding, Policy, PolicyError, Target, built_in_class, describe, excerpt, read,
};

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
fn a_breaker_prints_between_deadline_and_max_wait() {
    printed("max_wait = 1s, breaker = api, deadline = 9s", "deadline = 9s, breaker = \"api\", max_wait = 1s");
    printed("breaker(api)", "breaker = \"api\"");
    printed("breaker(api, open = fixed(30s), failures = 3,)", "breaker(\"api\", failures = 3, open = 30s)");
}

// Red when: `self.open.map(OpenTime)` in print.rs is `self.open`.
#[test]
fn breaker_settings_print_in_one_form() {
    for (written, canonical) in [
        ("", ""),
        ("open = fixed(60s),failures=5", "failures = 5, open = 60s"),
        (
            "keys = 1_000, probe_timeout = 2s, successes = 3, probes = 2, open = \"exp(30s,2,10m)\", slow_call_rate = 5%, slow_call = 1s, min_calls = 10, calls = 50, failure_rate = 12.5%",
            "failure_rate = 0.125, calls = 50, min_calls = 10, slow_call = 1s, slow_call_rate = 0.05, open = exp(30s, 2, 10m), probes = 2, successes = 3, probe_timeout = 2s, keys = 1000",
        ),
        ("within = 5m, failures = 2", "failures = 2, within = 5m"),
    ] {
        let settings = written.parse::<BreakerSettings>();
        assert_eq!(settings.map(|settings| settings.to_string()), Ok(canonical.to_owned()));
    }
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
  help: the keys are `policy`, `backoff`, `jitter`, `attempts`, `timeout`, `deadline`, `breaker`, `quota`, `retry_budget`, `table`, `on`, `max_wait` and `idempotent`; `#[resilient]` knows `classify`, `validate`, `credentials`, `fallback`, `clone`, `attempt`, `registry`, `name` and `crate`, too";
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
fn a_shape_that_draws_from_the_delay_before_is_described() {
    described(
        "backoff = decorrelated(100ms, 10s), attempts = 4",
        "\
- Up to 4 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays are drawn at random between 100ms and three times the one before, up to 10s.
- For throttling, 1s, 2s, 4s.
- At most 7s of waiting. A server that asks for a longer wait gets up to 5m each time.
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

/// The line about the breaker, of a policy in an attribute.
#[track_caller]
fn breaker_described(entry: &str, expected: &str) {
    let reading = read(&format!("attempts = 1, {entry}"), Target::AsyncFn);
    assert_eq!(reading.findings, []);
    let description = describe(&Policy::from_checked(reading.settings));
    assert_eq!(description, format!("- It runs once: nothing is retried.\n- {expected}\n"));
}

#[test]
fn a_breaker_without_settings_is_described_without_claims() {
    breaker_described(
        "breaker = api",
        "The breaker `api` guards every attempt: while it is open, a call is refused at once.",
    );
    breaker_described(
        "breaker = \"api/{ self.host }/{path}\"",
        "The breaker `api/{ self.host }/{path}`, one for each `self.host` and `path`, guards every attempt: while it is open, a call is refused at once.",
    );
}

// Red when: `count > 1` in describe/breaker.rs is `count > 0`, or `share` there always gives a percentage.
#[test]
fn a_breaker_with_settings_is_described_exactly() {
    for (settings, does) in [
        ("failures = 5", "5 failures in a row open it for 60s, then one probe decides"),
        ("open = 5s", "5 failures in a row open it for 5s, then one probe decides"),
        ("failures = 1, within = 5m", "a failure opens it for 60s, then one probe decides"),
        (
            "within = 5m, open = exp(30s, 2, 10m)",
            "5 failures within 5m open it for 30s at first and up to 10m, then one probe decides",
        ),
        (
            "failures = 3, failure_rate = 33.3%",
            "3 failures in a row or a failure rate of 33.3% in 100 calls opens it for 60s, then one probe decides",
        ),
        (
            "failure_rate = 0.12345678, within = 60s, probes = 3",
            "a failure rate of 0.12345678 in 60s, judged from 20 calls on, opens it for 60s, then up to 3 calls at a time probe, and one success closes it",
        ),
        (
            "slow_call = 2s, calls = 50, min_calls = 7, successes = 2",
            "a rate of 50% of calls that take 2s or longer in 50 calls, judged from 7 on, opens it for 60s, then one call at a time probes, and 2 successes in a row close it",
        ),
        (
            "failures = 2, probes = 2, successes = 4",
            "2 failures in a row open it for 60s, then up to 2 calls at a time probe, and 4 successes in a row close it",
        ),
    ] {
        breaker_described(
            &format!("breaker(api, {settings})"),
            &format!("The breaker `api` guards every attempt: {does}."),
        );
    }
}

#[test]
fn a_breaker_is_described_between_limits_and_the_worst_case() {
    described(
        "breaker = api, timeout = 5s, backoff = none, attempts = 2",
        "\
- Up to 2 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- The next attempt starts at once.
- For throttling, 1s each time.
- Each attempt may take 5s.
- The breaker `api` guards every attempt: while it is open, a call is refused at once.
- At most 11s in all, 1s of it waiting. A server that asks for a longer wait gets up to 5m each time.
",
    );
}

#[test]
fn the_default_shape_is_printed_as_the_language_has_it() {
    assert_eq!(Backoff::DEFAULT.to_string(), "exp(200ms, 2, 20s)");
}
