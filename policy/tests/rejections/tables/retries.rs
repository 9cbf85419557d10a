//! Which retries are refused.

use super::table_refused;

#[track_caller]
fn retry_refused(arguments: &str, at: &str, message: &str, help: &str) {
    table_refused(&format!("server = retry({arguments})"), &[(at, message, help)]);
}

#[test]
fn a_retry_counts_two_attempts_or_more() {
    const HELP: &str = "write a whole number, as in `attempts = 10`";
    for (value, message, help) in [
        ("0", "`attempts` is 0: nothing would run", "write `fail` where nothing is to be retried"),
        ("1", "`attempts` is 1: nothing would be retried", "write `fail`, or allow 2 attempts or more"),
        ("2.5", "`attempts` is not a whole number", HELP),
        ("3s", "`attempts` is not a whole number", HELP),
        ("-2", "`attempts` cannot be negative", HELP),
        ("4294967296", "`attempts` is too big: 4294967295 is the most", HELP),
        ("unlimited", "`attempts` is not a number: only a policy's own `attempts` can be unlimited", HELP),
        ("many", "expected a whole number, found `many`", HELP),
    ] {
        retry_refused(&format!("attempts = {value}"), value, message, help);
        retry_refused(&format!("none, attempts = {value}, counts = true"), value, message, help);
    }
    retry_refused("attempts = 3, attempts = 4", "attempts", "`attempts` is written twice", "keep one of the two");
    table_refused("server = retry(attempts = 2)", &[]);
}

#[test]
fn a_scale_lengthens() {
    const HELP: &str = "write a whole number, as in `scale = 4`";
    for (value, message, help) in [
        ("0", "`scale` is 0: there would be no delay", "write `retry(none)` for no delays, or 2 or more"),
        ("1", "`scale` is 1: the delays would be the site's own", "leave it out, or write 2 or more"),
        ("1.5", "`scale` is not a whole number", HELP),
        ("4x", "`scale` is not a whole number", HELP),
        ("200%", "expected a whole number, found `200%`", HELP),
    ] {
        retry_refused(&format!("scale = {value}"), value, message, help);
    }
    retry_refused(
        "exp(1s, 2, 60s), scale = 2",
        "scale = 2",
        "`scale` lengthens the site's delays, and this rule has its own",
        "leave one of the two out",
    );
    table_refused("server = retry(scale = 2, attempts = 3)", &[]);
}

#[test]
fn a_shape_comes_first() {
    retry_refused(
        "attempts = 10, exp(1s, 2, 60s)",
        "exp",
        "a rule's shape comes first",
        "write it first, as in `retry(exp(1s, 2, 60s), attempts = 10)`",
    );
    retry_refused(
        "exp(1s, 2, 60s) attempts = 10",
        "attempts",
        "expected `,` before `attempts`",
        "separate them by commas, as in `retry(exp(1s, 2, 60s), attempts = 10)`",
    );
    retry_refused(", attempts = 10", ",", "nothing stands before this comma", "leave the comma out");
}

#[test]
fn a_shape_makes_sense() {
    retry_refused("10", "10", "expected a shape, found `10`", "did you mean `attempts = 10`?");
    retry_refused("5s", "5s", "expected a shape, found `5s`", "did you mean `fixed(5s)`?");
    retry_refused("expo(1s, 2, 60s)", "expo", "unknown shape `expo`", "did you mean `exp`?");
    retry_refused(
        "exp(5s, 2, 1s)",
        "1s",
        "`cap` is below `first`: no delay could be as long as `first`",
        "write `5s` or more",
    );
    retry_refused(
        "fib(1s, 0s)",
        "0s",
        "`cap` is zero: there would be no delay",
        "write the longest delay, or `retry(none)` for no delays",
    );
    retry_refused(
        "decorrelated(0s, 1s)",
        "0s",
        "`base` is zero: every delay would be drawn from nothing",
        "write the shortest delay, or `retry(none)` for no delays",
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    table_refused(
        "server = retry(exp(0s, 0.5, 60s), attempts = 0), clientt = fail",
        &[
            (
                "0s",
                "`first` is zero: however it grows, there would be no delay",
                "write how long to wait before the next attempt, or `retry(none)` for no delays",
            ),
            ("0.5", "`factor` is below 1: delays would shrink", "write 1 or more, as in `exp(1s, 2, 60s)`"),
            ("0", "`attempts` is 0: nothing would run", "write `fail` where nothing is to be retried"),
            (
                "clientt",
                "unknown class `clientt`",
                "did you mean `client`? write a class of your own in quotes, as in `\"clientt\"`",
            ),
        ],
    );
}
