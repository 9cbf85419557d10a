//! Mistakes in a file, each with its line and column.

use crate::common::{alone, file};
use crate::refused::assert_refused;
use crate::shop::open;

#[test]
fn no_toml() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'turn'\nattempts = 2\n"),
        r#"unclosed table, expected `]`
  --> ops.toml:1:14
  [sites.'turn'
               ^
  help: a header is written as in `[policies.reads]` or `[sites."shop::client::ticker"]`"#,
    );
}

#[test]
fn a_value_without_a_key() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\n= 3\n"),
        "unquoted keys cannot be empty, expected letters, numbers, `-`, `_`
  --> ops.toml:2:1
  = 3
  ^",
    );
}

#[test]
fn an_unknown_section() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breaker.db]\nopen = '10s'\n"),
        "unknown section `breaker`
  --> ops.toml:1:2
  [breaker.db]
   ^^^^^^^
  help: did you mean `breakers`?",
    );
}

#[test]
fn a_section_that_is_no_table() {
    let _alone = alone();
    open();
    assert_refused(
        &file("breakers = 3\n"),
        "`breakers` is a section, found a number
  --> ops.toml:1:12
  breakers = 3
             ^
  help: write its entries as in `[breakers.api]`",
    );
}

#[test]
fn an_entry_that_is_no_table() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers]\ndb = '10s'\n"),
        "a breaker is a table of keys, found a string
  --> ops.toml:2:6
  db = '10s'
       ^^^^^
  help: write its keys under `[breakers.db]`",
    );
}

#[test]
fn an_unknown_key() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\natempts = 3\n"),
        "unknown key `atempts`
  --> ops.toml:2:1
  atempts = 3
  ^^^^^^^
  help: did you mean `attempts`?",
    );
}

#[test]
fn an_unknown_setting() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.db]\nopne = '3s'\n"),
        "unknown setting `opne`
  --> ops.toml:2:1
  opne = '3s'
  ^^^^
  help: did you mean `open`?",
    );
}

#[test]
fn an_unknown_class() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[tables.shop]\nthrotled = 'fail'\n"),
        r#"unknown class `throtled`
  --> ops.toml:2:1
  throtled = 'fail'
  ^^^^^^^^
  help: did you mean `throttled`? write a class of your own in quotes, as in `"throtled"`"#,
    );
}

#[test]
fn a_key_twice() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\nattempts = 3\nattempts = 4\n"),
        "`attempts` is written twice
  --> ops.toml:3:1
  attempts = 4
  ^^^^^^^^
  help: keep one of the two",
    );
}

#[test]
fn a_value_without_its_unit() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\ndeadline = '30'\n"),
        "`30` has no unit
  --> ops.toml:2:13
  deadline = '30'
              ^^
  help: write `30s` or `30ms`",
    );
}

#[test]
fn a_value_of_another_kind() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\nattempts = [3]\n"),
        "expected a number, found an array
  --> ops.toml:2:12
  attempts = [3]
             ^^^
  help: write it as in `attempts = 5`",
    );
}

#[test]
fn a_date() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\ndeadline = 2026-11-22\n"),
        r#"expected a string, found a date or a time
  --> ops.toml:2:12
  deadline = 2026-11-22
             ^^^^^^^^^^
  help: write it as in `deadline = "30s"`"#,
    );
}

#[test]
fn a_value_that_makes_no_sense() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.db]\nfailure_rate = '150%'\n"),
        r#"`failure_rate` is above 1: it could never be reached
  --> ops.toml:2:17
  failure_rate = '150%'
                  ^^^^
  help: write a share above 0%, as in `failure_rate = "50%"`, and up to 100%"#,
    );
}

#[test]
fn a_rule_that_there_is_not() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn.on]\nclient = 'retyr'\n"),
        "unknown rule `retyr`
  --> ops.toml:2:11
  client = 'retyr'
            ^^^^^
  help: did you mean `retry`?",
    );
}

#[test]
fn a_mistake_inside_of_an_entry() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\ntimeout = '5s'\ndeadline = '3s'\n"),
        "`timeout` is not shorter than `deadline`: it could never end an attempt
  --> ops.toml:2:1
  timeout = '5s'
  ^^^^^^^^^^^^^^
  help: write less than `3s`, or leave one of the two out",
    );
}

#[test]
fn a_policy_to_start_from() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.turn]\npolicy = 'reads'\n"),
        "`policy` cannot be overridden: it is fixed when the program is compiled
  --> ops.toml:2:1
  policy = 'reads'
  ^^^^^^
  help: override the keys of the site, or those of its policy",
    );
}

#[test]
fn a_policy_that_starts_from_another() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[policies.reads]\npolicy = 'reads'\n"),
        "a named policy cannot start from another one
  --> ops.toml:2:1
  policy = 'reads'
  ^^^^^^
  help: write the keys of both here",
    );
}

#[test]
fn a_name_with_placeholders() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[sites.'shop.reads']\nbreaker = 'api/{host}'\n"),
        r#"placeholders are filled from a function's arguments: they belong in the `#[resilient]` attribute
  --> ops.toml:2:16
  breaker = 'api/{host}'
                 ^^^^^^
  help: write a name without them, as in `breaker = "api"`"#,
    );
}

#[test]
fn a_key_of_a_breaker() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[breakers.'api/eu']\nopen = '3s'\n"),
        "`api/eu` is one key of `api`: all of them have the settings of `api`
  --> ops.toml:1:12
  [breakers.'api/eu']
             ^^^^^^
  help: write `[breakers.api]`; `Breaker::define` gives one key settings of its own",
    );
}

#[test]
fn the_standard_table() {
    let _alone = alone();
    open();
    assert_refused(
        &file("[tables.standard]\nclient = 'retry'\n"),
        "`standard` is built in: it cannot be defined
  --> ops.toml:1:9
  [tables.standard]
          ^^^^^^^^
  help: choose another name, as in `http`",
    );
}

#[test]
fn nothing_follows_from_what_cannot_be_read() {
    let _alone = alone();
    open();
    assert_refused(
        &file(
            "[sites.turn]\nattempts = 'unlimited'\ndeadline = '30'\n[breakers.db]\nmin_calls = 100\nopen = '3'\n",
        ),
        "`30` has no unit
  --> ops.toml:3:13
  deadline = '30'
              ^^
  help: write `30s` or `30ms`
`3` has no unit
  --> ops.toml:6:9
  open = '3'
          ^
  help: write `3s` or `3ms`",
    );
}

#[test]
fn several_at_once() {
    let _alone = alone();
    open();
    assert_refused(
        &file(
            "# ä\n[sites.turn]\nattempts = 0\n\n[breakers.dbs]\nopen = '3'\n[tables.shop]\nclient = 'fail(counts = maybe)'\n",
        ),
        "`attempts` is 0: nothing would run
  --> ops.toml:3:12
  attempts = 0
             ^
  help: write 1 for a single run without retries
unknown breaker `dbs`
  --> ops.toml:5:11
  [breakers.dbs]
            ^^^
  help: did you mean `db`?
`3` has no unit
  --> ops.toml:6:9
  open = '3'
          ^
  help: write `3s` or `3ms`
expected `true` or `false`, found `maybe`
  --> ops.toml:8:25
  client = 'fail(counts = maybe)'
                          ^^^^^
  help: write `false` where the class says nothing about the server's health, `true` where it does",
    );
}
