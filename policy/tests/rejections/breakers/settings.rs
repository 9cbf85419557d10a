//! Which settings are refused, each alone.

use super::settings_refused;

#[test]
fn unknown_settings_are_refused_with_a_guess() {
    for (written, meant) in [
        ("failuers", "failures"),
        ("min-calls", "min_calls"),
        ("probe", "probes"),
        // resilience4j
        ("failureRateThreshold", "failure_rate"),
        ("slidingWindowSize", "calls"),
        ("minimumNumberOfCalls", "min_calls"),
        ("waitDurationInOpenState", "open"),
        ("permittedNumberOfCallsInHalfOpenState", "probes"),
        ("slowCallRateThreshold", "slow_call_rate"),
        ("slowCallDurationThreshold", "slow_call"),
        ("maxWaitDurationInHalfOpenState", "probe_timeout"),
        // Polly
        ("FailureRatio", "failure_rate"),
        ("SamplingDuration", "within"),
        ("MinimumThroughput", "min_calls"),
        ("BreakDuration", "open"),
        // failsafe, recloser, opossum and others
        ("failure_threshold", "failures"),
        ("error_rate", "failure_rate"),
        ("cooldown", "open"),
        ("reset_timeout", "open"),
        ("half_open", "probes"),
        ("success_threshold", "successes"),
        ("capacity", "keys"),
    ] {
        let message = format!("unknown setting `{written}`");
        settings_refused(&format!("{written} = 1"), &[(written, &message, &format!("did you mean `{meant}`?"))]);
    }
    settings_refused(
        "foo = 1",
        &[(
            "foo",
            "unknown setting `foo`",
            "the settings are `failures`, `within`, `failure_rate`, `calls`, `min_calls`, `slow_call`, `slow_call_rate`, `open`, `probes`, `successes`, `probe_timeout` and `keys`",
        )],
    );
}

