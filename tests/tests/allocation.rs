//! A call whose first attempt succeeds allocates nothing.
//!
//! Nor does one under a breaker, or one that a breaker refuses; nor one with a quota, a retry budget, a lease that is good
//! or a registry of its own.
//!
//! Red when: `Session::begin` makes its extras for every call (`Some(Box::default())`), or `poll_body_limited` arms its
//! timer before it polls the body.

// A `validate` function takes a reference, and the others are measured with the same argument.
#![allow(clippy::trivially_copy_pass_by_ref)]

use std::future::Future;
use std::hint::black_box;
use std::io;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use resilin::credentials::{Credentials, Grant, KeyRing, Lease, Provider};
use resilin::testing::ManualClock;
use resilin::{Breaker, Error, Registry, Rejected, Site, policy, resilient};

static BY_HAND: Site = Site::new("by_hand", policy!("attempts = 5"));
static LIMITED_BY_HAND: Site = Site::new("limited_by_hand", policy!("timeout = 1s, deadline = 10s"));

#[resilient]
async fn plain(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(timeout = 1s)]
async fn timed(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(deadline = 10s)]
async fn bounded(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(timeout = 1s, deadline = 10s)]
async fn limited(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(validate = is_seven)]
async fn validated(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

const fn is_seven(number: &u32) -> Result<(), &'static str> {
    if *number == 7 { Ok(()) } else { Err("another number") }
}

#[resilient(attempt = this)]
async fn numbered(number: &u32) -> io::Result<u32> {
    Ok(*number * this.number())
}

#[resilient(attempts = 1)]
async fn once(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

/// Pending once.
#[resilient]
async fn suspended(number: &u32) -> io::Result<u32> {
    futures_util::pending!();
    Ok(*number)
}

#[resilient]
fn future(number: &u32) -> impl Future<Output = io::Result<u32>> {
    std::future::ready(Ok(*number))
}

#[resilient]
fn blocking(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(deadline = 10s, validate = is_seven, attempt = this)]
fn bounded_blocking(number: &u32) -> io::Result<u32> {
    Ok(*number * this.number())
}

/// Polls to the end on this thread: a runtime's `block_on` would allocate of its own.
fn finish<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// The allocations of a call that returns seven; those of the first one in the process (the clock's epoch, the
/// thread's locals) are not counted. A runtime is entered, so that a timer could be made.
fn allocations<E: std::fmt::Debug>(call: impl Fn(&u32) -> Result<u32, E>) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let _entered = runtime.enter();
    let seven = black_box(7);
    assert_eq!(call(&seven).unwrap(), 7);
    let mut result = None;
    let info = measure(|| result = Some(call(&seven)));
    assert_eq!(result.unwrap().unwrap(), 7);
    info.count_total
}

macro_rules! allocates_nothing {
    ($($name:ident: |$seven:ident| $call:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(allocations(|$seven| $call), 0);
        }
    )*};
}

mod an_async_call {
    use super::*;

    allocates_nothing! {
        with_retries: |seven| finish(plain(seven));
        with_a_timeout: |seven| finish(timed(seven));
        with_a_deadline: |seven| finish(bounded(seven));
        with_both: |seven| finish(limited(seven));
        with_validation: |seven| finish(validated(seven));
        with_attempt: |seven| finish(numbered(seven));
        with_one_attempt: |seven| finish(once(seven));
        that_waits: |seven| finish(suspended(seven));
        made_by_a_function: |seven| finish(future(seven));
        at_a_site: |seven| finish(BY_HAND.call(|| async { io::Result::Ok(*seven) }));
        at_a_limited_site: |seven| finish(LIMITED_BY_HAND.call(|| async { io::Result::Ok(*seven) }));
    }
}

mod a_blocking_call {
    use super::*;

    allocates_nothing! {
        with_retries: |seven| blocking(seven);
        with_more: |seven| bounded_blocking(seven);
        at_a_site: |seven| BY_HAND.call_blocking(|| io::Result::Ok(*seven));
    }
}

/// The counter counts: a boxed future is one allocation.
#[test]
fn a_box_is_counted() {
    assert_eq!(allocations(|seven| finish(Box::pin(plain(seven)))), 1);
}

/// The table is looked up by the first failure, not by a call that works.
mod a_call_with_rules {
    use super::*;

