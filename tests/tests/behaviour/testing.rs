//! Time and chance in the hands of a test.

use std::time::Duration;

use resilin::testing::{self, ManualClock};
use resilin::{Class, Fault, Site, policy};

use super::common::{Fail, fail, secs};

static SPREAD: Site = Site::new("spread", policy!("attempts = 20, backoff = fixed(1h)"));

fn sleeps() -> Vec<Duration> {
    let clock = ManualClock::new();
    let _installed = clock.install();
    assert!(SPREAD.call_blocking(|| Err::<(), _>(fail(Class::NETWORK, 0))).is_err());
    assert_eq!(clock.elapsed(), clock.sleeps().iter().sum(), "it moves by what is slept");
    clock.sleeps()
}

fn seeded(seed: u64) -> Vec<Duration> {
    let _seeded = testing::seed(seed);
    sleeps()
}

#[test]
fn a_seed_makes_the_jitter_repeatable() {
    assert_eq!(seeded(7), seeded(7));
    assert_ne!(seeded(7), seeded(8));
}

#[test]
fn a_seed_is_forgotten_when_dropped() {
    let first = seeded(7);
    assert_ne!(first, sleeps());
    let (after, again) = ((seeded(7), sleeps()), (seeded(7), sleeps()));
    assert_ne!(after.1, again.1, "what follows a seed does not follow from it");
}

#[test]
fn a_manual_clock_stands_still_until_it_is_moved() {
    let clock = ManualClock::new();
    assert_eq!((clock.elapsed(), clock.sleeps()), (Duration::ZERO, vec![]));
    clock.advance(secs(5));
    let same = clock.clone();
    same.advance(secs(1));
    assert_eq!((clock.elapsed(), clock.sleeps()), (secs(6), vec![]));
    clock.advance(Duration::MAX);
    assert_eq!(clock.elapsed(), Duration::MAX);
}

#[test]
fn installed_clocks_nest() {
    static ONCE_MORE: Site = Site::new("once_more", policy!("attempts = 2, backoff = fixed(9s), jitter = none"));
    let failing = || assert!(ONCE_MORE.call_blocking(|| Err::<(), Fail>(fail(Class::NETWORK, 0))).is_err());
    let (outer, inner) = (ManualClock::new(), ManualClock::new());
    let _outer = outer.install();
    {
        let _inner = inner.install();
        failing();
    }
    assert_eq!((outer.elapsed(), inner.elapsed()), (Duration::ZERO, secs(9)));
    failing();
    assert_eq!((outer.elapsed(), inner.elapsed()), (secs(9), secs(9)));
}

#[test]
fn a_manual_clock_is_this_threads_alone() {
    static LIMITED: Site = Site::new("limited", policy!("deadline = 1s, backoff = fixed(900ms), jitter = none"));
    let clock = ManualClock::new();
    let _installed = clock.install();
    let other = std::thread::spawn(|| {
        let clock = ManualClock::new();
        let _installed = clock.install();
        LIMITED.call_blocking(|| Err::<(), _>(Fail { fault: Fault::new(Class::SERVER), number: 0 })).is_err()
            && clock.elapsed() == Duration::from_millis(900)
    });
    assert!(other.join().expect("no panic there"));
    assert_eq!(clock.elapsed(), Duration::ZERO);
}
