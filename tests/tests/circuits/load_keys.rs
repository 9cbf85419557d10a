//! Ten thousand calls at once on the keys of one name, more keys than are kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use resilin::{Breaker, Class, Error, Fault, Rejected, breaker, resilient};
use tokio::task::yield_now;

use super::common::{Failed, Outcome, define};

const CALLS: usize = 10_000;

const SETTINGS: [&str; 4] = [
    "keys = 8, failures = 2, open = 1h, probes = 2",
    "keys = 64, failures = 5, open = 1us, probe_timeout = 1h",
    "keys = 3, failure_rate = 50%, calls = 10, open = 1h",
    "keys = 16, failure_rate = 50%, within = 1h, min_calls = 5, open = 1h",
];

#[resilient(breaker = "load-keys/{key}", attempts = 1)]
async fn ask(key: usize, number: usize, runs: &AtomicUsize) -> Outcome {
    runs.fetch_add(1, Ordering::Relaxed);
    yield_now().await;
    if number.is_multiple_of(3) { Err(Error::Failed(Failed(Fault::new(Class::SERVER)))) } else { Ok(()) }
}

/// What somebody does to the name and to its keys all the time.
fn disturb(number: usize) {
    define("load-keys", SETTINGS[number % SETTINGS.len()]);
    let key = breaker(&format!("load-keys/{}", number % 50));
    match number % 5 {
        0 => key.force_open(),
        1 => key.open_for(Duration::ZERO),
        2 => drop(key.permit()),
        _ => key.close(),
    }
}

fn disturbing(is_over: &Arc<AtomicBool>) -> std::thread::JoinHandle<()> {
    let is_over = Arc::clone(is_over);
    std::thread::spawn(move || {
        let mut number = 0;
        while !is_over.load(Ordering::Relaxed) {
            disturb(number);
            number += 1;
        }
    })
}

async fn refusals_of_all(runs: &Arc<AtomicUsize>) -> usize {
    let calling = |number| {
        let runs = Arc::clone(runs);
        tokio::spawn(async move { ask(number % 50, number, &runs).await })
    };
    let mut refused = 0;
    for call in (0..CALLS).map(calling).collect::<Vec<_>>() {
        let outcome = call.await.expect("no panic there");
        refused += usize::from(matches!(outcome, Err(Error::Rejected(Rejected::CircuitOpen { .. }))));
    }
    refused
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_refused_does_not_run_and_no_place_is_lost() {
    let (runs, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let disturbing = disturbing(&is_over);
    let refused = refusals_of_all(&runs).await;
    is_over.store(true, Ordering::Relaxed);
    disturbing.join().expect("no panic there");
    assert_eq!(runs.load(Ordering::Relaxed) + refused, CALLS);
    assert_all_places_are_free();
}

/// No call is under way: every key that is there can be probed, and, closed, gives its place up.
fn assert_all_places_are_free() {
    define("load-keys", "keys = 64, failures = 9, open = 1h, probes = 1");
    let keys = || (0..50).map(|key| breaker(&format!("load-keys/{key}")));
    for key in keys() {
        assert_eq!(key.snapshot().probes, 0, "{key:?}");
        key.close();
    }
    define("load-keys", "keys = 8, failures = 9, open = 1h, probes = 1");
    let fail = |key: Breaker| key.permit().expect("it is closed").failed();
    keys().for_each(fail);
    assert!((100..200).all(|key| breaker(&format!("load-keys/{key}")).name() != "load-keys"));
    keys().for_each(fail);
    define("load-keys", "keys = 64, failures = 9, open = 1h");
    assert!(keys().filter(|key| key.snapshot().failures > 0).count() <= 8);
}
