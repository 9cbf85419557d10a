//! How the site's jitter spreads what a rule says.

use resilin::{Class, Fault, testing};

use super::common::{always, secs, site, sleeps};

/// The first sleeps of many calls, in milliseconds.
fn first_sleeps(policy: &str, fault: Fault) -> Vec<u128> {
    let site = site(policy);
    let _seeded = testing::seed(7);
    (0..400).map(|_| sleeps(site, &always(fault)).1.first().copied().unwrap_or(0)).collect()
}

/// All of them are in the range, and the range is used: its lowest and highest tenth are met.
#[track_caller]
fn assert_fill(sleeps: &[u128], lowest: u128, highest: u128) {
    let tenth = (highest - lowest) / 10;
    let (least, most) = (*sleeps.iter().min().unwrap(), *sleeps.iter().max().unwrap());
    assert!(least >= lowest && most <= highest, "{least} to {most}");
    assert!(least <= lowest + tenth && most >= highest - tenth, "{least} to {most}");
}

const SERVER: Fault = Fault::new(Class::SERVER);

// Red when: `advance` of runtime/src/kernel/steps.rs gives a shape of the rule's own `Jitter::None`.
#[test]
fn a_shape_of_the_rules_own_is_spread_by_the_sites_jitter() {
    for (jitter, lowest, highest) in
        [("", 0, 8_000), (", jitter = equal", 4_000, 8_000), (", jitter = 25%", 6_000, 10_000)]
    {
        let policy = format!("backoff = fixed(1s), attempts = 2, on(server = retry(exp(8s, 2, 60s))){jitter}");
        assert_fill(&first_sleeps(&policy, SERVER), lowest, highest);
    }
}

// Red when: `Step::delay` of runtime/src/kernel/steps.rs spreads up to `Duration::MAX`.
#[test]
fn it_is_held_at_the_rules_own_cap() {
    let policy = "backoff = exp(1s, 2, 2s), jitter = 25%, attempts = 2, on(server = retry(exp(8s, 2, 9s)))";
    assert_fill(&first_sleeps(policy, SERVER), 6_000, 9_000);
}

#[test]
fn a_shape_of_the_rules_own_is_spread_where_the_site_has_no_delays() {
    let policy = "backoff = none, jitter = equal, attempts = 2, on(server = retry(fixed(8s)))";
    assert_fill(&first_sleeps(policy, SERVER), 4_000, 8_000);
    assert_eq!(first_sleeps(policy, Fault::new(Class::NETWORK)), [0; 400]);
}

#[test]
fn longer_delays_are_spread_as_the_sites_are() {
    let policy = "backoff = exp(1s, 2, 60s), jitter = equal, attempts = 2, on(server = retry(scale = 8))";
    assert_fill(&first_sleeps(policy, SERVER), 4_000, 8_000);
}

#[test]
fn decorrelated_is_its_own_jitter_in_a_rule_too() {
    let policy = "jitter = none, attempts = 2, on(server = retry(decorrelated(2s, 60s)))";
    assert_fill(&first_sleeps(policy, SERVER), 2_000, 6_000);
}

// Red when: `advance_scaled` of runtime/src/kernel/steps.rs leaves the base as it is.
#[test]
fn decorrelated_is_lengthened_before_it_is_drawn() {
    let policy = "backoff = decorrelated(1s, 60s), attempts = 2, on(server = retry(scale = 4))";
    assert_fill(&first_sleeps(policy, SERVER), 4_000, 12_000);
}

// Red when: `delay_for_hint` of runtime/src/kernel/steps.rs takes zero for `self.d`.
#[test]
fn a_hint_is_spread_upwards_by_the_rules_own_delay() {
    let policy = "backoff = fixed(1s), attempts = 2, on(server = retry(fixed(4s)))";
    assert_fill(&first_sleeps(policy, SERVER.retry_after(secs(8))), 8_000, 12_000);
}
