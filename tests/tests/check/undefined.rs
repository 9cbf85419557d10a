//! Names that nobody has defined, and which one was probably meant.
//!
//! Red when: `is_defined` in check/names.rs looks at the registry alone, or did-you-mean takes a name of another kind.

use resilin::check::FindingKind::{OnlyDefaults, UndefinedTable};
use resilin::{Breaker, Quota};
use resilin_policy::Compiled;

use super::common::{ASYNC, compiled, found, site, told};

#[test]
fn a_table_without_rules() {
    site("tables::one", 5, "table = \"undefined-table\"");
    site("tables::two", 7, "table = \"undefined-table\"");
    let told = told(UndefinedTable, "`undefined-table`");
    assert_eq!(
        told,
        "\
the table `undefined-table` has no rules: the standard table serves
  --> src/lib.rs:5, `tables::one`
  --> src/lib.rs:7, `tables::two`
  help: define it in `resilience.toml` under `[tables.undefined-table]`, or by `resilin::define_table`"
    );
    resilin::define_table("undefined-table", "client = retry").unwrap();
    assert_eq!(found(UndefinedTable, "`undefined-table`"), []);
}

#[test]
fn a_table_that_was_misspelled() {
    resilin::define_table("warehouse-http", "client = retry").unwrap();
    site("tables::good", 5, "table = \"warehouse-http\"");
    site("tables::bad", 7, "table = \"warehouse-htpp\"");
    site("tables::breaker", 9, "breaker = \"warehouse-htp\"");
    let told = told(UndefinedTable, "warehouse");
    assert_eq!(
        told,
        "\
the table `warehouse-htpp` has no rules: the standard table serves
  --> src/lib.rs:7, `tables::bad`
  help: did you mean `warehouse-http`?"
    );
    let breaker = found(OnlyDefaults, "`warehouse-htp`");
    assert!(!breaker[0].help.contains("did you mean"), "there is no such breaker: {}", breaker[0]);
}

#[test]
fn gates_with_nothing_but_defaults() {
    let text = "breaker = \"defaults-b\", quota(defaults-q, wait_up_to = 1s), retry_budget = defaults-r";
    site("defaults::all", 5, text);
    let told = told(OnlyDefaults, "`defaults-");
    assert_eq!(
        told,
        "\
the breaker `defaults-b` has only the defaults
  --> src/lib.rs:5, `defaults::all`
  help: define it in `resilience.toml` under `[breakers.defaults-b]`, or by `Breaker::define`
the quota `defaults-q` has only the defaults
  --> src/lib.rs:5, `defaults::all`
  help: define it in `resilience.toml` under `[quotas.defaults-q]`, or by `Quota::define`
the retry budget `defaults-r` has only the defaults
  --> src/lib.rs:5, `defaults::all`
  help: define it in `resilience.toml` under `[retry_budgets.defaults-r]`, or by `RetryBudget::define`"
    );
    Breaker::define("defaults-b", "").unwrap();
    Quota::define("defaults-q", "ramp = 1s").unwrap();
    site("defaults::other", 6, "retry_budget(defaults-r, ratio = 5%)");
    assert_eq!(found(OnlyDefaults, "`defaults-"), [], "they are defined: by code, and by another site");
}

#[test]
fn the_standard_table_is_there() {
    site("standard::one", 5, "table = standard");
    assert_eq!(found(UndefinedTable, "`standard`"), []);
}

#[test]
fn a_registry_of_its_own_is_its_own_affair() {
    let scoped = ASYNC.and(Compiled::SCOPED);
    compiled("scoped::names", 1, "breaker = \"undefined-scoped\", table = \"undefined-scoped\"", scoped);
    assert_eq!(found(OnlyDefaults, "undefined-scoped"), []);
    assert_eq!(found(UndefinedTable, "undefined-scoped"), []);
    compiled("scoped::definition", 2, "breaker(\"undefined-elsewhere\", failures = 2)", scoped);
    site("scoped::other", 3, "breaker = \"undefined-elsewhere\"");
    assert_eq!(found(OnlyDefaults, "undefined-elsewhere").len(), 1, "it defines no name of the process");
}
