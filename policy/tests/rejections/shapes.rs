//! Which shapes are refused.

use crate::refused;

#[test]
fn unknown_shapes_are_refused_with_a_guess() {
    refused(
        "backoff = exponential(1s, 2, 60s)",
        &[("exponential", "unknown shape `exponential`", "did you mean `exp`?")],
    );
    refused("backoff = Constant(1s)", &[("Constant", "unknown shape `Constant`", "did you mean `fixed`?")]);
    refused("backoff = fibonacci(1s, 5s)", &[("fibonacci", "unknown shape `fibonacci`", "did you mean `fib`?")]);
    refused("backoff = fbi(1s, 5s)", &[("fbi", "unknown shape `fbi`", "did you mean `fib`?")]);
    refused("backoff = exq(1s, 2, 60s)", &[("exq", "unknown shape `exq`", "did you mean `exp`?")]);
    refused(
        "backoff = wibble",
        &[(
            "wibble",
            "unknown shape `wibble`",
            "the shapes are `exp(first, factor, cap)`, `linear(first, step, cap)`, `fib(first, cap)`, `fixed(delay)`, `decorrelated(base, cap)` and `none`",
        )],
    );
    refused("backoff = 5s", &[("5s", "expected a shape, found `5s`", "did you mean `fixed(5s)`?")]);
    refused(
        "backoff = 5",
        &[(
            "5",
            "expected a shape, found `5`",
            "the shapes are `exp(first, factor, cap)`, `linear(first, step, cap)`, `fib(first, cap)`, `fixed(delay)`, `decorrelated(base, cap)` and `none`",
        )],
    );
}

#[test]
fn the_number_of_arguments_is_checked() {
    refused(
        "backoff = exp(1s, 2)",
        &[(
            "exp(1s, 2)",
            "`exp` takes 3 arguments, found 2",
            "write `exp(first, factor, cap)`, as in `exp(1s, 2, 60s)`",
        )],
    );
    refused(
        "backoff = exp",
        &[("exp", "`exp` takes 3 arguments, found 0", "write `exp(first, factor, cap)`, as in `exp(1s, 2, 60s)`")],
    );
    refused(
        "backoff = linear(1s)",
        &[(
            "linear(1s)",
            "`linear` takes 3 arguments, found 1",
            "write `linear(first, step, cap)`, as in `linear(1s, 1s, 60s)`",
        )],
    );
    refused(
        "backoff = fib(1s, 2s, 3s)",
        &[(
            "fib(1s, 2s, 3s)",
            "`fib` takes 2 arguments, found 3",
            "write `fib(first, cap)`, as in `fib(1s, 60s)`",
        )],
    );
    refused(
        "backoff = fixed(1s, 2s)",
        &[("fixed(1s, 2s)", "`fixed` takes 1 argument, found 2", "write `fixed(delay)`, as in `fixed(1s)`")],
    );
    refused(
        "backoff = decorrelated()",
        &[(
            "decorrelated()",
            "`decorrelated` takes 2 arguments, found 0",
            "write `decorrelated(base, cap)`, as in `decorrelated(1s, 60s)`",
        )],
    );
    refused("backoff = none(1s)", &[("none(1s)", "`none` takes 0 arguments, found 1", "write `none`")]);
}

#[test]
fn all_arguments_are_checked_at_once() {
    refused(
        "backoff = exp(1x, 0.5, 3)",
        &[
            ("x", "unknown unit `x`", "the units are `ns`, `us`, `ms`, `s`, `m`, `h` and `d`"),
            ("0.5", "`factor` is below 1: delays would shrink", "write 1 or more, as in `exp(1s, 2, 60s)`"),
            ("3", "`3` has no unit", "write `3s` or `3ms`"),
        ],
    );
    refused(
        "backoff = linear(0s, 0s, 0s)",
        &[
            ("0s", "`step` is zero: every delay would be the same", "use `fixed(..)`, as in `fixed(1s)`"),
            (
                "0s",
                "`cap` is zero: there would be no delay",
                "write the longest delay, or `backoff = none` for no delays",
            ),
        ],
    );
}

