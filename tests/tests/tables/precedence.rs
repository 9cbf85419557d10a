//! The site's `on(…)` comes first, then the table that it names, then the standard one: class by class.

use resilin::Class;

use super::common::{CONFLICT, always, define, site, waits};

// Red when: `tables` in `written` of policy/src/standard.rs is `[Some(table), site.on()]`.
#[tokio::test(start_paused = true)]
async fn the_nearest_rule_holds_for_its_class_alone() {
    define(
        "nearest",
        "server = retry(fixed(1s)), overload = retry(fixed(2s)), client = retry, \"conflict\" = fail, throttled = fail",
    );
    let site = site(
        r#"backoff = fixed(7s), jitter = none, attempts = 2, table = "nearest", on(server = retry(fixed(3s)), client = fail, "conflict" = retry)"#,
    );
    for (class, expected) in [
        (Class::SERVER, vec![3_000]),
        (Class::CLIENT, vec![]),
        (CONFLICT, vec![7_000]),
        (Class::OVERLOAD, vec![2_000]),
        (Class::THROTTLED, vec![]),
        (Class::NETWORK, vec![7_000]),
        (Class::AUTH, vec![]),
    ] {
        assert_eq!(waits(site, &always(class)).await, expected, "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_rule_holds_as_a_whole() {
    define("whole", "server = retry(fixed(1s), attempts = 9)");
    let delays = site(r#"jitter = none, attempts = 3, table = "whole", on(server = retry(fixed(2s)))"#);
    assert_eq!(waits(delays, &always(Class::SERVER)).await, [2_000; 2], "the table's count is not its");
    let count = site(r#"jitter = none, attempts = 3, table = "whole", on(server = retry(attempts = 4))"#);
    assert_eq!(waits(count, &always(Class::SERVER)).await, [200, 400, 800], "nor are its delays");
}

#[tokio::test(start_paused = true)]
async fn a_custom_class_by_its_name_anywhere_before_what_holds_for_unknown_ones() {
    define("named", "\"conflict\" = retry(fixed(1s)), unknown = retry(fixed(2s))");
    let another = Class::custom("another");
    let by_table = site(r#"jitter = none, attempts = 2, table = "named""#);
    let refined = site(r#"jitter = none, attempts = 2, table = "named", on(unknown = retry(fixed(3s)))"#);
    for (site, of_unknown) in [(by_table, 2_000), (refined, 3_000)] {
        assert_eq!(waits(site, &always(CONFLICT)).await, [1_000]);
        assert_eq!(waits(site, &always(another)).await, [of_unknown]);
        assert_eq!(waits(site, &always(Class::UNKNOWN)).await, [of_unknown]);
    }
}

#[tokio::test(start_paused = true)]
async fn sites_that_name_one_table_share_it_and_nothing_else() {
    define("shared", "server = retry(fixed(1s))");
    let refined = site(r#"jitter = none, attempts = 2, table = "shared", on(server = fail)"#);
    let plain = site(r#"jitter = none, attempts = 4, table = "shared""#);
    assert_eq!(waits(refined, &always(Class::SERVER)).await, [0; 0]);
    assert_eq!(waits(plain, &always(Class::SERVER)).await, [1_000; 3]);
}

#[tokio::test(start_paused = true)]
async fn the_standard_table_has_a_name() {
    let site = site(r#"jitter = none, attempts = 2, table = "standard", on(server = fail)"#);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [0; 0]);
    assert_eq!(waits(site, &always(Class::THROTTLED)).await, [1_000]);
    assert_eq!(waits(site, &always(Class::NETWORK)).await, [200]);
}