    static REFINED: Site =
        Site::new("refined", policy!("on(server = retry(fixed(1s), attempts = 9), client = retry)"));
    static TABLED: Site = Site::new("tabled", policy!(r#"table = "allocation""#));
    static UNDEFINED: Site = Site::new("untabled", policy!(r#"table = "allocation-undefined""#));

    #[resilient(table = "allocation", on("conflict" = fail), breaker = "allocation-tabled")]
    async fn by_name(number: &u32) -> io::Result<u32> {
        Ok(*number)
    }

    /// A call at a site that has met its table before: the first failure keeps it.
    fn after_a_failure(seven: &u32) -> Result<u32, Error<io::Error>> {
        TABLED.call_blocking(|| io::Result::Ok(*seven))
    }

    // Red when: `begin` of runtime/src/driver/session.rs copies the site's table.
    allocates_nothing! {
        of_its_own: |seven| finish(REFINED.call(|| async { io::Result::Ok(*seven) }));
        of_a_table: |seven| finish(TABLED.call(|| async { io::Result::Ok(*seven) }));
        of_a_table_that_nobody_defined: |seven| finish(UNDEFINED.call(|| async { io::Result::Ok(*seven) }));
        by_the_attribute: |seven| finish(by_name(seven));
    }

    #[test]
    fn after_a_failure_that_was_judged_by_a_table() {
        resilin::define_table("allocation", "client = fail").unwrap();
        let failed = TABLED.call_blocking(|| Err::<(), _>(io::Error::from(io::ErrorKind::NotFound)));
        assert!(matches!(failed, Err(Error::Failed(_))));
        assert_eq!(allocations(after_a_failure), 0);
    }
}

#[path = "allocation/a_call_with_gates.rs"]
mod a_call_with_gates;

#[path = "allocation/a_call_with_credentials.rs"]
mod a_call_with_credentials;

mod a_call_under_a_breaker {
    use super::*;

    static IN_ROW: Site = Site::new("in_row", policy!(r#"breaker = "allocation-row""#));
    static OF_CALLS: Site =
        Site::new("of_calls", policy!(r#"breaker("allocation-calls", failure_rate = 50%, calls = 10)"#));
    static WITHIN: Site =
        Site::new("within", policy!(r#"breaker("allocation-within", failure_rate = 50%, within = 1h)"#));
    static SLOW: Site = Site::new("slow", policy!(r#"breaker("allocation-slow", slow_call = 1h, calls = 10)"#));

    #[resilient(breaker = "allocation-attribute", timeout = 1s, deadline = 10s)]
    async fn named(number: &u32) -> io::Result<u32> {
        Ok(*number)
    }

    #[resilient(breaker = "allocation-keyed/{number}")]
    async fn keyed(number: &u32) -> io::Result<u32> {
        Ok(*number)
    }

    #[resilient(breaker = "allocation-keyed-blocking/{number}")]
    fn keyed_blocking(number: &u32) -> io::Result<u32> {
        Ok(*number)
    }

    #[resilient(breaker = "allocation-free-{number}")]
    fn free(number: &u32) -> io::Result<u32> {
        Ok(*number)
    }

    // Red when: `rendered` of runtime/src/breaker/rendered.rs does not put its buffer back (keys).
    allocates_nothing! {
        that_counts_in_a_row: |seven| finish(IN_ROW.call(|| async { io::Result::Ok(*seven) }));
        that_blocks: |seven| IN_ROW.call_blocking(|| io::Result::Ok(*seven));
        with_a_window_over_calls: |seven| finish(OF_CALLS.call(|| async { io::Result::Ok(*seven) }));
        with_a_window_over_time: |seven| finish(WITHIN.call(|| async { io::Result::Ok(*seven) }));
        with_slow_calls: |seven| finish(SLOW.call(|| async { io::Result::Ok(*seven) }));
        by_the_attribute: |seven| finish(named(seven));
        of_a_known_key: |seven| finish(keyed(seven));
        of_a_known_key_that_blocks: |seven| keyed_blocking(seven);
        of_a_known_name_that_is_data: |seven| free(seven);
    }

    /// A policy that was compiled in has the name for good: a refusal borrows it.
    ///
    /// Red when: `rejected` of runtime/src/driver/gate.rs copies the breaker's name.
    #[test]
    fn that_is_refused() {
        static REFUSED: Site = Site::new("refused", policy!(r#"breaker = "allocation-open", attempts = 5"#));
        Breaker::define("allocation-open", "").unwrap().force_open();
        let refused = || finish(REFUSED.call(|| async { io::Result::Ok(7) }));
        assert!(refused().is_err());
        let mut outcome = None;
        let info = measure(|| outcome = Some(refused()));
        assert_eq!(info.count_total, 0);
        assert!(matches!(outcome, Some(Err(Error::Rejected(Rejected::CircuitOpen { .. })))));
    }

    #[resilient(breaker = "allocation-refused")]
    fn refused_by_the_attribute() -> Result<u32, Error<io::Error>> {
        Ok(7)
    }

    #[test]
    fn that_is_refused_by_the_attribute() {
        resilin::breaker("allocation-refused").force_open();
        assert!(refused_by_the_attribute().is_err());
        assert_eq!(measure(|| assert!(refused_by_the_attribute().is_err())).count_total, 0);
    }

    /// Windows that roll: every call evicts and records, good or bad.
    #[test]
    fn whose_window_has_been_full_once() {
        let clock = ManualClock::new();
        let _installed = clock.install();
        for settings in [
            "failure_rate = 100%, within = 64s, min_calls = 1000",
            "failures = 50, within = 64s",
            "failure_rate = 100%, slow_call = 1h, calls = 64",
            "failures = 1000",
        ] {
            let breaker = Breaker::define("allocation-rolling", settings).unwrap();
            breaker.close();
            let calls = |count: u32| {
                for number in 0..count {
                    clock.advance(std::time::Duration::from_millis(1_100));
                    let permit = breaker.permit().unwrap();
                    if number % 3 == 0 { permit.failed() } else { permit.succeeded() }
                }
            };
            calls(200);
            assert_eq!(measure(|| calls(200)).count_total, 0, "{settings}");
        }
    }
}
