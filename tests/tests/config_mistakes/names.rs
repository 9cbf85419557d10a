//! Names in a file that nothing in the program has.

use crate::common::{alone, file};
use crate::refused::assert_refused;
use crate::shop::open;

#[test]
fn an_unknown_site() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'config_mistakes::shop::oder']\nattempts = 3\n"),
        "unknown site `config_mistakes::shop::oder`
  --> ops.toml:1:8
  [sites.'config_mistakes::shop::oder']
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: did you mean `config_mistakes::shop::order`?",
    );
}

#[test]
fn a_site_like_no_other() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.x]\nattempts = 3\n"),
        "unknown site `x`
  --> ops.toml:1:8
  [sites.x]
         ^
  help: the program has 12 of them, as `config_mistakes::shop::blocking`, `config_mistakes::shop::keyed`, `config_mistakes::shop::of_a_tenant`, `config_mistakes::shop::once`, `config_mistakes::shop::order`, `config_mistakes::shop::ticker`, `config_mistakes::shop::timed`, `shop.a-b`",
    );
}

#[test]
fn an_unknown_policy() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[policies.read]\nattempts = 3\n"),
        "unknown policy `read`
  --> ops.toml:1:11
  [policies.read]
            ^^^^
  help: did you mean `reads`?",
    );
}

#[test]
fn an_unknown_breaker() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.dbs]\nopen = '3s'\n"),
        "unknown breaker `dbs`
  --> ops.toml:1:11
  [breakers.dbs]
            ^^^
  help: did you mean `db`?",
    );
}

#[test]
fn a_breaker_like_no_other() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.warehouse]\nopen = '3s'\n"),
        "unknown breaker `warehouse`
  --> ops.toml:1:11
  [breakers.warehouse]
            ^^^^^^^^^
  help: the program has `api` and `db`",
    );
}

#[test]
fn a_breaker_of_a_registry_of_its_own() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.tenant]\nopen = '3s'\n"),
        "unknown breaker `tenant`
  --> ops.toml:1:11
  [breakers.tenant]
            ^^^^^^
  help: the program has `api` and `db`",
    );
}

#[test]
fn an_unknown_table() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[tables.shopp]\nclient = 'fail'\n"),
        "unknown table `shopp`
  --> ops.toml:1:9
  [tables.shopp]
          ^^^^^
  help: did you mean `shop`?",
    );
}

#[test]
fn an_unknown_quota() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[quotas.lm]\nramp = '3s'\n"),
        "unknown quota `lm`
  --> ops.toml:1:9
  [quotas.lm]
          ^^
  help: did you mean `llm`?",
    );
}

#[test]
fn an_unknown_retry_budget() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[retry_budgets.order]\ntokens = 3\n"),
        "unknown retry budget `order`
  --> ops.toml:1:16
  [retry_budgets.order]
                 ^^^^^
  help: did you mean `orders`?",
    );
}

#[test]
fn an_unknown_name_in_a_policy() {
    let _alone = alone();
    open();
    assert_refused(
        &file(
            "[sites.turn]\nattempts = 3\nbreaker = \"dbb\"\n[policies.reads]\nquota = 'lllm'\ntable = 'shob'\nretry_budget = 'oders'\n",
        ),
        r#"unknown breaker `dbb`
  --> ops.toml:3:12
  breaker = "dbb"
             ^^^
  help: did you mean `db`?
unknown quota `lllm`
  --> ops.toml:5:10
  quota = 'lllm'
           ^^^^
  help: did you mean `llm`?
unknown table `shob`
  --> ops.toml:6:10
  table = 'shob'
           ^^^^
  help: did you mean `shop`?
unknown retry budget `oders`
  --> ops.toml:7:17
  retry_budget = 'oders'
                  ^^^^^
  help: did you mean `orders`?"#,
    );
}
