//! What goes wrong between an override and what it comes to.

use crate::common::{alone, file};
use crate::refused::assert_refused;
use crate::shop::open;

#[test]
fn a_deadline_shorter_than_the_timeout() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::order']\ndeadline = '3s'\n"),
        r#"`timeout` is not shorter than `deadline`: it could never end an attempt
  --> ops.toml:2:1
  deadline = '3s'
  ^^^^^^^^
  in the policy of `config_mistakes::shop::order` (tests/tests/config_mistakes/shop.rs:37):
    attempts = 5, timeout = 5s, deadline = 3s, breaker("db", failure_rate = 0.5, calls = 50), quota = "llm", retry_budget("orders", tokens = 100, cost = 10), table = "shop", on("conflict" = fail, "CONFLICT" = retry)
                  ^^^^^^^^^^^^
  help: write less than `3s`, or leave one of the two out"#,
    );
}

#[test]
fn two_keys_of_which_one_is_to_blame() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::order']\nattempts = 2\ndeadline = '3s'\n"),
        r#"`timeout` is not shorter than `deadline`: it could never end an attempt
  --> ops.toml:3:1
  deadline = '3s'
  ^^^^^^^^
  in the policy of `config_mistakes::shop::order` (tests/tests/config_mistakes/shop.rs:37):
    attempts = 2, timeout = 5s, deadline = 3s, breaker("db", failure_rate = 0.5, calls = 50), quota = "llm", retry_budget("orders", tokens = 100, cost = 10), table = "shop", on("conflict" = fail, "CONFLICT" = retry)
                  ^^^^^^^^^^^^
  help: write less than `3s`, or leave one of the two out"#,
    );
}

#[test]
fn retries_of_a_single_run() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::once']\nbackoff = 'fixed(1s)'\n"),
        "`backoff` has no effect with `attempts = 1`: nothing is retried
  --> ops.toml:2:1
  backoff = 'fixed(1s)'
  ^^^^^^^
  in the policy of `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11):
    backoff = fixed(1s), attempts = 1
    ^^^^^^^^^^^^^^^^^^^
  help: leave it out, or allow 2 attempts or more",
    );
}

#[test]
fn an_end_that_is_missing() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\nattempts = 'unlimited'\n"),
        r#"`attempts = unlimited` needs a `deadline` or a `breaker`: nothing else would end the call
  --> ops.toml:2:1
  attempts = 'unlimited'
  ^^^^^^^^
  in the policy of `turn`:
    attempts = unlimited
    ^^^^^^^^^^^^^^^^^^^^
  help: add one, as in `deadline = 5m` or `breaker = "api"`"#,
    );
}

#[test]
fn a_policy_that_sites_refine() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[policies.reads]\ndeadline = '2s'\n"),
        "`timeout` is not shorter than `deadline`: it could never end an attempt
  --> ops.toml:2:1
  deadline = '2s'
  ^^^^^^^^
  in the policy of `shop.reads`:
    backoff = fixed(1s), attempts = 4, timeout = 3s, deadline = 2s
                                       ^^^^^^^^^^^^
  help: write less than `2s`, or leave one of the two out",
    );
}

#[test]
fn refresh_without_credentials() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn.on]\nauth = 'refresh'\n"),
        "`refresh` needs credentials: nothing else can be renewed
  --> ops.toml:2:1
  auth = 'refresh'
  ^^^^
  in the policy of `turn`:
    attempts = 2, on(auth = refresh)
                     ^^^^^^^^^^^^^^
  help: add `credentials(lease = …)`, or write `fail`",
    );
}

#[test]
fn a_breaker_that_never_has_enough_calls() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.db]\nopen = '3s'\nmin_calls = 100\n"),
        "`min_calls` is above `calls`: the window never holds that many
  --> ops.toml:3:1
  min_calls = 100
  ^^^^^^^^^
  in the settings of the breaker `db`:
    failure_rate = 0.5, calls = 50, min_calls = 100, open = 3s
                                    ^^^^^^^^^^^^^^^
  help: write `50` or less, or more `calls`",
    );
}

#[test]
fn a_share_of_no_slow_calls() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.db]\nslow_call_rate = '50%'\n"),
        "`slow_call_rate` has no effect without `slow_call`: no call is slow
  --> ops.toml:2:1
  slow_call_rate = '50%'
  ^^^^^^^^^^^^^^
  in the settings of the breaker `db`:
    failure_rate = 0.5, calls = 50, slow_call_rate = 0.5
                                    ^^^^^^^^^^^^^^^^^^^^
  help: write from how long on a call is slow, as in `slow_call = 2s`",
    );
}

#[test]
fn a_retry_budget_that_holds_no_retry() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[retry_budgets.orders]\ntokens = 5\n"),
        "`cost` is above `tokens`: no such retry could ever be paid
  --> ops.toml:2:1
  tokens = 5
  ^^^^^^
  in the settings of the retry budget `orders`:
    tokens = 5, cost = 10
                ^^^^^^^^^
  help: write `5` or less, or more `tokens`",
    );
}

#[test]
fn a_deadline_before_the_first_retry() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'shop.reads']\nbackoff = 'fixed(5s)'\ndeadline = '4s'\n"),
        "`deadline` is over before the first retry, which waits `5s`
  --> ops.toml:3:1
  deadline = '4s'
  ^^^^^^^^
  in the policy of `shop.reads`:
    backoff = fixed(5s), attempts = 4, timeout = 3s, deadline = 4s
                                                     ^^^^^^^^^^^^^
  help: write a longer `deadline`, or a shorter first delay",
    );
}
