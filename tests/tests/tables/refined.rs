//! What `on(…)` makes of a class.

use resilin::{Class, Fault};

use super::common::{CONFLICT, always, define, each, secs, site, waits};

/// A site of four attempts, whose shape is no other's.
fn with(on: &str) -> &'static resilin::Site {
    site(&format!("backoff = linear(7s, 1s, 60s), jitter = none, attempts = 4, on({on})"))
}

#[tokio::test(start_paused = true)]
async fn a_shape_of_its_own_for_that_class_alone() {
    for (shape, expected) in [
        ("exp(1s, 3, 5s)", [1_000, 3_000, 5_000]),
        ("linear(1s, 4s, 6s)", [1_000, 5_000, 6_000]),
        ("fib(2s, 60s)", [2_000, 2_000, 4_000]),
        ("fixed(3s)", [3_000; 3]),
        ("none", [0; 3]),
    ] {
        let site = with(&format!("server = retry({shape})"));
        assert_eq!(waits(site, &always(Class::SERVER)).await, expected, "{shape}");
        assert_eq!(waits(site, &always(Class::NETWORK)).await, [7_000, 8_000, 9_000], "{shape}");
    }
}

// Red when: `Memory::own` of runtime/src/kernel/steps.rs takes the first schedule that it finds.
#[tokio::test(start_paused = true)]
async fn two_classes_of_the_same_shape_have_steps_of_their_own() {
    let site = with("server = retry(exp(1s, 2, 60s)), network = retry(exp(1s, 2, 60s))");
    let mixed = each(&[Class::SERVER, Class::NETWORK, Class::SERVER]);
    assert_eq!(waits(site, &mixed).await, [1_000, 1_000, 2_000]);
}

#[tokio::test(start_paused = true)]
async fn a_shape_without_a_count_uses_the_sites() {
    let site = with("server = retry(fixed(1s)), network = retry(fixed(2s))");
    let mixed = each(&[Class::SERVER, Class::NETWORK, Class::TIMEOUT, Class::SERVER]);
    assert_eq!(waits(site, &mixed).await, [1_000, 2_000, 7_000], "four runs in all");
}

// Red when: `advance_scaled` of runtime/src/kernel/steps.rs leaves out the ceiling.
#[tokio::test(start_paused = true)]
async fn a_multiple_of_the_sites_delays_below_its_cap() {
    let site = with("server = retry(scale = 7)");
    assert_eq!(waits(site, &always(Class::SERVER)).await, [49_000, 56_000, 60_000]);
    let mixed = each(&[Class::NETWORK, Class::SERVER, Class::NETWORK]);
    assert_eq!(waits(site, &mixed).await, [7_000, 56_000, 9_000], "one schedule, longer for a while");
}

#[tokio::test(start_paused = true)]
async fn a_failure() {
    let site = with("server = fail, \"conflict\" = fail, throttled = fail");
    for class in [Class::SERVER, CONFLICT, Class::THROTTLED] {
        assert_eq!(waits(site, &always(class)).await, [0; 0], "{class}");
    }
    assert_eq!(waits(site, &each(&[Class::NETWORK, CONFLICT])).await, [7_000]);
}

#[tokio::test(start_paused = true)]
async fn a_retry_of_what_the_standard_table_fails() {
    let site = with("client = retry, auth = retry(fixed(2s)), quota = retry(scale = 2)");
    assert_eq!(waits(site, &always(Class::CLIENT)).await, [7_000, 8_000, 9_000]);
    assert_eq!(waits(site, &always(Class::AUTH)).await, [2_000; 3]);
    assert_eq!(waits(site, &always(Class::QUOTA)).await, [14_000, 16_000, 18_000]);
}

#[tokio::test(start_paused = true)]
async fn the_sites_own_delays_for_what_the_standard_table_slows_down() {
    let site = site("jitter = none, on(throttled = retry, unknown = retry)");
    assert_eq!(waits(site, &always(Class::THROTTLED)).await, [200, 400]);
    assert_eq!(waits(site, &always(Class::UNKNOWN)).await, [200, 400]);
}

// Red when: `written` of policy/src/standard.rs leaves out the second class.
#[tokio::test(start_paused = true)]
async fn classes_of_ones_own_by_their_names_else_as_unknown() {
    let site = with("\"conflict\" = retry(fixed(1s)), unknown = retry(fixed(2s)), \"too late\" = fail");
    assert_eq!(waits(site, &always(CONFLICT)).await, [1_000; 3]);
    assert_eq!(waits(site, &always(Class::custom("too late"))).await, [0; 0]);
    assert_eq!(waits(site, &always(Class::UNKNOWN)).await, [2_000; 3]);
    assert_eq!(waits(site, &always(Class::custom("another"))).await, [2_000; 3]);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [7_000, 8_000, 9_000], "it is known");
}

#[tokio::test(start_paused = true)]
async fn a_quoted_name_of_a_built_in_class_is_that_class() {
    assert_eq!(waits(with("\"server\" = fail"), &always(Class::SERVER)).await, [0; 0]);
}

/// Until there are quotas and credentials.
#[tokio::test(start_paused = true)]
async fn cooldown_and_refresh_act_as_fail() {
    let site = with("server = cooldown(1s), quota = cooldown(1ms, max = 1s)");
    let asking = Fault::new(Class::QUOTA).retry_after(secs(1));
    assert_eq!(waits(site, &always(Class::SERVER)).await, [0; 0]);
    assert_eq!(waits(site, &always(asking)).await, [0; 0]);
    define("refined-refresh", "server = refresh");
    let refreshing = super::common::site(r#"jitter = none, table = "refined-refresh""#);
    assert_eq!(waits(refreshing, &always(Class::SERVER)).await, [0; 0]);
}

#[tokio::test(start_paused = true)]
async fn counting_says_nothing_of_the_rule() {
    let site = with("server = retry(fixed(1s), counts = false), client = fail(counts = true)");
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000; 3]);
    assert_eq!(waits(site, &always(Class::CLIENT)).await, [0; 0]);
}
