//! Mistakes in variables of the environment.

use crate::common::{alone, variables};
use crate::refused::assert_refused;
use crate::shop::open;

#[test]
fn an_unknown_section() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__BREAKER__DB__OPEN", "10s")]),
        "unknown section `BREAKER`
  --> RESILIENCE__BREAKER__DB__OPEN
  RESILIENCE__BREAKER__DB__OPEN
              ^^^^^^^
  help: did you mean `BREAKERS`?",
    );
}

#[test]
fn too_few_parts() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__BREAKERS__DB", "10s")]),
        "the variable names no breaker and no key
  --> RESILIENCE__BREAKERS__DB
  RESILIENCE__BREAKERS__DB
  ^^^^^^^^^^^^^^^^^^^^^^^^
  help: write it as in `RESILIENCE__BREAKERS__API__FAILURES`",
    );
}

#[test]
fn nothing_behind_the_prefix() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__", "10s")]),
        "the variable names no section
  --> RESILIENCE__
  RESILIENCE__
  ^^^^^^^^^^^^
  help: the sections are `POLICIES`, `BREAKERS`, `TABLES`, `QUOTAS`, `RETRY_BUDGETS` and `SITES`",
    );
}

#[test]
fn an_unknown_key() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__BREAKERS__DB__OPNE", "10s")]),
        "unknown setting `opne`
  --> RESILIENCE__BREAKERS__DB__OPNE
  RESILIENCE__BREAKERS__DB__OPNE
                            ^^^^
  help: did you mean `OPEN`?",
    );
}

#[test]
fn small_letters() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__breakers__db__open", "10s")]),
        "the name of the variable is not in capitals
  --> RESILIENCE__breakers__db__open
  RESILIENCE__breakers__db__open
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write `RESILIENCE__BREAKERS__DB__OPEN`",
    );
}

#[test]
fn a_policy_to_start_from() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TURN__POLICY", "reads")]),
        "`policy` cannot be overridden: it is fixed when the program is compiled
  --> RESILIENCE__SITES__TURN__POLICY
  RESILIENCE__SITES__TURN__POLICY
                           ^^^^^^
  help: override the keys of the site, or those of its policy",
    );
}

#[test]
fn on_without_a_class() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__ORDER__ON", "fail")]),
        "`ON` has no class
  --> RESILIENCE__SITES__ORDER__ON
  RESILIENCE__SITES__ORDER__ON
                            ^^
  help: write the class behind it, as in `…__ON__THROTTLED`",
    );
}

#[test]
fn an_unknown_site() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TRUN__ATTEMPTS", "3")]),
        "unknown site `TRUN`
  --> RESILIENCE__SITES__TRUN__ATTEMPTS
  RESILIENCE__SITES__TRUN__ATTEMPTS
                     ^^^^
  help: did you mean `TURN`?",
    );
}

#[test]
fn an_unknown_breaker() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__BREAKERS__DBS__OPEN", "10s")]),
        "unknown breaker `DBS`
  --> RESILIENCE__BREAKERS__DBS__OPEN
  RESILIENCE__BREAKERS__DBS__OPEN
                        ^^^
  help: did you mean `DB`?",
    );
}

#[test]
fn an_unknown_class() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TURN__ON__CLIEN", "fail")]),
        "unknown class `clien`
  --> RESILIENCE__SITES__TURN__ON__CLIEN
  RESILIENCE__SITES__TURN__ON__CLIEN
                               ^^^^^
  help: did you mean `CLIENT`?",
    );
}

#[test]
fn a_value_without_its_unit() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__BREAKERS__DB__OPEN", "10")]),
        "`10` has no unit
  --> RESILIENCE__BREAKERS__DB__OPEN
  10
  ^^
  help: write `10s` or `10ms`",
    );
}

#[test]
fn an_empty_value() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TURN__ATTEMPTS", "")]),
        "`attempts` has no value
  --> RESILIENCE__SITES__TURN__ATTEMPTS
  
  ^
  help: write it as in `attempts = 5`",
    );
}

#[test]
fn an_unknown_name_in_a_value() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TURN__BREAKER", "dbb")]),
        "unknown breaker `dbb`
  --> RESILIENCE__SITES__TURN__BREAKER
  dbb
  ^^^
  help: did you mean `db`?",
    );
}

#[test]
fn a_rule_that_there_is_not() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__TABLES__SHOP__CLIENT", "retyr")]),
        "unknown rule `retyr`
  --> RESILIENCE__TABLES__SHOP__CLIENT
  retyr
  ^^^^^
  help: did you mean `retry`?",
    );
}

#[test]
fn two_sites_that_fit() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__SHOP_A_B__ATTEMPTS", "3")]),
        "the variable fits more than one site: `shop.a-b` (attempts) and `shop.a_b` (attempts)
  --> RESILIENCE__SITES__SHOP_A_B__ATTEMPTS
  RESILIENCE__SITES__SHOP_A_B__ATTEMPTS
                     ^^^^^^^^
  help: write it in a file, where names are spelt in full",
    );
}

#[test]
fn a_class_or_a_site() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TURN__ON__TIMEOUT", "3s")]),
        "the variable fits more than one site: `turn` (on timeout) and `turn::on` (timeout)
  --> RESILIENCE__SITES__TURN__ON__TIMEOUT
  RESILIENCE__SITES__TURN__ON__TIMEOUT
                     ^^^^
  help: write it in a file, where names are spelt in full",
    );
}

#[test]
fn two_classes_that_fit() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ORDER__ON__CONFLICT", "fail")]),
        "the variable fits more than one class: `CONFLICT` and `conflict`
  --> RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ORDER__ON__CONFLICT
  RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ORDER__ON__CONFLICT
                                                       ^^^^^^^^
  help: write it in a file, where names are spelt in full",
    );
}

#[test]
fn together_with_the_policy() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ORDER__DEADLINE", "3s")]),
        r#"`timeout` is not shorter than `deadline`: it could never end an attempt
  --> RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ORDER__DEADLINE
  3s
  ^^
  in the policy of `config_mistakes::shop::order` (tests/tests/config_mistakes/shop.rs:37):
    attempts = 5, timeout = 5s, deadline = 3s, breaker("db", failure_rate = 0.5, calls = 50), quota = "llm", retry_budget("orders", tokens = 100, cost = 10), table = "shop", on("conflict" = fail, "CONFLICT" = retry)
                  ^^^^^^^^^^^^
  help: write less than `3s`, or leave one of the two out"#,
    );
}

#[test]
fn what_a_function_was_not_compiled_for() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ONCE__ATTEMPTS", "3")]),
        "the function was not compiled for another attempt: it was declared with `attempts = 1`
  --> RESILIENCE__SITES__CONFIG_MISTAKES__SHOP__ONCE__ATTEMPTS
  3
  ^
  at `config_mistakes::shop::once` (tests/tests/config_mistakes/shop.rs:11)
  help: declare it with 2 attempts or more; an override can then say 1",
    );
}

#[test]
fn several_at_once() {
    let _alone = alone();
    open();
    assert_refused(
        &variables(&[("RESILIENCE__SITES__TURN__JITTER", "2"), ("RESILIENCE__BREAKERS__DB__OPEN", "10")]),
        "`10` has no unit
  --> RESILIENCE__BREAKERS__DB__OPEN
  10
  ^^
  help: write `10s` or `10ms`
`jitter` is not between 0 and 1: a delay cannot vary by more than itself
  --> RESILIENCE__SITES__TURN__JITTER
  2
  ^
  help: did you mean `2%`?",
    );
}
