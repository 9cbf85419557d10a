//! Calls that are left: dropped, or by a panic. Each is told once, and so is each attempt.

use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_util::FutureExt as _;
use resilin::credentials::{Credentials, Grant, Lease, Provider};
use resilin::testing::ManualClock;
use resilin::{BreakerState, Class, Fault, resilient};
use tokio::time::sleep;

use super::common::{Ear, Failed, Outcome, dropped_after, failed, secs};

/// Three attempts, each of which is polled twice, with a wait between them.
#[resilient(name = "left.at each poll", backoff = fixed(4s), jitter = none)]
async fn thrice() -> Result<(), Failed> {
    sleep(secs(1)).await;
    Err(failed(Class::SERVER))
}

const FIRST: &str = "attempt 1 server took=1000";
const RETRY: &str = "retry after 1 server delay=4000";

// Red when: `Heard` has no `drop`, or `poll_body` of runtime/src/driver/run.rs does not leave.
#[tokio::test(start_paused = true)]
async fn one_that_is_dropped_at_any_poll() {
    let (ear, _listening) = Ear::open(&["left.at each poll"]);
    assert!(dropped_after(0, thrice()).await.is_none());
    ear.heard(&[]);
    assert!(dropped_after(1, thrice()).await.is_none());
    ear.heard(&["attempt 1 cancelled took=0", "call cancelled attempts=1 took=0"]);
    assert!(dropped_after(2, thrice()).await.is_none());
    ear.heard(&[FIRST, RETRY, "call cancelled attempts=1 took=1000"]);
    assert!(dropped_after(3, thrice()).await.is_none());
    ear.heard(&[FIRST, RETRY, "attempt 2 cancelled took=0", "call cancelled attempts=2 took=5000"]);
    for polls in 4..20 {
        let output = dropped_after(polls, thrice()).await;
        let lines = std::mem::take(&mut *ear.lines());
        let ends = |what: &str| lines.iter().filter(|line| line.starts_with(what)).count();
        assert_eq!(ends("call"), 1, "{lines:?}");
        assert_eq!(ends("call failed"), usize::from(output.is_some()), "{lines:?}");
        let begun = lines.last().and_then(|line| line.split_once("attempts=")).map(|(_, rest)| &rest[..1]);
        assert_eq!(begun, Some(&*ends("attempt").to_string()), "{lines:?}");
    }
}

#[resilient(name = "left.by-panic", breaker("left.by-panic", failures = 1), backoff = none)]
async fn panicking(polls: u32) -> Outcome {
    for _ in 0..polls {
        tokio::task::yield_now().await;
    }
    panic!("the body")
}

// Red when: `enter_body` of runtime/src/telemetry/heard.rs does not say that the user's code runs.
#[tokio::test(start_paused = true)]
async fn one_whose_body_panics() {
    for polls in 0..3 {
        let (ear, _listening) = Ear::open(&["left.by-panic"]);
        assert!(AssertUnwindSafe(panicking(polls)).catch_unwind().await.is_err());
        ear.heard(&[
            "breaker closed -> open failures_in_row lasted=0 open=Some(60000)",
            "attempt 1 panicked took=0",
            "call panicked attempts=1 took=0",
        ]);
        resilin::breaker("left.by-panic").close();
    }
}

#[resilient(name = "left.by-panic-blocking")]
fn panicking_blocking(run: &mut u32) -> Result<(), Failed> {
    *run += 1;
    assert!(*run < 2, "the body");
    Err(failed(Class::SERVER))
}

#[test]
fn one_whose_body_panics_on_its_thread() {
    let _installed = ManualClock::new().install();
    let _seed = resilin::testing::seed(1);
    let (ear, _listening) = Ear::open(&["left.by-panic-blocking"]);
    assert!(catch_unwind(|| panicking_blocking(&mut 0)).is_err());
    let lines = ear.lines().clone();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[0].starts_with("attempt 1 server") && lines[1].starts_with("retry after 1"), "{lines:?}");
    assert!(lines[2].starts_with("attempt 2 panicked"), "{lines:?}");
    assert!(lines[3].starts_with("call panicked attempts=2"), "{lines:?}");
}

fn no_fault(_: &Failed) -> Fault {
    panic!("the judge")
}

#[resilient(name = "left.by its judge", classify = no_fault)]
async fn unjudged() -> Result<(), Failed> {
    tokio::task::yield_now().await;
    Err(failed(Class::SERVER))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn no_answer(_: &()) -> Result<(), &'static str> {
    panic!("the judge")
}

#[resilient(name = "left.by its validation", validate = no_answer)]
async fn unvalidated() -> Outcome {
    tokio::task::yield_now().await;
    Ok(())
}

// Red when: `poll_body` of runtime/src/driver/run.rs leaves when the body is ready, too.
#[tokio::test(start_paused = true)]
async fn one_whose_judge_panics() {
    let (ear, _listening) = Ear::open(&["left.by its judge", "left.by its validation"]);
    assert!(AssertUnwindSafe(unjudged()).catch_unwind().await.is_err());
    ear.heard(&["attempt 1 panicked took=0", "call panicked attempts=1 took=0"]);
    assert!(AssertUnwindSafe(unvalidated()).catch_unwind().await.is_err());
    ear.heard(&["attempt 1 panicked took=0", "call panicked attempts=1 took=0"]);
}

struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        panic!("the body's drop");
    }
}

#[resilient(name = "left.by a drop", timeout = 1s)]
async fn hanging() -> Outcome {
    let _guard = PanicsWhenDropped;
    sleep(secs(60)).await;
    Ok(())
}

