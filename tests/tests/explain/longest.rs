//! The worst case, and why there is none where there is none.
//!
//! Red when: `of` in `explain/worst_case.rs` asks `worst_case_in` for the policy as it is written, without what its table and its
//! quota stand for.

use std::time::Duration;

use resilin::Quota;
use resilin::explain::WorstCase;
use resilin_policy::Compiled;

use super::common::{ASYNC, attribute, explain};

fn seconds(worst: &WorstCase) -> (Option<f64>, Option<f64>, Option<&str>) {
    let seconds = |time: Option<Duration>| time.map(|time| time.as_secs_f64());
    (seconds(worst.waiting), seconds(worst.total), worst.unbounded.as_deref())
}

fn longest(text: &str) -> WorstCase {
    explain(text).worst_case
}

const FIXED: &str = "backoff = fixed(2s), jitter = none, attempts = 3, on(throttled = retry)";

#[test]
fn it_counts_waits_and_attempts() {
    assert_eq!(seconds(&longest(&format!("{FIXED}, timeout = 5s"))), (Some(4.0), Some(19.0), None));
    assert_eq!(seconds(&longest(&format!("{FIXED}, deadline = 10s"))), (Some(4.0), Some(10.0), None));
    assert_eq!(seconds(&longest(&format!("{FIXED}, deadline = 3s"))), (Some(3.0), Some(3.0), None));
}

#[test]
fn where_nothing_bounds_it_it_says_why() {
    let attempts = "neither a `timeout` nor a `deadline` bounds an attempt";
    assert_eq!(seconds(&longest(FIXED)), (Some(4.0), None, Some(attempts)));
    let unlimited = "attempts = unlimited, breaker = \"unlimited\"";
    let endless = "`attempts = unlimited` without a `deadline` has no end";
    assert_eq!(seconds(&longest(unlimited)), (None, None, Some(endless)));
    let blocking = attribute("blocking", &format!("{FIXED}, deadline = 9s"), Compiled::LOOP).explain();
    assert_eq!(seconds(&blocking.worst_case), (Some(4.0), None, Some("a blocking body cannot be cut short")));
    let leased = attribute("leased", &format!("{FIXED}, timeout = 5s"), ASYNC.and(Compiled::LEASED)).explain();
    let lease = "only a `deadline` bounds the wait for credentials";
    assert_eq!(seconds(&leased.worst_case), (Some(4.0), None, Some(lease)));
}

#[test]
fn it_knows_what_the_names_stand_for() {
    resilin::define_table("longest", "server = retry(fixed(100s), attempts = 2)").unwrap();
    let text = format!("{FIXED}, timeout = 5s, table = \"longest\"");
    assert_eq!(seconds(&longest(&text)), (Some(104.0), Some(124.0), None));
    Quota::define("longest", "wait_up_to = 10s").unwrap();
    let text = format!("{FIXED}, timeout = 5s, quota = \"longest\"");
    assert_eq!(seconds(&longest(&text)), (Some(34.0), Some(49.0), None));
}

#[test]
fn what_a_server_may_ask_for_is_said_in_words() {
    let hints = |text: &str| explain(text).hints;
    assert_eq!(hints("").as_deref(), Some("up to 5m each time"));
    assert_eq!(hints("on(throttled = retry)").as_deref(), Some("up to 100s each time"));
    assert_eq!(hints("max_wait = 7s").as_deref(), Some("up to 7s each time"));
    assert_eq!(hints("max_wait = 7s, deadline = 9s").as_deref(), Some("up to 7s each time, within the deadline"));
    assert_eq!(hints("deadline = 9s").as_deref(), Some("it if the deadline leaves the time for it"));
    assert_eq!(hints("max_wait = 0s").as_deref(), Some("no retry"));
    assert_eq!(hints("attempts = 1"), None);
}
