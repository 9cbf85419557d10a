//! Classes that are counted apart.

use proptest::collection::vec;
use proptest::prelude::*;
use resilin::Class;

use super::common::{CONFLICT, always, define, each, site, sleeps, waits};

// Red when: `count` of runtime/src/kernel/steps.rs does not take `apart` off, or `count_apart` does not add to it.
#[tokio::test(start_paused = true)]
async fn apart_from_the_sites_attempts() {
    let site = site(
        "backoff = fixed(7s), jitter = none, attempts = 2, on(throttled = retry(fixed(1s), attempts = 4), \"conflict\" = retry(fixed(2s), attempts = 3))",
    );
    let (server, throttled) = (Class::SERVER, Class::THROTTLED);
    for (classes, expected) in [
        (vec![throttled; 9], vec![1_000; 3]),
        (vec![CONFLICT; 9], vec![2_000; 2]),
        (vec![server; 9], vec![7_000]),
        (vec![throttled, server, server], vec![1_000, 7_000]),
        (vec![server, throttled, server], vec![7_000, 1_000]),
        (vec![server, throttled, throttled, throttled, throttled], vec![7_000, 1_000, 1_000, 1_000]),
        (
            vec![throttled, CONFLICT, server, CONFLICT, throttled, throttled, Class::NETWORK],
            vec![1_000, 2_000, 7_000, 2_000, 1_000, 1_000],
        ),
        (vec![throttled, throttled, throttled], vec![1_000; 3]),
    ] {
        assert_eq!(waits(site, &each(&classes)).await, expected, "{classes:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn with_the_sites_delays_where_it_has_none_of_its_own() {
    let site =
        site("backoff = linear(1s, 1s, 60s), jitter = none, attempts = 2, on(server = retry(attempts = 4))");
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000, 2_000, 3_000]);
    let mixed = each(&[Class::SERVER, Class::NETWORK, Class::SERVER, Class::SERVER, Class::SERVER]);
    assert_eq!(waits(site, &mixed).await, [1_000, 2_000, 3_000, 4_000], "one schedule, two counts");
}

#[tokio::test(start_paused = true)]
async fn with_longer_delays_too() {
    let site = site(
        "backoff = exp(1s, 2, 60s), jitter = none, attempts = 2, on(server = retry(scale = 3, attempts = 4))",
    );
    assert_eq!(waits(site, &always(Class::SERVER)).await, [3_000, 6_000, 12_000]);
}

#[tokio::test(start_paused = true)]
async fn fewer_than_the_sites() {
    let site = site("backoff = fixed(1s), jitter = none, attempts = 9, on(server = retry(attempts = 2))");
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000]);
    assert_eq!(waits(site, &always(Class::NETWORK)).await, [1_000; 8]);
}

#[tokio::test(start_paused = true)]
async fn limited_where_the_site_is_not() {
    let site = site(
        "backoff = fixed(1s), jitter = none, attempts = unlimited, deadline = 1m, on(server = retry(attempts = 3))",
    );
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000; 2]);
    assert_eq!(waits(site, &always(Class::NETWORK)).await, [1_000; 59]);
}

#[tokio::test(start_paused = true)]
async fn custom_classes_without_a_rule_are_counted_one_by_one_by_the_rule_for_unknown_ones() {
    let site = site("attempts = 2, on(unknown = retry(none, attempts = 3))");
    let (one, other) = (Class::custom("one"), Class::custom("other"));
    assert_eq!(waits(site, &each(&[one, other, one, other, one])).await, [0; 4]);
}

/// The classes of the property, and how often each may fail and be followed by another run.
#[derive(Debug, Clone)]
struct Counts {
    site: usize,
    throttled: usize,
    conflict: usize,
}

const CLASSES: [Class; 4] = [Class::SERVER, Class::NETWORK, Class::THROTTLED, CONFLICT];

impl Counts {
    /// One account for each count; a failure is followed by another run as long as its account has something left.
    fn runs(&self, classes: &[usize]) -> usize {
        let mut left = [0, self.site - 1, self.throttled - 1, self.conflict - 1];
        let accounts = classes.iter().map(|class| if self.site == 1 { 0 } else { [1, 1, 2, 3][*class] });
        let paid = |account: usize| left[account].checked_sub(1).map(|rest| left[account] = rest);
        1 + accounts.map_while(paid).count()
    }

    fn most(&self) -> usize {
        self.site + self.throttled - 1 + self.conflict - 1
    }
}

fn counts() -> impl Strategy<Value = Counts> {
    (1..6_usize, 2..6_usize, 2..6_usize).prop_map(|(site, throttled, conflict)| Counts {
        site,
        throttled,
        conflict,
    })
}

fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    // Red when: `count_apart` of runtime/src/kernel/steps.rs compares by `<=`.
    #[test]
    fn in_any_order_each_class_has_its_own_and_no_more(counts in counts(), classes in vec(0..CLASSES.len(), 0..24)) {
        let Counts { site: attempts, throttled, conflict } = counts;
        define("counts-any", &format!(
            "throttled = retry(none, attempts = {throttled}), \"conflict\" = retry(fixed(1s), attempts = {conflict})"
        ));
        let site = site(&format!("table = \"counts-any\", attempts = {attempts}"));
        let faults = each(&classes.iter().map(|class| CLASSES[*class]).collect::<Vec<_>>());
        let (runs, _) = sleeps(site, &faults);
        prop_assert_eq!(runs, counts.runs(&classes));
        prop_assert!(runs <= counts.most());
    }
}
