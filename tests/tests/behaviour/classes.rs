//! The standard table: what each class gets.

use resilin::{Class, Error, Fault, Site, policy, resilient};

use super::common::{Fail, Runs, fail, runs_of, sleeps_of};

static PLAIN: Site = Site::new("plain", policy!("jitter = none"));
static WRITTEN: Site = Site::new("written", policy!("backoff = exp(1s, 3, 60s), attempts = 4, jitter = none"));
static ATTEMPTS_ONLY: Site = Site::new("attempts_only", policy!("attempts = 4, jitter = none"));
static BACKOFF_ONLY: Site = Site::new("backoff_only", policy!("backoff = exp(1s, 2, 6s), jitter = none"));

const RETRIED: [Class; 5] = [Class::NETWORK, Class::TIMEOUT, Class::SERVER, Class::OVERLOAD, Class::INVALID];
const FAILED: [Class; 3] = [Class::QUOTA, Class::AUTH, Class::CLIENT];

#[tokio::test(start_paused = true)]
async fn trouble_that_passes_is_retried_by_the_sites_policy() {
    for class in RETRIED {
        assert_eq!(runs_of(&PLAIN, Fault::new(class)).await, [0, 200, 600], "{class}");
        assert_eq!(runs_of(&WRITTEN, Fault::new(class)).await, [0, 1_000, 4_000, 13_000], "{class}");
        assert_eq!(sleeps_of(&WRITTEN, Fault::new(class)), [1_000, 3_000, 9_000], "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_retry_cannot_mend_fails_at_once() {
    for class in FAILED {
        assert_eq!(runs_of(&PLAIN, Fault::new(class)).await, [0], "{class}");
        assert_eq!(runs_of(&WRITTEN, Fault::new(class)).await, [0], "{class}");
        assert!(sleeps_of(&WRITTEN, Fault::new(class)).is_empty(), "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn throttling_has_a_shape_of_its_own() {
    assert_eq!(runs_of(&PLAIN, Fault::new(Class::THROTTLED)).await, [0, 1_000, 3_000]);
    assert_eq!(sleeps_of(&ATTEMPTS_ONLY, Fault::new(Class::THROTTLED)), [1_000, 2_000, 4_000]);
    assert_eq!(sleeps_of(&WRITTEN, Fault::new(Class::THROTTLED)), [1_000, 2_000, 4_000]);
}

#[test]
fn throttling_is_capped_at_a_minute_of_its_own() {
    static LONG: Site = Site::new("long", policy!("backoff = fixed(1ms), attempts = 9, jitter = none"));
    let expected = [1, 2, 4, 8, 16, 32, 60, 60].map(|seconds| seconds * 1_000);
    assert_eq!(sleeps_of(&LONG, Fault::new(Class::THROTTLED)), expected);
}

#[test]
fn the_sites_jitter_applies_to_a_rules_own_shape() {
    static EQUAL: Site = Site::new("equal", policy!("jitter = equal, attempts = 2"));
    let sleeps: Vec<u128> = (0..64).flat_map(|_| sleeps_of(&EQUAL, Fault::new(Class::THROTTLED))).collect();
    assert!(sleeps.iter().all(|sleep| (500..=1_000).contains(sleep)), "{sleeps:?}");
    assert!(sleeps.iter().any(|sleep| *sleep != sleeps[0]), "64 equal draws");
}

#[tokio::test(start_paused = true)]
async fn nobody_knows_so_wait_four_times_as_long() {
    for class in [Class::UNKNOWN, Class::custom("conflict")] {
        assert_eq!(runs_of(&PLAIN, Fault::new(class)).await, [0, 800, 2_400], "{class}");
        assert_eq!(sleeps_of(&ATTEMPTS_ONLY, Fault::new(class)), [800, 1_600, 3_200], "{class}");
        assert_eq!(sleeps_of(&BACKOFF_ONLY, Fault::new(class)), [4_000, 6_000], "never above the cap, {class}");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_knows_but_the_site_wrote_both() {
    for class in [Class::UNKNOWN, Class::custom("conflict")] {
        assert_eq!(runs_of(&WRITTEN, Fault::new(class)).await, [0, 1_000, 4_000, 13_000], "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_class_of_ones_own_by_a_built_in_name_is_the_built_in() {
    assert_eq!(runs_of(&PLAIN, Fault::new(Class::custom("client"))).await, [0]);
}

#[resilient(backoff = exp(1s, 2, 60s), jitter = none, attempts = 5)]
async fn mixed(runs: &Runs, classes: &[Class]) -> Result<usize, Fail> {
    let number = runs.note();
    match classes.get(number - 1) {
        Some(class) => Err(fail(*class, number)),
        None => Ok(number),
    }
}

#[tokio::test(start_paused = true)]
async fn shapes_of_their_own_advance_apart_from_the_sites() {
    let runs = Runs::new();
    let classes = [Class::NETWORK, Class::THROTTLED, Class::SERVER, Class::THROTTLED];
    assert_eq!(mixed(&runs, &classes).await, Ok(5));
    // Site 1s, throttled 1s, site 2s, throttled 2s.
    assert_eq!(runs.at(), [0, 1_000, 2_000, 4_000, 6_000]);
}

#[tokio::test(start_paused = true)]
async fn a_later_failure_of_another_class_is_judged_by_that_class() {
    let runs = Runs::new();
    assert_eq!(mixed(&runs, &[Class::NETWORK, Class::CLIENT]).await, Err(fail(Class::CLIENT, 2)));
    assert_eq!(runs.at(), [0, 1_000]);
}

#[resilient(jitter = none)]
fn blocking(runs: &Runs) -> Result<(), Error<Fail>> {
    let number = runs.note();
    Err(fail(Class::AUTH, number).into())
}

#[tokio::test(start_paused = true)]
async fn the_blocking_attribute_follows_the_same_table() {
    let runs = Runs::new();
    assert_eq!(blocking(&runs), Err(Error::Failed(fail(Class::AUTH, 1))));
}