#[test]
fn delays_of_nothing_are_refused_where_they_make_no_sense() {
    refused(
        "backoff = exp(0s, 2, 60s)",
        &[(
            "0s",
            "`first` is zero: however it grows, there would be no delay",
            "write how long to wait before the second attempt, or `backoff = none` for no delays",
        )],
    );
    refused(
        "backoff = fib(0s, 5s)",
        &[(
            "0s",
            "`first` is zero: however it grows, there would be no delay",
            "write how long to wait before the second attempt, or `backoff = none` for no delays",
        )],
    );
    refused(
        "backoff = decorrelated(0s, 5s)",
        &[(
            "0s",
            "`base` is zero: every delay would be drawn from nothing",
            "write the shortest delay, or `backoff = none` for no delays",
        )],
    );
    refused(
        "backoff = exp(1s, 2, 0s)",
        &[(
            "0s",
            "`cap` is zero: there would be no delay",
            "write the longest delay, or `backoff = none` for no delays",
        )],
    );
    refused(
        "backoff = fib(1s, 0s)",
        &[(
            "0s",
            "`cap` is zero: there would be no delay",
            "write the longest delay, or `backoff = none` for no delays",
        )],
    );
    refused(
        "backoff = decorrelated(1s, 0s)",
        &[(
            "0s",
            "`cap` is zero: there would be no delay",
            "write the longest delay, or `backoff = none` for no delays",
        )],
    );
}

#[test]
fn a_factor_is_a_finite_number_from_1() {
    refused(
        "backoff = exp(1s, 0.99, 60s)",
        &[("0.99", "`factor` is below 1: delays would shrink", "write 1 or more, as in `exp(1s, 2, 60s)`")],
    );
    refused(
        "backoff = exp(1s, -2, 60s)",
        &[("-2", "`factor` is below 1: delays would shrink", "write 1 or more, as in `exp(1s, 2, 60s)`")],
    );
    refused(
        "backoff = exp(1s, inf, 60s)",
        &[("inf", "`factor` is not finite", "write 1 or more, as in `exp(1s, 2, 60s)`")],
    );
    refused(
        "backoff = exp(1s, nan, 60s)",
        &[("nan", "`factor` is not finite", "write 1 or more, as in `exp(1s, 2, 60s)`")],
    );
    refused(
        "backoff = exp(1s, 1e999, 60s)",
        &[("1e999", "`factor` is not finite", "write 1 or more, as in `exp(1s, 2, 60s)`")],
    );
    refused(
        "backoff = exp(1s, 2s, 60s)",
        &[("2s", "expected a number, found `2s`", "`factor` is a number without a unit, as in `exp(1s, 2, 60s)`")],
    );
}

#[test]
fn a_cap_is_not_below_the_first_delay() {
    refused(
        "backoff = exp(10s, 2, 5s)",
        &[("5s", "`cap` is below `first`: no delay could be as long as `first`", "write `10s` or more")],
    );
    refused(
        "backoff = linear(10s, 1s, 5s)",
        &[("5s", "`cap` is below `first`: no delay could be as long as `first`", "write `10s` or more")],
    );
    refused(
        "backoff = fib(10s, 5s)",
        &[("5s", "`cap` is below `first`: no delay could be as long as `first`", "write `10s` or more")],
    );
    refused(
        "backoff = decorrelated(10s, 5s)",
        &[("5s", "`cap` is below `base`: no delay could be as long as `base`", "write `10s` or more")],
    );
}

#[test]
fn arguments_have_no_names() {
    refused(
        "backoff = exp(first = 1s, factor = 2, cap = 60s)",
        &[(
            "first =",
            "the arguments of a shape have no names, only an order",
            "write `exp(first, factor, cap)`, as in `exp(1s, 2, 60s)`",
        )],
    );
}

#[test]
fn parentheses_are_checked() {
    refused("backoff = exp(1s, 2, 60s", &[("(", "this `(` is never closed", "add a `)`")]);
    refused(
        "backoff = exp(1s, 2, 60s) foo",
        &[("foo", "unexpected `foo`", "write `exp(first, factor, cap)` and nothing after it")],
    );
    refused(
        "backoff = exp(1s,, 60s)",
        &[(
            ",",
            "an argument is missing before this comma",
            "write `exp(first, factor, cap)`, as in `exp(1s, 2, 60s)`",
        )],
    );
    refused(
        "backoff = exp[1s]",
        &[("[1s]", "unexpected `[1s]`", "write `exp(first, factor, cap)` and nothing after it")],
    );
    refused("backoff = fixed(1s))", &[(")", "unexpected `)`", "write `fixed(delay)` and nothing after it")]);
}

// Red when: `separated` of read/shapes.rs takes a name without `=`, or `=` behind a number, for a named argument.
#[test]
fn what_is_no_named_argument_is_no_duration_either() {
    for first in ["first 1s", "1 = 2s"] {
        let message = format!("expected a duration, found `{first}`");
        let help = "durations look like `200ms`, `1.5s` or `1m30s`";
        refused(&format!("backoff = exp({first}, 2, 60s)"), &[(first, &message, help)]);
    }
}
