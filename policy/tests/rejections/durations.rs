//! Which durations are refused.

use crate::refused;

#[test]
fn units_have_to_be_written() {
    refused("timeout = 5", &[("5", "`5` has no unit", "write `5s` or `5ms`")]);
    refused("timeout = 1m30", &[("30", "`30` has no unit", "write `30s` or `30ms`")]);
    refused(r#"timeout = "5""#, &[("5", "`5` has no unit", "write `5s` or `5ms`")]);
}

#[test]
fn unknown_units_are_refused_with_a_guess() {
    refused("timeout = 5sec", &[("sec", "unknown unit `sec`", "write `5s`")]);
    refused("timeout = 5SECONDS", &[("SECONDS", "unknown unit `SECONDS`", "write `5s`")]);
    refused("timeout = 5msec", &[("msec", "unknown unit `msec`", "write `5ms`")]);
    refused("timeout = 5minutes", &[("minutes", "unknown unit `minutes`", "write `5m`")]);
    refused("timeout = 5hr", &[("hr", "unknown unit `hr`", "write `5h`")]);
    refused("timeout = 5usecs", &[("usecs", "unknown unit `usecs`", "write `5us`")]);
    refused("timeout = 2days", &[("days", "unknown unit `days`", "write `2d`")]);
    refused("timeout = 5w", &[("w", "unknown unit `w`", "the units are `ns`, `us`, `ms`, `s`, `m`, `h` and `d`")]);
}

#[test]
fn what_is_no_duration_is_refused() {
    refused(
        "timeout = fast",
        &[("fast", "expected a duration, found `fast`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused(
        "timeout = 1.s",
        &[("1.s", "expected a duration, found `1.s`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused(
        "timeout = .5s",
        &[(".5s", "expected a duration, found `.5s`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused(
        "timeout = 1..5s",
        &[("1..5s", "expected a duration, found `1..5s`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused(
        "timeout = 5 5",
        &[("5 5", "expected a duration, found `5 5`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused("timeout = -5s", &[("-5s", "a duration cannot be negative", "write `5s`")]);
    refused(
        "timeout = -x",
        &[("-x", "a duration cannot be negative", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused(
        "timeout = 1s..2s",
        &[("1s..2s", "expected a duration, found `1s..2s`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
    refused("timeout = 1m 30s", &[("1m 30s", "a duration is written without spaces", "write `1m30s`")]);
    refused("timeout = 5 s", &[("5 s", "a duration is written without spaces", "write `5s`")]);
    refused(
        "timeout = 30s1m",
        &[("1m", "`1m` cannot stand here", "units go from long to short, each once, as in `1h30m`")],
    );
    refused(
        "timeout = 1s1s",
        &[("1s", "`1s` cannot stand here", "units go from long to short, each once, as in `1h30m`")],
    );
}

#[test]
fn times_that_cannot_be_held_are_refused() {
    refused(
        "timeout = 0.5ns",
        &[("0.5ns", "this is finer than a nanosecond", "a nanosecond, `1ns`, is the finest there is")],
    );
    refused(
        "timeout = 1.0000000001s",
        &[("1.0000000001s", "this is finer than a nanosecond", "a nanosecond, `1ns`, is the finest there is")],
    );
    refused(
        "timeout = 99999999999999999999d",
        &[(
            "99999999999999999999d",
            "this is longer than the longest duration",
            "the longest is `213503982334601d`, more than 500 billion years",
        )],
    );
    refused(
        "timeout = 18446744073709551616s",
        &[(
            "18446744073709551616s",
            "this is longer than the longest duration",
            "the longest is `213503982334601d`, more than 500 billion years",
        )],
    );
}

#[test]
fn limits_of_no_time_are_refused() {
    refused(
        "timeout = 0s",
        &[(
            "0s",
            "`timeout` is zero: every attempt would be cut off at once",
            "write how long an attempt may take, as in `timeout = 5s`, or leave it out",
        )],
    );
    refused(
        "deadline = 0ms",
        &[(
            "0ms",
            "`deadline` is zero: every call would end at once",
            "write how long the whole call may take, as in `deadline = 30s`, or leave it out",
        )],
    );
    refused(
        "timeout = 0",
        &[(
            "0",
            "`timeout` is zero: every attempt would be cut off at once",
            "write how long an attempt may take, as in `timeout = 5s`, or leave it out",
        )],
    );
    refused("max_wait = 0", &[("0", "`0` has no unit", "write `0s` or `0ms`")]);
    refused("max_wait = -0s", &[("-0s", "a duration cannot be negative", "write `0s`")]);
}

// Red when: `unit` of read/duration.rs does not look whether the number is one.
#[test]
fn a_number_has_one_point() {
    refused(
        "timeout = 1.2.3",
        &[("1.2.3", "expected a duration, found `1.2.3`", "durations look like `200ms`, `1.5s` or `1m30s`")],
    );
}
