//! How many runs a call has.

use resilin::{Class, Error, Fault, Site, policy, resilient};

use super::common::{Fail, Runs, fail, failed, runs_of, sleeps_of};

#[tokio::test(start_paused = true)]
async fn three_when_left_out() {
    static DEFAULT: Site = Site::new("default", policy!(""));
    assert_eq!(runs_of(&DEFAULT, Fault::new(Class::SERVER)).await.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_first_run_counts() {
    static ONE: Site = Site::new("one", policy!("attempts = 1"));
    static TWO: Site = Site::new("two", policy!("attempts = 2"));
    static SEVEN: Site = Site::new("seven", policy!("attempts = 7"));
    for (site, runs) in [(&ONE, 1), (&TWO, 2), (&SEVEN, 7)] {
        for class in [Class::NETWORK, Class::THROTTLED, Class::UNKNOWN] {
            assert_eq!(runs_of(site, Fault::new(class)).await.len(), runs, "{class}");
            assert_eq!(sleeps_of(site, Fault::new(class)).len() + 1, runs, "{class}");
        }
    }
}

#[resilient(attempts = 1)]
async fn once(runs: &Runs) -> Result<(), Fail> {
    Err(fail(Class::NETWORK, runs.note()))
}

#[resilient(attempts = 4, backoff = "fib(1s, 60s)", jitter = none)]
async fn four(runs: &Runs, good: usize) -> Result<usize, Fail> {
    let number = runs.note();
    if number == good { Ok(number) } else { Err(fail(Class::NETWORK, number)) }
}

#[tokio::test(start_paused = true)]
async fn counted_for_each_call_anew() {
    for _ in 0..3 {
        let runs = Runs::new();
        assert_eq!(four(&runs, 9).await, Err(fail(Class::NETWORK, 4)));
        assert_eq!(runs.at(), [0, 1_000, 2_000, 4_000]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_the_call() {
    for good in 1..=4 {
        let runs = Runs::new();
        assert_eq!(four(&runs, good).await, Ok(good));
        assert_eq!(runs.count(), good);
    }
}

#[tokio::test(start_paused = true)]
async fn one_attempt_is_no_retry() {
    let runs = Runs::new();
    assert_eq!(once(&runs).await, Err(fail(Class::NETWORK, 1)));
    assert_eq!((runs.count(), runs.elapsed()), (1, 0));
}

#[resilient(attempts = unlimited, deadline = 1h, backoff = fixed(1s), jitter = none)]
async fn unlimited(runs: &Runs) -> Result<(), Error<Fail>> {
    failed(Class::NETWORK, runs.note())
}

#[tokio::test(start_paused = true)]
async fn unlimited_ends_by_the_deadline_alone() {
    let runs = Runs::new();
    assert_eq!(unlimited(&runs).await, failed(Class::NETWORK, 3_600));
    assert_eq!(runs.elapsed(), 3_599_000, "no sleep is started that the deadline would cut");
}

#[test]
fn unlimited_ends_by_the_deadline_where_calls_block_too() {
    static UNLIMITED: Site = Site::new(
        "unlimited",
        policy!("attempts = unlimited, deadline = 10s, backoff = fixed(3s), jitter = none"),
    );
    assert_eq!(sleeps_of(&UNLIMITED, Fault::new(Class::NETWORK)), [3_000; 3]);
}
