//! All findings at once, in order.
//!
//! Red when: `check` stops at the first kind that has any.

use resilin::check::FindingKind;

use super::common::{by_hand, site};

#[test]
fn all_kinds_are_reported_at_once_in_the_order_of_kinds_and_names() {
    site("all::b", 1, "breaker(\"all-b\", failures = 2), table = \"all-table\"");
    site("all::c", 2, "breaker(\"all-b\", failures = 3), attempts = 2, timeout = 9s, deadline = 10s");
    site(
        "all::a",
        3,
        "breaker(\"all-a\", failures = 3), quota = all-q, attempts = 2, timeout = 9s, deadline = 10s",
    );
    site("other::a", 4, "breaker(\"all-a\", failures = 2)");
    by_hand("other::a", "");
    let findings = resilin::check().expect_err("there is much to find");
    let own =
        findings.iter().filter(|finding| finding.message.contains("all") || finding.message.contains("other::a"));
    let told: Vec<(FindingKind, &str)> = own
        .map(|finding| (finding.kind, finding.message.split('`').nth(1).expect("a name")))
        .filter(|(_, name)| name.starts_with("all-") || name.starts_with("all:") || *name == "other::a")
        .collect();
    assert_eq!(
        told,
        [
            (FindingKind::SettingsDiffer, "all-a"),
            (FindingKind::SettingsDiffer, "all-b"),
            (FindingKind::UndefinedTable, "all-table"),
            (FindingKind::OnlyDefaults, "all-q"),
            (FindingKind::BeyondDeadline, "all::a"),
            (FindingKind::BeyondDeadline, "all::c"),
            (FindingKind::SameSiteName, "other::a"),
            (FindingKind::AcrossCrates, "all-a"),
        ]
    );
    let kinds: Vec<FindingKind> = findings.iter().map(|finding| finding.kind).collect();
    assert!(kinds.is_sorted(), "{kinds:?}");
}

#[test]
fn checking_makes_nothing() {
    site("makes::nothing", 1, "breaker = \"check-makes\", quota = check-makes, retry_budget = check-makes");
    resilin::check().expect_err("they have only the defaults");
    assert!(resilin::breakers().all(|breaker| breaker.name() != "check-makes"));
    assert!(resilin::quotas().all(|quota| quota.name() != "check-makes"));
    assert!(resilin::retry_budgets().all(|budget| budget.name() != "check-makes"));
}
