//! Calls at the very end of a thread, while its thread-locals are dropped: a panic there would abort the process.
//!
//! A binary of its own, in which nothing pauses tokio's clock: with `test-util`, tokio itself panics where a thread that
//! has lost its thread-locals reads a clock that was paused once.

use std::cell::RefCell;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use resilin::testing::{self, ManualClock};
use resilin::{Error, Site, policy};
use tokio::runtime::Builder;

/// A tick of a delay, spread at random; and a deadline, for which the clock is read.
static LAST: Site = Site::new("last", policy!("backoff = fixed(1ns), jitter = full, attempts = 3, deadline = 1h"));

/// Every attempt fails; gives how many there were.
fn call() -> u32 {
    let mut runs = 0;
    let outcome = LAST.call_blocking(|| {
        runs += 1;
        Err::<(), _>(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    assert!(matches!(outcome, Err(Error::Failed(_))), "{outcome:?}");
    runs
}

/// Makes a call when it is dropped.
struct Farewell(Arc<AtomicU32>);

impl Drop for Farewell {
    fn drop(&mut self) {
        self.0.store(call(), Ordering::SeqCst);
    }
}

thread_local! {
    static FAREWELL: RefCell<Option<Farewell>> = const { RefCell::new(None) };
}

/// The runs of a call that a thread makes while its thread-locals are dropped. What is first used after this one may be
/// gone by then, what is used before may be there still: both ways around, with a life between.
fn farewells_of(life: fn()) -> [u32; 2] {
    [true, false].map(|is_first| {
        let runs = Arc::new(AtomicU32::new(0));
        let farewell = Farewell(Arc::clone(&runs));
        let thread = thread::spawn(move || {
            if is_first {
                FAREWELL.set(Some(farewell));
                life();
            } else {
                life();
                FAREWELL.set(Some(farewell));
            }
        });
        thread.join().expect("no panic there");
        runs.load(Ordering::SeqCst)
    })
}

#[test]
fn the_first_call_of_a_thread_may_be_its_last_act() {
    assert_eq!(farewells_of(|| {}), [3, 3]);
}

// Red when: the generator of runtime/src/random.rs has a destructor (`RefCell<Box<SmallRng>>`).
#[test]
fn a_thread_that_has_made_calls_may_make_one_as_its_last_act() {
    assert_eq!(farewells_of(|| assert_eq!(call(), 3)), [3, 3]);
}

fn on_a_manual_clock() {
    let _installed = ManualClock::new().install();
    let _seeded = testing::seed(7);
    assert_eq!(call(), 3);
}

// Red when: `installed` of runtime/src/testing.rs is `INSTALLED.with_borrow(Clone::clone)`.
#[test]
fn a_thread_that_had_a_manual_clock_may_make_a_call_as_its_last_act() {
    assert_eq!(farewells_of(on_a_manual_clock), [3, 3]);
}

fn on_a_runtime() {
    let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");
    let missing = || async { Err::<(), _>(io::Error::from(io::ErrorKind::NotFound)) };
    assert!(runtime.block_on(LAST.call(missing)).is_err());
}

#[test]
fn so_may_one_that_had_a_runtime() {
    assert_eq!(farewells_of(on_a_runtime), [3, 3]);
}
