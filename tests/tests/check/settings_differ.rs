//! One name with two settings: two sites, or a site and code.
//!
//! Red when: `found` in `check/settings_differ.rs` compares the first two sites alone, or takes what a site without settings
//! says for settings.

use resilin::check::FindingKind::SettingsDiffer;
use resilin::{Breaker, Error, Quota, RetryBudget, resilient};
use resilin_policy::Compiled;

use super::common::{ASYNC, by_hand, compiled, found, site, told};

#[test]
fn two_sites() {
    site("differ::one", 3, "breaker(\"differ-two\", failures = 3)");
    site("differ::two", 9, "breaker(\"differ-two\", failures = 3)");
    site("differ::three", 20, "breaker(\"differ-two\", failures = 5, open = 30s)");
    site("differ::four", 30, "breaker = \"differ-two\"");
    let told = told(SettingsDiffer, "`differ-two`");
    assert_eq!(
        told,
        "\
the breaker `differ-two` is given different settings
  --> src/lib.rs:3, `differ::one`: `failures = 3`
  --> src/lib.rs:20, `differ::three`: `failures = 5, open = 30s`
  --> src/lib.rs:9, `differ::two`: `failures = 3`
  help: write its settings in one place, or give one of the breakers another name"
    );
}

#[test]
fn a_site_and_code() {
    Quota::define("differ-code", "ramp = 5s").unwrap();
    site("differ::maps", 3, "quota(differ-code, ramp = 7s, wait_up_to = 3s)");
    let told = told(SettingsDiffer, "`differ-code`");
    assert_eq!(
        told,
        "\
the quota `differ-code` is given different settings; code gives it `ramp = 5s`
  --> src/lib.rs:3, `differ::maps`: `ramp = 7s`
  help: write its settings in one place, or give one of the quotas another name"
    );
}

#[test]
fn three_of_a_kind() {
    RetryBudget::define("differ-budget", "ratio = 1%").unwrap();
    by_hand("differ by hand", "retry_budget(differ-budget, ratio = 10%)");
    site("differ::budget", 3, "retry_budget(differ-budget, tokens = 500)");
    let told = told(SettingsDiffer, "`differ-budget`");
    assert_eq!(
        told,
        "\
the retry budget `differ-budget` is given different settings; code gives it `ratio = 0.01`
  --> made by hand, `differ by hand`: `ratio = 0.1`
  --> src/lib.rs:3, `differ::budget`: `tokens = 500`
  help: write its settings in one place, or give one of the retry budgets another name"
    );
}

/// Nobody calls it.
#[resilient(breaker("differ-keyed/{host}", failures = 2))]
async fn keyed(host: &str) -> Result<(), Error<std::io::Error>> {
    let _ = host;
    Ok(())
}

#[test]
fn keys_have_the_settings_of_their_name() {
    let _ = keyed;
    assert_eq!(found(SettingsDiffer, "`differ-keyed`"), []);
    site("differ::parent", 3, "breaker(\"differ-keyed\", failures = 3)");
    assert_eq!(found(SettingsDiffer, "`differ-keyed`").len(), 1);
}

#[test]
fn what_agrees_is_no_finding() {
    Breaker::define("agree", "failures = 3").unwrap();
    site("agree::one", 1, "breaker(\"agree\", failures = 3)");
    site("agree::two", 2, "breaker(\"agree\", failures = 3)");
    site("agree::three", 3, "breaker = \"agree\"");
    assert_eq!(found(SettingsDiffer, "`agree`"), []);
}

#[test]
fn what_a_call_has_chosen_is_the_site_s_and_not_code_s() {
    let first = site("chosen::one", 1, "breaker(\"differ-chosen\", failures = 3)");
    first.call_blocking(|| std::io::Result::Ok(())).unwrap();
    assert_eq!(found(SettingsDiffer, "`differ-chosen`"), []);
    site("chosen::two", 2, "breaker(\"differ-chosen\", failures = 4)");
    let findings = found(SettingsDiffer, "`differ-chosen`");
    assert_eq!(findings.len(), 1);
    assert!(!findings[0].message.contains("code"), "{}", findings[0]);
}

#[test]
fn how_long_a_site_waits_for_a_quota_is_its_own_affair() {
    site("waits::one", 1, "quota(differ-waits, wait_up_to = 1s)");
    site("waits::two", 2, "quota(differ-waits, wait_up_to = 2s)");
    site("waits::three", 3, "quota(differ-waits, ramp = 1s, wait_up_to = 3s)");
    assert_eq!(found(SettingsDiffer, "`differ-waits`"), []);
}

#[test]
fn one_name_of_two_kinds_is_two_things() {
    site("kinds::one", 1, "quota(differ-kinds, ramp = 1s)");
    site("kinds::two", 2, "retry_budget(differ-kinds, ratio = 1%)");
    assert_eq!(found(SettingsDiffer, "`differ-kinds`"), []);
}

#[test]
fn a_registry_of_its_own_is_its_own_affair() {
    let scoped = ASYNC.and(Compiled::SCOPED);
    compiled("scoped::one", 1, "breaker(\"differ-scoped\", failures = 3)", scoped);
    compiled("scoped::two", 2, "breaker(\"differ-scoped\", failures = 4)", scoped);
    site("scoped::three", 3, "breaker(\"differ-scoped\", failures = 5)");
    assert_eq!(found(SettingsDiffer, "`differ-scoped`"), []);
}
