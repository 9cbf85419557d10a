//! Tables under overrides.

use resilin::{Class, config, define_table, table};
use resilin_policy::Layers;

use crate::common::{alone, applied, file, layered, part};
use crate::observed::{attempts, call, policy_of, site};

fn rules(name: &str) -> Option<String> {
    table(name).map(|table| table.to_string())
}

#[test]
fn a_table_gets_other_rules_for_some_classes() {
    let _alone = alone();
    define_table("partly", "server = fail, client = retry").unwrap();
    let site = site("partly", "attempts = 3, backoff = fixed(0s), table = partly");
    assert_eq!(attempts(site), 1);
    let changes = applied(&file("[tables.partly]\nserver = 'retry(attempts = 7)'\n"));
    assert_eq!(changes.to_string(), "table partly: server fail -> retry(attempts = 7) (ops.toml:2)");
    assert_eq!(rules("partly").as_deref(), Some("server = retry(attempts = 7), client = retry"));
    assert_eq!((attempts(site), call(site, &[Class::CLIENT]).0), (7, 3));
    assert_eq!(policy_of(site), "backoff = fixed(0s), attempts = 3, table = \"partly\"");
    let _ = config::clear();
    assert_eq!((rules("partly").as_deref(), attempts(site)), (Some("server = fail, client = retry"), 1));
    assert!(std::ptr::eq(site.current(), site));
}

#[test]
fn a_definition_after_the_override_changes_what_is_behind_it() {
    let _alone = alone();
    let site = site("behind", "attempts = 3, backoff = fixed(0s), table = behind");
    let _ = applied(&file("[tables.behind]\nserver = 'fail'\n"));
    assert_eq!((attempts(site), call(site, &[Class::NETWORK]).0), (1, 3), "nobody has defined it yet");
    define_table("behind", "server = retry, network = fail").unwrap();
    assert_eq!((attempts(site), call(site, &[Class::NETWORK]).0), (1, 1));
    define_table("behind", "server = retry").unwrap();
    assert_eq!((attempts(site), call(site, &[Class::NETWORK]).0), (1, 3));
    let _ = config::clear();
    assert_eq!((attempts(site), rules("behind").as_deref()), (3, Some("server = retry")));
}

#[test]
fn the_rules_of_resilience_toml_are_behind_those_that_code_defines() {
    let _alone = alone();
    let table = Some("server = fail, client = retry".parse().unwrap());
    let own = part("attempts = 3, backoff = fixed(0s), table = compiled");
    let site = layered("of a file", Layers { table, ..Layers::of(own) });
    let _ = applied(&file("[tables.compiled]\nnetwork = 'fail'\n"));
    let observed = || [Class::SERVER, Class::CLIENT, Class::NETWORK].map(|class| call(site, &[class]).0);
    assert_eq!(observed(), [1, 3, 1]);
    define_table("compiled", "server = retry").unwrap();
    assert_eq!(observed(), [3, 3, 1]);
    let _ = config::clear();
    assert_eq!(observed(), [3, 3, 3]);
    assert_eq!(rules("compiled").as_deref(), Some("server = retry, client = retry"));
}

#[test]
fn a_site_can_go_by_another_table() {
    let _alone = alone();
    define_table("stern", "server = fail").unwrap();
    let site = site("to another table", "attempts = 3, backoff = fixed(0s), table = mild");
    let _ = applied(&file("[sites.'to another table']\ntable = 'stern'\n"));
    assert_eq!(attempts(site), 1);
    let _ = applied(&file("[sites.'to another table']\ntable = 'stern'\n[tables.stern]\nserver = 'retry'\n"));
    assert_eq!(attempts(site), 3);
    let _ = applied(&file("[sites.'to another table']\ntable = 'standard'\n"));
    assert_eq!(attempts(site), 3);
}

#[test]
fn going_to_and_fro_uses_what_is_there() {
    let _alone = alone();
    let site = site("table to and fro", "table = fro");
    let mut seen = std::collections::HashSet::new();
    for _ in 0..20 {
        for rule in ["fail", "retry"] {
            let _ = applied(&file(&format!("[tables.fro]\nserver = '{rule}'\n")));
            seen.insert(std::ptr::from_ref(site.current()).addr());
        }
    }
    assert_eq!(seen.len(), 2);
}
