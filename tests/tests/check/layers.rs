//! Two crates with two files: what `resilience.toml` gave to one name.
//!
//! Red when: `of` in check/names.rs leaves out the rules that a table was compiled with.

use resilin::Site;
use resilin::check::FindingKind::{SettingsDiffer, UndefinedTable};
use resilin_policy::{LayerTexts, Policy, Target};

use super::common::{ASYNC, found, list, told};

fn compiled(name: &'static str, own: &str, breaker: &str, table: &str) {
    let (own, breaker, table) = (own.to_owned().leak(), breaker.to_owned().leak(), table.to_owned().leak());
    let texts: &LayerTexts =
        Box::leak(Box::new(LayerTexts { own, breaker, table: Some(table), ..LayerTexts::NONE }));
    let merged = Policy::from_checked(texts.layers().settings(Target::AsyncFn));
    list(Site::declared(name, merged, ASYNC, (name, "src/lib.rs", 1)).written(texts));
}

#[test]
fn tables_and_breakers_of_two_files() {
    let own = "table = \"two-files\", breaker = \"two-files\"";
    compiled("store::get", own, "failures = 3", "client = retry");
    assert_eq!(found(SettingsDiffer, "`two-files`"), []);
    assert_eq!(found(UndefinedTable, "`two-files`"), []);
    compiled("bank::pay", own, "failures = 4", "client = fail(counts = true)");
    let told = told(SettingsDiffer, "`two-files`");
    assert_eq!(
        told,
        "\
the breaker `two-files` is given different settings
  --> src/lib.rs:1, `bank::pay`: `failures = 4`
  --> src/lib.rs:1, `store::get`: `failures = 3`
  help: write its settings in one place, or give one of the breakers another name
the table `two-files` is given different rules
  --> src/lib.rs:1, `bank::pay`: `client = fail(counts = true)`
  --> src/lib.rs:1, `store::get`: `client = retry`
  help: give one of the tables another name, or both the same rules"
    );
}

#[test]
fn rules_that_code_defines_come_before_those_of_a_file() {
    compiled("store::put", "table = \"code-first\"", "", "client = retry");
    resilin::define_table("code-first", "client = fail(counts = true)").unwrap();
    assert_eq!(found(SettingsDiffer, "`code-first`"), []);
}
