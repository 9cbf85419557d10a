//! Which ratios and rates are refused.

use super::settings_refused;

const RATIO: &str = "write a share above 0%, as in `ratio = 20%`, and up to 100%";
const RATE: &str = "write how many in which time, as in `10/s` or `5/500ms`";

// Red when: `is_in_thousandths` in ratio.rs is always true.
#[test]
fn a_ratio_is_a_share_in_thousandths() {
    let zero = "`ratio` is 0: no success would earn anything";
    let share = "write which share of the successes may be retries, as in `ratio = 20%`";
    let above = "`ratio` is above 1: a success would earn more than one retry";
    let fine = "`ratio` is finer than a thousandth";
    let decimals = "write three decimals at most, as in `0.125`, or one of a percentage, as in `12.5%`";
    for (value, message, help) in [
        ("0", zero, share),
        ("0%", zero, share),
        ("20", above, "did you mean `20%`?"),
        ("100.1%", above, RATIO),
        ("-5%", "`ratio` cannot be negative", RATIO),
        ("half", "expected a share, found `half`", RATIO),
        ("10/s", "expected a share, found `10/s`", RATIO),
        ("nan", "expected a share, found `nan`", RATIO),
        ("0.0001", fine, decimals),
        ("33.33%", fine, decimals),
        ("0.12345", fine, decimals),
    ] {
        settings_refused(&format!("ratio = {value}"), &[(value, message, help)]);
    }
    for value in ["100%", "1", "0.001", "0.1%", "12.5%", "0.999", "0.29", "0.57"] {
        settings_refused(&format!("ratio = {value}"), &[]);
    }
}

#[test]
fn every_ratio_in_thousandths_is_fine() {
    for tenths in 1..=1_000 {
        settings_refused(&format!("ratio = {}.{}%", tenths / 10, tenths % 10), &[]);
        settings_refused(&format!("ratio = {}.{:03}", tenths / 1_000, tenths % 1_000), &[]);
    }
}

#[test]
fn a_rate_says_in_which_time() {
    for (value, at) in [("10", "10"), ("10/", "10/"), ("1_0", "1_0")] {
        let number = value.trim_end_matches('/');
        settings_refused(
            &format!("min = {value}"),
            &[(
                at,
                &format!("`{value}` does not say in which time"),
                &format!("write `{number}/s` or `{number}/min`"),
            )],
        );
    }
    for (value, at, message, help) in [
        ("10s", "10s", "expected a rate, found `10s`", RATE),
        ("10 per s", "10 per s", "expected a rate, found `10 per s`", RATE),
        ("s", "s", "expected a rate, found `s`", RATE),
        ("20%", "20%", "expected a rate, found `20%`", RATE),
        ("-1/s", "-1/s", "`min` cannot be negative", RATE),
        ("1/0s", "0s", "this rate is of no time at all", RATE),
        ("1/0", "0", "this rate is of no time at all", RATE),
        ("1/5", "5", "`5` has no unit", "write `5s` or `5ms`"),
        ("1/s s", "s s", "expected a duration, found `s s`", "durations look like `200ms`, `1.5s` or `1m30s`"),
        ("10/sec", "sec", "unknown unit `sec`", "write `10/s`"),
        ("10/minute", "minute", "unknown unit `minute`", "write `10/m`"),
        ("10/x", "x", "unknown unit `x`", "the units are `ns`, `us`, `ms`, `s`, `m`, `h` and `d`"),
        ("1.5/s", "1.5", "`1.5` is not a whole number", "write a whole number in a longer time, as in `5/10s`"),
        ("4294967296/s", "4294967296", "this rate is too big: 4294967295 is the most", RATE),
    ] {
        settings_refused(&format!("min = {value}"), &[(at, message, help)]);
    }
    for value in ["0/s", "100/min", "5/500ms", "4_294_967_295/ns", "1/213503982334601d", "5 / 1m30s"] {
        settings_refused(&format!("min = {value}"), &[]);
    }
}
