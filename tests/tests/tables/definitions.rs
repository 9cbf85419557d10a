//! Defining tables, and what is said of definitions that are wrong.

use resilin::{Class, PolicyError, Table, define_table, table};

use super::common::{always, define, site, waits};

#[test]
fn a_table_is_what_was_defined_last() {
    assert_eq!(table("definitions-last"), None);
    define("definitions-last", "server=retry( fixed(1s),attempts=4 )");
    let found = table("definitions-last").expect("it is defined");
    assert_eq!(found.to_string(), "server = retry(fixed(1s), attempts = 4)");
    assert_eq!(found.to_string().parse(), Ok(found));
    define("definitions-last", "client = retry");
    let found = table("definitions-last").expect("it still is");
    assert!(found.get(Class::SERVER).is_none() && found.get(Class::CLIENT).is_some(), "nothing is merged");
}

#[test]
fn an_empty_table_is_a_table() {
    define("definitions-empty", "");
    assert_eq!(table("definitions-empty"), Some(Table::EMPTY));
}

#[test]
fn the_standard_one_is_not_among_them() {
    assert_eq!(table("standard"), None);
    assert!(define_table("standard", "server = fail").is_err());
    assert_eq!(table("standard"), None);
}

#[tokio::test(start_paused = true)]
async fn naming_is_not_defining() {
    let site = site(r#"jitter = none, table = "definitions-named""#);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [200, 400]);
    assert_eq!(table("definitions-named"), None);
}

fn told(error: &PolicyError) -> Vec<String> {
    error.to_string().lines().map(str::to_owned).collect()
}

// Red when: `define_table` of runtime/src/table.rs takes what could be read of the rules.
#[tokio::test(start_paused = true)]
async fn a_wrong_one_changes_nothing_and_says_why() {
    define("definitions-wrong", "server = retry(fixed(1s))");
    let site = site(r#"jitter = none, attempts = 2, table = "definitions-wrong""#);
    let before = table("definitions-wrong");
    let wrong = define_table("definitions-wrong", "server = fail, throtled = retry(attempts = 0)").unwrap_err();
    assert_eq!(
        told(&wrong),
        [
            "unknown class `throtled`",
            "  server = fail, throtled = retry(attempts = 0)",
            "                 ^^^^^^^^",
            "  help: did you mean `throttled`? write a class of your own in quotes, as in `\"throtled\"`",
        ]
    );
    assert_eq!(table("definitions-wrong"), before);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000]);
}

#[test]
fn a_wrong_first_one_defines_nothing() {
    assert!(define_table("definitions-never", "server = retry(").is_err());
    assert_eq!(table("definitions-never"), None);
}

#[test]
fn every_mistake_is_told() {
    let wrong = define_table("definitions-many", "server = retr, client = fail, client = retry(attempts = 1)");
    assert_eq!(
        told(&wrong.unwrap_err()),
        [
            "unknown rule `retr`",
            "  server = retr, client = fail, client = retry(attempts = 1)",
            "           ^^^^",
            "  help: did you mean `retry`?",
            "`client` is written twice",
            "  server = retr, client = fail, client = retry(attempts = 1)",
            "                                ^^^^^^",
            "  help: keep one of the two",
            "`attempts` is 1: nothing would be retried",
            "  server = retr, client = fail, client = retry(attempts = 1)",
            "                                                          ^",
            "  help: write `fail`, or allow 2 attempts or more",
        ]
    );
}

// Red when: `define_table` of runtime/src/table.rs does not ask `check_table_name`.
#[test]
fn names_are_judged_as_where_they_are_used() {
    for (name, message, caret) in [
        ("", "the table's name is empty", "^"),
        ("standard", "`standard` is built in: it cannot be defined", "^^^^^^^^"),
        ("none", "`none` is no name for a table", "^^^^"),
        ("a table", "a table's name cannot hold a blank", " ^"),
        ("http/{host}", "a table's name takes no placeholders", "     ^"),
    ] {
        let wrong = told(&define_table(name, "server = fail").unwrap_err());
        assert_eq!((wrong[0].as_str(), wrong[2].as_str()), (message, format!("  {caret}").as_str()), "{name:?}");
        assert!(wrong[3].starts_with("  help: "), "{wrong:?}");
        assert_eq!(table(name), None);
    }
}
