//! Policies whose deadline comes before the end of what the rest of them allows.
//!
//! Red when: `found` in `check/beyond_deadline.rs` asks for the worst case with the deadline still in it, or compares by `<`.

use resilin::Quota;
use resilin::check::FindingKind::BeyondDeadline;
use resilin_policy::Compiled;

use super::common::{ASYNC, compiled, found, site, told};

const FIXED: &str = "backoff = fixed(2s), jitter = none, on(throttled = retry)";

fn with(rest: &str) -> String {
    format!("{FIXED}, {rest}")
}

#[test]
fn attempts_and_waits() {
    site("beyond::total", 5, &with("attempts = 4, timeout = 10s, deadline = 30s"));
    let told = told(BeyondDeadline, "`beyond::total`");
    assert_eq!(
        told,
        "\
the attempts and waits of `beyond::total` can take 46s, beyond its deadline of 30s
  --> src/lib.rs:5, `beyond::total`
  help: write fewer `attempts`, a shorter `backoff` or `timeout`, or `deadline = 46s`"
    );
}

#[test]
fn waits_alone_where_attempts_have_no_timeout() {
    site("beyond::waits", 5, &with("attempts = 4, deadline = 5s"));
    let told = told(BeyondDeadline, "`beyond::waits`");
    assert_eq!(
        told,
        "\
the waits alone of `beyond::waits` can take 6s, beyond its deadline of 5s
  --> src/lib.rs:5, `beyond::waits`
  help: write fewer `attempts`, a shorter `backoff` or `timeout`, or `deadline = 6s`"
    );
}

#[test]
fn what_fits_is_no_finding() {
    site("fits::total", 5, &with("attempts = 4, timeout = 10s, deadline = 46s"));
    site("fits::waits", 5, &with("attempts = 4, deadline = 6s"));
    site("fits::endless", 5, &with("attempts = unlimited, deadline = 6s"));
    site("fits::without", 5, &with("attempts = 100, timeout = 10s"));
    assert_eq!(found(BeyondDeadline, "`fits::"), []);
}

#[test]
fn what_the_names_stand_for_counts() {
    site("beyond::quota", 5, &with("attempts = 2, timeout = 1s, deadline = 10s, quota = beyond-quota"));
    assert_eq!(found(BeyondDeadline, "`beyond::quota`"), []);
    Quota::define("beyond-quota", "wait_up_to = 5s").unwrap();
    assert_eq!(found(BeyondDeadline, "`beyond::quota`").len(), 1);
    site("beyond::table", 5, &with("attempts = 2, timeout = 1s, deadline = 10s, table = \"beyond-table\""));
    assert_eq!(found(BeyondDeadline, "`beyond::table`"), []);
    resilin::define_table("beyond-table", "server = retry(fixed(9s), attempts = 2)").unwrap();
    assert_eq!(found(BeyondDeadline, "`beyond::table`").len(), 1);
}

#[test]
fn a_registry_of_its_own_changes_nothing_about_the_policy() {
    compiled("beyond::scoped", 5, &with("attempts = 4, deadline = 5s"), ASYNC.and(Compiled::SCOPED));
    assert_eq!(found(BeyondDeadline, "`beyond::scoped`").len(), 1);
}