#[test]
fn a_policys_keys_stand_outside() {
    const HELP: &str = "write it beside `breaker(…)`, in the policy that names the breaker";
    for entry in
        ["timeout = 5s", "attempts = 0", "breaker = \"b\"", "breaker(\"b\")", "classify = f", "hedge = p95"]
    {
        let key = &entry[..entry.find([' ', '(']).expect("an entry")];
        let message = format!("`{key}` is a key of a policy, not a setting of a breaker");
        settings_refused(entry, &[(key, &message, HELP)]);
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    settings_refused(
        "failures = 3, open = 30, failures = 0, probe = 1",
        &[
            ("30", "`30` has no unit", "write `30s` or `30ms`"),
            ("failures", "`failures` is written twice", "keep one of the two"),
            ("0", "`failures` is 0: it would open without a failure", "write 1 to open at the first failure"),
            ("probe", "unknown setting `probe`", "did you mean `probes`?"),
        ],
    );
}

#[test]
fn nothing_is_counted_from_zero() {
    let rate = "failure_rate = 50%, ";
    for (before, setting, message, help) in [
        ("", "failures", "it would open without a failure", "write 1 to open at the first failure"),
        (
            rate,
            "calls",
            "there would be nothing to take a rate of",
            "write how many of the last results a rate is taken of, as in `calls = 100`",
        ),
        (rate, "min_calls", "a rate of no calls says nothing", "write 1 to judge from the first result on"),
        (
            "",
            "probes",
            "nothing would find out whether it may close",
            "write how many calls are let through at once to find out, as in `probes = 1`",
        ),
        ("", "successes", "it would close without a probe", "write 1 to close at the first success"),
        ("", "keys", "no key would have a breaker", "write how many keys are kept, as in `keys = 10_000`"),
    ] {
        let message = format!("`{setting}` is 0: {message}");
        settings_refused(&format!("{before}{setting} = 0"), &[("0", &message, help)]);
    }
}

#[test]
fn counts_are_whole_numbers() {
    const HELP: &str = "write a whole number, as in `probes = 1`";
    for (value, message) in [
        ("1.5", "`probes` is not a whole number"),
        ("3s", "`probes` is not a whole number"),
        ("-1", "`probes` cannot be negative"),
        ("4294967296", "`probes` is too big: 4294967295 is the most"),
        ("two", "expected a whole number, found `two`"),
        ("50%", "expected a whole number, found `50%`"),
        ("1 2", "expected a whole number, found `1 2`"),
    ] {
        settings_refused(&format!("probes = {value}"), &[(value, message, HELP)]);
    }
    settings_refused(
        "failures = 50%",
        &[("50%", "expected a whole number, found `50%`", "did you mean `failure_rate = 50%`?")],
    );
}

#[test]
fn no_time_is_too_little() {
    for (setting, message, help) in [
        (
            "within",
            "`within` is zero: no failure would be recent enough to count",
            "write how long a result counts, as in `within = 300s`",
        ),
        (
            "slow_call",
            "`slow_call` is zero: every call would be slow",
            "write from how long on a call is slow, as in `slow_call = 2s`",
        ),
        (
            "probe_timeout",
            "`probe_timeout` is zero: every probe would be given up at once",
            "write how long a probe may take, as in `probe_timeout = 60s`",
        ),
        ("open", "an open time of zero would refuse no call", "write how long it stays open, as in `open = 60s`"),
    ] {
        settings_refused(&format!("{setting} = 0s"), &[("0s", message, help)]);
        settings_refused(&format!("{setting} = 0"), &[("0", message, help)]);
    }
    settings_refused("within = 5", &[("5", "`5` has no unit", "write `5s` or `5ms`")]);
}

#[test]
fn rates_are_above_zero_and_up_to_one() {
    for (before, setting, kind) in
        [("", "failure_rate", "failure"), ("slow_call = 2s, ", "slow_call_rate", "slow call")]
    {
        let help = format!("write a share above 0%, as in `{setting} = 50%`, and up to 100%");
        let zero = format!("`{setting}` is 0: it would open without a {kind}");
        let share = format!("write the share of {kind}s that opens it, as in `{setting} = 50%`");
        let above = format!("`{setting}` is above 1: it could never be reached");
        for (value, message, help) in [
            ("0", zero.as_str(), share.as_str()),
            ("0%", &zero, &share),
            ("-0", &zero, &share),
            ("50", &above, "did you mean `50%`?"),
            ("2", &above, "did you mean `2%`?"),
            ("1.5", &above, &help),
            ("101", &above, &help),
            ("100.1%", &above, &help),
            ("-0.5", &format!("`{setting}` cannot be negative"), &help),
            ("-5%", &format!("`{setting}` cannot be negative"), &help),
            ("half", "expected a share, found `half`", &help),
            ("nan", "expected a share, found `nan`", &help),
            ("inf%", "expected a share, found `inf%`", &help),
            ("5s", "expected a share, found `5s`", &help),
        ] {
            settings_refused(&format!("{before}{setting} = {value}"), &[(value, message, help)]);
        }
    }
}

#[test]
fn an_open_time_refuses_calls_for_a_while() {
    const TIME: &str = "write how long it stays open, as in `open = 60s`";
    for (value, at, message, help) in [
        ("none", "none", "an open time of `none` would refuse no call", TIME),
        ("fixed(0s)", "0s", "an open time of zero would refuse no call", TIME),
        ("linear(0s, 1s, 9s)", "0s", "an open time of zero would refuse no call", TIME),
        (
            "decorrelated(1s, 9s)",
            "decorrelated(1s, 9s)",
            "`decorrelated` is no shape for `open`: how long it stays open follows from how often it opened, not from chance",
            "write one that grows with every opening, as in `open = exp(30s, 2, 10m)`",
        ),
        (
            "exp(0s, 2, 10m)",
            "0s",
            "`first` is zero: however it grows, the breaker would not stay open",
            "write how long it stays open at first, as in `open = exp(30s, 2, 10m)`",
        ),
        (
            "linear(1s, 0s, 10m)",
            "0s",
            "`step` is zero: it would stay open for the same time whenever it opens",
            "write a duration alone, as in `open = 60s`",
        ),
        (
            "fib(1s, 0s)",
            "0s",
            "`cap` is zero: the breaker would not stay open",
            "write the longest time for which it stays open",
        ),
    ] {
        settings_refused(&format!("open = {value}"), &[(at, message, help)]);
    }
}

#[test]
fn an_open_time_is_a_duration_or_a_shape() {
    for (value, at, message, help) in [
        (
            "forever",
            "forever",
            "expected a duration or a shape, found `forever`",
            "write it as in `open = 60s` or `open = exp(30s, 2, 10m)`",
        ),
        (
            "exp(1s, 0.5, 9s)",
            "0.5",
            "`factor` is below 1: open times would shrink",
            "write 1 or more, as in `exp(30s, 2, 10m)`",
        ),
        (
            "exp(1s, twice, 9s)",
            "twice",
            "expected a number, found `twice`",
            "`factor` is a number without a unit, as in `exp(30s, 2, 10m)`",
        ),
        (
            "fib(9s, 1s)",
            "1s",
            "`cap` is below `first`: no open time could be as long as `first`",
            "write `9s` or more",
        ),
        ("expo(1s, 2, 9s)", "expo", "unknown shape `expo`", "did you mean `exp`?"),
        ("30", "30", "`30` has no unit", "write `30s` or `30ms`"),
        ("-30s", "-30s", "a duration cannot be negative", "write `30s`"),
        ("(30s)", "(30s)", "expected a duration, found `(30s)`", "durations look like `200ms`, `1.5s` or `1m30s`"),
    ] {
        settings_refused(&format!("open = {value}"), &[(at, message, help)]);
    }
}
