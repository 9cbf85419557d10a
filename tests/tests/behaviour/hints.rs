//! What a server says about when to come back.

use std::time::{Duration, SystemTime};

use resilin::{Class, Error, Fault, Site, policy, resilient};

use super::common::{Fail, Runs, runs_of, secs, sleeps_of};

static PLAIN: Site = Site::new("plain", policy!("jitter = none"));

#[tokio::test(start_paused = true)]
async fn replaces_the_delay_of_every_class_that_is_retried() {
    let classes = [Class::NETWORK, Class::TIMEOUT, Class::SERVER, Class::OVERLOAD, Class::THROTTLED];
    for class in classes.into_iter().chain([Class::UNKNOWN, Class::INVALID, Class::custom("conflict")]) {
        let fault = Fault::new(class).retry_after(secs(7));
        assert_eq!(runs_of(&PLAIN, fault).await, [0, 7_000, 14_000], "{class}");
        assert_eq!(sleeps_of(&PLAIN, fault), [7_000, 7_000], "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn changes_nothing_where_the_rule_is_to_fail() {
    for class in [Class::CLIENT, Class::AUTH, Class::QUOTA] {
        assert_eq!(runs_of(&PLAIN, Fault::new(class).retry_after(secs(1))).await, [0], "{class}");
    }
}

#[test]
fn may_be_shorter_than_the_delay() {
    static SLOW: Site = Site::new("slow", policy!("backoff = fixed(30s), jitter = none"));
    assert_eq!(sleeps_of(&SLOW, Fault::new(Class::SERVER).retry_after(secs(1))), [1_000, 1_000]);
}

#[tokio::test(start_paused = true)]
async fn longer_than_max_wait_it_ends_the_call_at_once() {
    static SHORT: Site = Site::new("short", policy!("max_wait = 30s, jitter = none, attempts = 2"));
    let asking = |seconds| Fault::new(Class::OVERLOAD).retry_after(secs(seconds));
    assert_eq!(runs_of(&SHORT, asking(30)).await, [0, 30_000]);
    assert_eq!(runs_of(&SHORT, asking(31)).await, [0], "with the attempt's own error");
    assert!(sleeps_of(&SHORT, asking(31)).is_empty());
    assert_eq!(runs_of(&SHORT, Fault::new(Class::OVERLOAD).retry_after(Duration::MAX)).await, [0]);
}

#[tokio::test(start_paused = true)]
async fn five_caps_where_neither_max_wait_nor_a_deadline_says() {
    static CAPPED: Site = Site::new("capped", policy!("backoff = exp(1s, 2, 10s), jitter = none, attempts = 2"));
    let server = |seconds| Fault::new(Class::SERVER).retry_after(secs(seconds));
    assert_eq!(runs_of(&CAPPED, server(50)).await, [0, 50_000]);
    assert_eq!(runs_of(&CAPPED, server(51)).await, [0]);
    let throttled = |seconds| Fault::new(Class::THROTTLED).retry_after(secs(seconds));
    assert_eq!(runs_of(&CAPPED, throttled(300)).await, [0, 300_000], "of the rule's own shape");
    assert_eq!(runs_of(&CAPPED, throttled(301)).await, [0]);
}

#[tokio::test(start_paused = true)]
async fn what_the_deadline_leaves_where_there_is_one() {
    static LIMITED: Site =
        Site::new("limited", policy!("backoff = exp(1s, 2, 2s), deadline = 1h, jitter = none, attempts = 2"));
    let server = |seconds| Fault::new(Class::SERVER).retry_after(secs(seconds));
    assert_eq!(runs_of(&LIMITED, server(3_599)).await, [0, 3_599_000]);
    assert_eq!(runs_of(&LIMITED, server(3_600)).await, [0]);
    assert_eq!(runs_of(&LIMITED, server(7_200)).await, [0]);
}

#[tokio::test(start_paused = true)]
async fn max_wait_does_not_lift_the_deadline() {
    static BOTH: Site = Site::new("both", policy!("deadline = 10s, max_wait = 1h, jitter = none, attempts = 2"));
    assert_eq!(runs_of(&BOTH, Fault::new(Class::SERVER).retry_after(secs(9))).await, [0, 9_000]);
    assert_eq!(runs_of(&BOTH, Fault::new(Class::SERVER).retry_after(secs(11))).await, [0]);
}

#[test]
fn a_time_of_the_wall_clock_is_waited_for() {
    static PATIENT: Site = Site::new("patient", policy!("max_wait = 2h, jitter = none, attempts = 2"));
    let fault = Fault::new(Class::THROTTLED).resets_at(SystemTime::now() + secs(3_600));
    let sleeps = sleeps_of(&PATIENT, fault);
    assert!(matches!(sleeps[..], [sleep] if (1..=3_600_000).contains(&sleep)), "{sleeps:?}");
    // Ten minutes for the lines above: an hour is not what the shape gives.
    assert!(sleeps[0] > 3_000_000, "{sleeps:?}");
}

#[test]
fn a_time_that_has_passed_means_now() {
    static TWICE: Site = Site::new("twice", policy!("jitter = none, attempts = 2"));
    let fault = Fault::new(Class::THROTTLED).resets_at(SystemTime::UNIX_EPOCH);
    assert!(sleeps_of(&TWICE, fault).is_empty(), "a zero wait is not slept");
}

/// Fails by these faults, one after the other.
#[resilient(backoff = exp(1s, 2, 60s), jitter = none, attempts = 4)]
async fn advised(runs: &Runs, faults: &[Fault]) -> Result<usize, Error<Fail>> {
    let number = runs.note();
    match faults.get(number - 1) {
        Some(&fault) => Err(Fail { fault, number }.into()),
        None => Ok(number),
    }
}

#[tokio::test(start_paused = true)]
async fn the_shape_advances_all_the_same() {
    let runs = Runs::new();
    let plain = Fault::new(Class::SERVER);
    assert_eq!(advised(&runs, &[plain, plain.retry_after(secs(10)), plain]).await, Ok(4));
    assert_eq!(runs.at(), [0, 1_000, 11_000, 15_000]);
}

#[test]
fn is_jittered_upwards_only() {
    static FULL: Site = Site::new("full", policy!("backoff = fixed(2s), attempts = 2"));
    static QUARTER: Site =
        Site::new("quarter", policy!("backoff = fixed(2s), jitter = 25%, attempts = 2, max_wait = 1m"));
    let fault = Fault::new(Class::SERVER).retry_after(secs(8));
    for site in [&FULL, &QUARTER] {
        let sleeps: Vec<u128> = (0..128).flat_map(|_| sleeps_of(site, fault)).collect();
        // h + U(0, 2s), and up to a quarter more than h: both end at 10s.
        assert!(sleeps.iter().all(|sleep| (8_000..=10_000).contains(sleep)), "{sleeps:?}");
        assert!(sleeps.iter().any(|sleep| *sleep > 9_000), "{sleeps:?}");
    }
}
