//! Time and chance in the hands of a test.

use std::time::Duration;

use resilin::testing::{self, ManualClock};
use resilin::{Class, Error, Fault, Site, policy, resilient};

use super::common::{Fail, Runs, fail, failed, secs};

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

// Red when: `seed` of runtime/src/random.rs mixes the seed with a draw of the generator before.
#[test]
fn the_inner_of_two_seeds_holds() {
    let alone = seeded(8);
    let _outer = testing::seed(7);
    let _ = sleeps();
    assert_eq!(seeded(8), alone);
}

// Red when: `Seeded` draws a new generator from the system when it is dropped.
#[test]
fn the_outer_of_two_seeds_holds_again_after_the_inner() {
    let twice = || {
        let _outer = testing::seed(7);
        let _ = seeded(8);
        sleeps()
    };
    assert_eq!(twice(), twice());
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

static LIMITED: Site =
    Site::new("limited", policy!("deadline = 10s, backoff = fixed(4s), jitter = none, attempts = 9"));

// Red when: `gives_up_as` of runtime/src/driver/asynchronous.rs passes `clock::of_thread`; so does `begin`.
#[tokio::test(start_paused = true)]
async fn an_async_call_does_not_see_a_manual_clock() {
    let (runs, clock) = (Runs::new(), ManualClock::new());
    clock.advance(secs(3_600));
    let _installed = clock.install();
    let failing = || {
        clock.advance(secs(60));
        let number = runs.note();
        async move { Err::<(), _>(fail(Class::NETWORK, number)) }
    };
    assert_eq!(LIMITED.call(failing).await, failed(Class::NETWORK, 3));
    assert_eq!((runs.at(), clock.sleeps()), (vec![0, 4_000, 8_000], vec![]));
}

#[resilient(deadline = 10s, attempt = this)]
async fn left_of_async(clock: &ManualClock) -> Result<Option<Duration>, Error<Fail>> {
    clock.advance(secs(3));
    tokio::time::sleep(secs(2)).await;
    Ok(this.time_left())
}

#[resilient(deadline = 10s, attempt = this)]
fn left_of_blocking(clock: &ManualClock) -> Result<Option<Duration>, Error<Fail>> {
    clock.advance(secs(3));
    Ok(this.time_left())
}

// Red when: `attempt` of runtime/src/driver/asynchronous.rs passes `clock::of_thread`.
#[tokio::test(start_paused = true)]
async fn an_attempt_reads_the_clock_of_its_call() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    assert_eq!(left_of_async(&clock).await, Ok(Some(secs(8))));
    assert_eq!(left_of_blocking(&clock), Ok(Some(secs(7))));
}

// Red when: `gives_up_as` of runtime/src/driver/blocking.rs passes `clock::of_runtime`.
#[test]
fn a_blocking_calls_deadline_passes_on_the_manual_clock() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let mut runs = 0;
    let outcome = LIMITED.call_blocking(|| {
        clock.advance(secs(1));
        runs += 1;
        Err::<(), _>(fail(Class::NETWORK, runs))
    });
    assert_eq!(outcome, failed(Class::NETWORK, 2));
    assert_eq!((clock.sleeps(), clock.elapsed()), (vec![secs(4)], secs(6)));
}
