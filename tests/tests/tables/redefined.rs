//! Tables that are defined late, or anew while calls are under way.

use std::time::Duration;

use resilin::Class;
use tokio::time::sleep;

use super::common::{Body, always, define, site, sleeps, waits};

#[tokio::test(start_paused = true)]
async fn defined_after_the_first_calls_it_holds_from_then_on() {
    let site = site(r#"jitter = none, attempts = 2, table = "late""#);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [200], "as standard");
    define("late", "server = retry(fixed(1s), attempts = 4)");
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000; 3]);
    define("late", "");
    assert_eq!(waits(site, &always(Class::SERVER)).await, [200], "empty is as standard");
}

/// A call whose table gets these rules so many milliseconds after its start, and the waits between its runs.
async fn redefined(table: &str, first: &str, then: &[(u64, &str)]) -> Vec<u128> {
    define(table, first);
    let site = site(&format!(r#"backoff = fixed(7s), jitter = none, attempts = 3, table = "{table}""#));
    let faults = always(Class::SERVER);
    let body = Body::new(&faults);
    let calling = site.call(|| async { body.run() });
    let defining = async {
        for (at, rules) in then {
            sleep(Duration::from_millis(*at).saturating_sub(body.age())).await;
            define(table, rules);
        }
    };
    let (outcome, ()) = tokio::join!(calling, defining);
    assert_eq!(outcome, body.outcome());
    body.waits()
}

// Red when: `table` of runtime/src/site.rs keeps the rules instead of the name.
#[tokio::test(start_paused = true)]
async fn the_next_failure_goes_by_the_new_rules_and_the_wait_under_way_is_not_changed() {
    let waits = redefined("anew", "server = retry(fixed(1s))", &[(500, "server = retry(fixed(2s))")]).await;
    assert_eq!(waits, [1_000, 2_000]);
    let waits = redefined("anew-fail", "server = retry(fixed(1s))", &[(500, "server = fail")]).await;
    assert_eq!(waits, [1_000]);
    let waits = redefined("anew-none", "server = retry(fixed(1s))", &[(500, "")]).await;
    assert_eq!(waits, [1_000, 7_000]);
}

#[tokio::test(start_paused = true)]
async fn what_was_used_of_a_count_stays_used() {
    let apart = "server = retry(fixed(1s), attempts = 4)";
    let fewer = "server = retry(fixed(1s), attempts = 2)";
    assert_eq!(redefined("used-fewer", apart, &[(500, fewer)]).await, [1_000], "both are used");
    let more = "server = retry(fixed(1s), attempts = 6)";
    assert_eq!(redefined("used-more", apart, &[(500, more)]).await, [1_000; 5]);
    let site = "server = retry(fixed(2s))";
    assert_eq!(
        redefined("used-site", apart, &[(500, site)]).await,
        [1_000, 2_000, 2_000],
        "none of the site's was used"
    );
    assert_eq!(redefined("used-apart", site, &[(500, fewer)]).await, [2_000, 1_000], "its own count begins now");
}

#[tokio::test(start_paused = true)]
async fn again_and_again() {
    let rules = [(500, "server = retry(fixed(2s))"), (1_500, "client = fail"), (3_500, "server = fail")];
    assert_eq!(redefined("again", "server = retry(fixed(1s), attempts = 9)", &rules).await, [1_000, 2_000, 7_000]);
}

#[test]
fn by_the_body_itself() {
    define("by-itself", "server = retry(fixed(1s), attempts = 9)");
    let site = site(r#"jitter = none, table = "by-itself""#);
    assert_eq!(sleeps(site, &always(Class::SERVER)).1, [1_000; 8]);
    let mut runs = 0;
    let clock = resilin::testing::ManualClock::new();
    let _installed = clock.install();
    let faults = always(Class::SERVER);
    let body = Body::new(&faults);
    let outcome = site.call_blocking(|| {
        runs += 1;
        if runs == 3 {
            define("by-itself", "server = fail");
        }
        body.run()
    });
    assert_eq!((outcome, runs), (body.outcome(), 3), "the failure that comes next is its own");
}

/// Each call goes by rules that were in force while it ran.
#[test]
fn by_other_threads() {
    let rules = ["server = retry(none, attempts = 3)", "server = retry(none, attempts = 6)"];
    define("by-others", rules[0]);
    let site = site(r#"table = "by-others""#);
    let faults = always(Class::SERVER);
    std::thread::scope(|scope| {
        let calling: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| (0..500).map(|_| sleeps(site, &faults).0).collect::<Vec<_>>()))
            .collect();
        for number in 0..500 {
            define("by-others", rules[number % 2]);
        }
        for runs in calling.into_iter().flat_map(|thread| thread.join().expect("no call panics")) {
            assert!((3..=6).contains(&runs), "{runs}");
        }
    });
}
