//! What functions were not compiled for.

use crate::common::{alone, file};
use crate::refused::assert_refused;
use crate::shop::open;

#[test]
fn another_attempt() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::once']\nattempts = 3\n"),
        "the function was not compiled for another attempt: it was declared with `attempts = 1`
  --> ops.toml:2:1
  attempts = 3
  ^^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with 2 attempts or more; an override can then say 1",
    );
}

#[test]
fn a_timeout() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::once']\ntimeout = '3s'\n"),
        "the function was not compiled for being cut short: it was declared with neither `timeout` nor `deadline`
  --> ops.toml:2:1
  timeout = '3s'
  ^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with a long `timeout` or `deadline`; an override can then say a shorter one",
    );
}

#[test]
fn a_deadline() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::once']\ndeadline = '3s'\n"),
        "the function was not compiled for being cut short: it was declared with neither `timeout` nor `deadline`
  --> ops.toml:2:1
  deadline = '3s'
  ^^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with a long `timeout` or `deadline`; an override can then say a shorter one",
    );
}

#[test]
fn a_deadline_where_the_last_error_is_not_kept() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::timed']\ndeadline = '30s'\n"),
        "the function was not compiled for a deadline: it keeps no error of an attempt while another one runs
  --> ops.toml:2:1
  deadline = '30s'
  ^^^^^^^^
  at `config_mistakes::shop::timed` (tests/tests/config_mistakes/shop.rs:72)
  help: declare it with a long `deadline`; an override can then say a shorter one",
    );
}

#[test]
fn a_breaker() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::once']\nbreaker = 'db'\n"),
        "the function was not compiled for refusals: it was declared with neither `breaker` nor `quota`
  --> ops.toml:2:1
  breaker = 'db'
  ^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with a breaker or a quota; its error type then has to be able to say so",
    );
}

#[test]
fn a_quota() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::ticker']\nquota = 'llm'\n"),
        "the function was not compiled for refusals: it was declared with neither `breaker` nor `quota`
  --> ops.toml:2:1
  quota = 'llm'
  ^^^^^
  at `config_mistakes::shop::ticker` (tests/tests/config_mistakes/shop.rs:21)
  help: declare it with a breaker or a quota; its error type then has to be able to say so",
    );
}

#[test]
fn a_timeout_of_a_blocking_function() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::blocking']\ntimeout = '3s'\n"),
        "`timeout` needs an async function: a blocking call cannot be cut short
  --> ops.toml:2:1
  timeout = '3s'
  ^^^^^^^
  in the policy of `config_mistakes::shop::blocking` (tests/tests/config_mistakes/shop.rs:16):
    attempts = 3, timeout = 3s
                  ^^^^^^^^^^^^
  help: use the client's own timeout; a `deadline` ends the retries",
    );
}

#[test]
fn another_breaker_than_that_of_a_key() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::keyed']\nbreaker = 'db'\n"),
        "the function was compiled for a breaker whose name is made from arguments: no other can take its place
  --> ops.toml:2:1
  breaker = 'db'
  ^^^^^^^
  at `config_mistakes::shop::keyed` (tests/tests/config_mistakes/shop.rs:26)
  help: override the settings of that one, under `[breakers]`",
    );
}

#[test]
fn everything_at_once() {
    let _alone = alone();
    open();
    assert_refused(
        &file(
            "[sites.'config_mistakes::shop::once']\nattempts = 3\ntimeout = '3s'\nbreaker = 'db'\nquota = 'llm'\n",
        ),
        "the function was not compiled for another attempt: it was declared with `attempts = 1`
  --> ops.toml:2:1
  attempts = 3
  ^^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with 2 attempts or more; an override can then say 1
the function was not compiled for being cut short: it was declared with neither `timeout` nor `deadline`
  --> ops.toml:3:1
  timeout = '3s'
  ^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with a long `timeout` or `deadline`; an override can then say a shorter one
the function was not compiled for refusals: it was declared with neither `breaker` nor `quota`
  --> ops.toml:4:1
  breaker = 'db'
  ^^^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with a breaker or a quota; its error type then has to be able to say so
the function was not compiled for refusals: it was declared with neither `breaker` nor `quota`
  --> ops.toml:5:1
  quota = 'llm'
  ^^^^^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with a breaker or a quota; its error type then has to be able to say so",
    );
}