// Red when: `limit_reached` of runtime/src/driver/run.rs does not enter the body again.
#[tokio::test(start_paused = true)]
async fn one_whose_body_panics_when_it_is_cut() {
    let (ear, _listening) = Ear::open(&["left.by a drop"]);
    assert!(AssertUnwindSafe(hanging()).catch_unwind().await.is_err());
    ear.heard(&["attempt 1 panicked took=1000", "call panicked attempts=1 took=1000"]);
}

#[resilient(name = "left.by somebody else")]
async fn waiting() -> Result<(), Failed> {
    sleep(secs(60)).await;
    Ok(())
}

/// The panic was none of the call's.
// Red when: `drop` of runtime/src/telemetry/heard.rs asks whether the thread panics.
#[tokio::test(start_paused = true)]
async fn one_that_is_dropped_by_a_panic_of_its_caller_was_cancelled() {
    let (ear, _listening) = Ear::open(&["left.by somebody else"]);
    let caller = async {
        let mut call = Box::pin(waiting());
        assert!((&mut call).now_or_never().is_none());
        panic!("the caller");
    };
    assert!(AssertUnwindSafe(caller).catch_unwind().await.is_err());
    ear.heard(&["attempt 1 cancelled took=0", "call cancelled attempts=1 took=0"]);
}

struct CallsWhenDropped;

#[resilient(name = "left.in a drop")]
fn last_words() -> Result<(), Failed> {
    Ok(())
}

impl Drop for CallsWhenDropped {
    fn drop(&mut self) {
        last_words().expect("it is good");
    }
}

#[test]
fn one_that_is_made_while_the_thread_panics_is_like_any_other() {
    let (ear, _listening) = Ear::open(&["left.in a drop"]);
    let panicked = catch_unwind(|| {
        let _last = CallsWhenDropped;
        panic!("the caller");
    });
    assert!(panicked.is_err());
    let lines = ear.lines().clone();
    assert!(lines[0].starts_with("attempt 1 ok") && lines[1].starts_with("call ok"), "{lines:?}");
}

/// Takes its time, and panics where it is told to.
struct Login {
    panics: bool,
}

impl Provider for Login {
    type Secret = ();
    type Error = Failed;

    async fn renew(&self, _: Option<&Lease<()>>) -> Result<Grant<()>, Failed> {
        sleep(secs(1)).await;
        assert!(!self.panics, "the provider");
        Ok(Grant::new(()))
    }
}

#[resilient(name = "left.waiting for a lease", credentials(lease = credentials))]
async fn leased(credentials: &Credentials<Login>) -> Outcome {
    let _ = lease;
    sleep(secs(1)).await;
    Ok(())
}

// Red when: `around_lease` of runtime/src/driver/session.rs begins an attempt.
#[tokio::test(start_paused = true)]
async fn one_that_is_dropped_while_it_waits_for_a_lease() {
    let (ear, _listening) = Ear::open(&["left.waiting for a lease"]);
    let credentials = Credentials::new(Login { panics: false });
    assert!(dropped_after(1, leased(&credentials)).await.is_none());
    ear.heard(&["call cancelled attempts=0 took=0"]);
    leased(&credentials).await.expect("it is good");
    ear.heard(&["attempt 1 ok took=1000", "call ok attempts=1 took=2000"]);
    assert!(dropped_after(1, leased(&credentials)).await.is_none());
    ear.heard(&["attempt 1 cancelled took=0", "call cancelled attempts=1 took=0"]);
}

/// A source of the user's own, whose code is a part of the call.
struct Panicking;

impl resilin::credentials::LeaseSource for Panicking {
    type Lease = ();

    async fn lease(&self) -> Result<(), resilin::Rejected> {
        tokio::task::yield_now().await;
        panic!("the source")
    }

    fn failed(&self, (): &(), _: &Fault, _: bool) {}
}

#[resilient(name = "left.by its source", credentials(lease = source))]
async fn sourced(source: &Panicking) -> Outcome {
    let () = lease;
    Ok(())
}

// Red when: `around_lease` of runtime/src/driver/session.rs does not say that the user's code runs.
#[tokio::test(start_paused = true)]
async fn one_whose_source_of_leases_panics() {
    let (ear, _listening) = Ear::open(&["left.by its source"]);
    assert!(AssertUnwindSafe(sourced(&Panicking)).catch_unwind().await.is_err());
    ear.heard(&["call panicked attempts=0 took=0"]);
}

#[resilient(name = "left.waiting for a quota", quota("left.waiting", wait_up_to = 1m))]
async fn metered() -> Outcome {
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn one_that_is_dropped_while_it_waits_for_a_quota() {
    let (ear, _listening) = Ear::open(&["left.waiting for a quota"]);
    resilin::quota("left.waiting").close_for(secs(10));
    assert!(dropped_after(1, metered()).await.is_none());
    ear.heard(&["call cancelled attempts=0 took=0"]);
}

#[resilient(name = "left.as-probe", breaker("left.as-probe", failures = 1))]
async fn probing() -> Outcome {
    sleep(secs(1)).await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn one_that_is_dropped_as_a_probe_leaves_the_breaker_to_the_next() {
    let breaker = resilin::breaker("left.as-probe");
    breaker.open_for(secs(0));
    let (ear, _listening) = Ear::open(&["left.as-probe"]);
    assert!(dropped_after(1, probing()).await.is_none());
    ear.heard(&[
        "breaker open -> half_open open_time_over lasted=0 open=None",
        "attempt 1 cancelled took=0",
        "call cancelled attempts=1 took=0",
    ]);
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    probing().await.expect("it is good");
    ear.heard(&[
        "attempt 1 ok took=1000",
        "breaker half_open -> closed probes_succeeded lasted=1000 open=None",
        "call ok attempts=1 took=1000",
    ]);
}
