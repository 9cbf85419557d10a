//! A call that is dropped, wherever it waits, leaves nothing of it in its breaker.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::thread;

use resilin::{Breaker, BreakerState, Class, Fault, Site, resilient};
use tokio::task::yield_now;
use tokio::time::sleep;

use super::common::{Failed, Outcome, define, failed, half_open, pass, secs, site};

/// Polls so often, as the runtime wakes it, and drops it then; what it returned if it was over by then.
async fn dropped_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut left = polls;
    let mut future = pin!(future);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Pending if left == 0 => Poll::Ready(None),
            polled => polled.map(Some),
        }
    })
    .await
}

/// A body that waits three times and fails, and counts how often it came to its end.
async fn body(class: Class, ended: &Cell<u64>) -> Result<(), Failed> {
    yield_now().await;
    sleep(secs(1)).await;
    yield_now().await;
    ended.set(ended.get() + 1);
    Err(Failed(Fault::new(class)))
}

/// Calls the site, dropped after so many polls; how many attempts came to their end, and whether the call did.
async fn cut(site: &Site, class: Class, polls: usize) -> (u64, bool) {
    let ended = Cell::new(0);
    let over = dropped_after(polls, site.call(|| body(class, &ended))).await.is_some();
    (ended.get(), over)
}

/// Whether a probe can be had at once, or the breaker's state is one in which none is needed.
fn assert_probe_can_be_had(breaker: &Breaker) {
    assert_eq!(breaker.snapshot().probes, 0);
    match breaker.state() {
        BreakerState::HalfOpen | BreakerState::Closed | BreakerState::Disabled => {
            drop(breaker.permit().expect("there is a place"));
        }
        state => assert!(breaker.permit().is_err(), "{state}"),
    }
    assert_eq!(breaker.snapshot().probes, 0);
}

const LIMITS: [&str; 4] = ["", ", timeout = 30s", ", deadline = 90s", ", timeout = 30s, deadline = 90s"];

fn limited(name: &str, limits: &str) -> &'static Site {
    site(&format!(r#"breaker = "{name}", attempts = 3, backoff = fixed(1s), jitter = none{limits}"#))
}

/// Drops a call at each of its polls, each time on a breaker that `prepare` has just made ready.
async fn at_each_poll(
    name: &str,
    class: Class,
    prepare: impl AsyncFn(&Breaker),
    check: impl Fn(&Breaker, usize, u64),
) -> usize {
    let breaker = define(name, "failures = 1000, open = 1h, successes = 2, probe_timeout = 1h");
    let mut most = 0;
    for limits in LIMITS {
        let site = limited(name, limits);
        for polls in 0.. {
            breaker.close();
            prepare(&breaker).await;
            let (ended, over) = cut(site, class, polls).await;
            check(&breaker, polls, ended);
            assert_probe_can_be_had(&breaker);
            most = most.max(polls);
            if over {
                break;
            }
        }
    }
    most
}

async fn nothing(_: &Breaker) {}

// Red when: `drop` of runtime/src/driver/gate.rs is empty (half-open); `poll_body` of runtime/src/driver/run.rs does not
// `leave_body` (a cancellation is counted as a failure).
#[tokio::test(start_paused = true)]
async fn while_it_is_closed() {
    let most = at_each_poll("cut-closed", Class::SERVER, nothing, |breaker, polls, ended| {
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.state, snapshot.failures), (BreakerState::Closed, ended), "after {polls} polls");
    })
    .await;
    assert!(most > 9, "three attempts, each with more than three polls: {most}");
}

#[tokio::test(start_paused = true)]
async fn while_it_is_closed_with_a_window() {
    let breaker = define("cut-window", "failure_rate = 100%, slow_call = 10s, calls = 1000");
    for polls in 0.. {
        breaker.close();
        let (ended, over) = cut(limited("cut-window", ""), Class::SERVER, polls).await;
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.calls, snapshot.failures, snapshot.slow_calls), (Some(ended), ended, 0));
        if over {
            break;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn as_its_probe() {
    // Throttled: retried, and not counted, so that every attempt is a probe of the same half-open phase.
    let most = at_each_poll("cut-probe", Class::THROTTLED, half_open, |breaker, polls, _| {
        assert_eq!(breaker.state(), BreakerState::HalfOpen, "after {polls} polls");
    })
    .await;
    assert!(most > 9, "{most}");
}

#[tokio::test(start_paused = true)]
async fn as_the_first_probe() {
    let opened = async |breaker: &Breaker| {
        breaker.open_for(secs(5));
        pass(secs(5)).await;
    };
    let check = |breaker: &Breaker, polls, ended| {
        let expected = match (polls, ended) {
            (0, _) => BreakerState::Open,
            (_, 0) => BreakerState::HalfOpen,
            _ => BreakerState::Open,
        };
        assert_eq!(breaker.state(), expected, "after {polls} polls");
        if polls == 0 {
            drop(breaker.permit().expect("the call was never begun"));
        }
    };
    at_each_poll("cut-first", Class::SERVER, opened, check).await;
}

#[tokio::test(start_paused = true)]
async fn while_others_probe() {
    let breaker = define("cut-others", "probe_timeout = 1h");
    half_open(&breaker).await;
    let probe = breaker.permit().unwrap();
    for polls in 0..3 {
        assert_eq!(cut(limited("cut-others", ""), Class::SERVER, polls).await, (0, polls > 0));
        assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 1));
    }
    drop(probe);
    assert_probe_can_be_had(&breaker);
}

#[tokio::test(start_paused = true)]
async fn while_it_is_open() {
    let forced = async |breaker: &Breaker| breaker.force_open();
    at_each_poll("cut-forced", Class::SERVER, forced, |breaker, _, ended| {
        assert_eq!((breaker.state(), ended), (BreakerState::ForcedOpen, 0));
    })
    .await;
    let opened = async |breaker: &Breaker| breaker.open_for(secs(10));
    at_each_poll("cut-open", Class::SERVER, opened, |breaker, _, ended| {
        assert_eq!((breaker.state(), ended), (BreakerState::Open, 0));
        assert_eq!(breaker.snapshot().retry_after, Some(secs(10)), "nothing makes it longer");
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn while_it_is_disabled() {
    let disabled = async |breaker: &Breaker| breaker.disable();
    let most = at_each_poll("cut-disabled", Class::SERVER, disabled, |breaker, _, _| {
        assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Disabled, 0));
    })
    .await;
    assert!(most > 9, "{most}");
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &u32) -> Result<(), &'static str> {
    Err("never")
}

/// Every attempt ends with a value that is not valid, which is retried and not counted.
#[resilient(breaker = "cut-attribute/{host}", validate = refuse, timeout = 30s, deadline = 90s, attempts = 3,
    backoff = fixed(1s), jitter = none)]
async fn invalid(host: &str) -> Outcome<u32> {
    yield_now().await;
    sleep(secs(1)).await;
    Ok(7)
}

#[tokio::test(start_paused = true)]
async fn of_a_function_with_a_key_and_all_limits() {
    let breaker = define("cut-attribute/eu", "failures = 1, probe_timeout = 1h");
    half_open(&breaker).await;
    let mut polls = 0;
    while dropped_after(polls, invalid("eu")).await.is_none() {
        assert_eq!(breaker.state(), BreakerState::HalfOpen, "after {polls} polls");
        assert_probe_can_be_had(&breaker);
        polls += 1;
    }
    assert!(polls > 6, "three attempts: {polls}");
    assert_probe_can_be_had(&breaker);
}

/// An attempt that its timeout ends counts; one that is dropped before does not.
#[tokio::test(start_paused = true)]
async fn with_attempts_that_time_out() {
    let breaker = define("cut-timeout", "failures = 1000");
    let site = site(r#"breaker = "cut-timeout", timeout = 3s, attempts = 3, backoff = fixed(10s), jitter = none"#);
    for (seconds, timed_out) in [(2, 0), (4, 1), (15, 1), (17, 2), (27, 2), (30, 3)] {
        breaker.close();
        let hanging = site.call(std::future::pending::<Result<(), Failed>>);
        let _ = tokio::time::timeout(secs(seconds), hanging).await;
        assert_eq!(breaker.snapshot().failures, timed_out, "dropped after {seconds}s");
    }
}

#[tokio::test(start_paused = true)]
async fn by_a_select_that_prefers_another() {
    let breaker = define("cut-select", "");
    half_open(&breaker).await;
    let site = site(r#"breaker = "cut-select""#);
    for _ in 0..20 {
        tokio::select! {
            biased;
            outcome = site.call(std::future::pending::<Result<(), Failed>>) => panic!("{outcome:?}"),
            () = yield_now() => {}
        }
    }
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    assert_probe_can_be_had(&breaker);
}

#[tokio::test(start_paused = true)]
async fn by_the_abort_of_its_task() {
    let breaker = define("cut-abort", "");
    half_open(&breaker).await;
    let site = site(r#"breaker = "cut-abort""#);
    let task = tokio::spawn(site.call(std::future::pending::<Result<(), Failed>>));
    yield_now().await;
    assert_eq!(breaker.snapshot().probes, 1);
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    assert_probe_can_be_had(&breaker);
}

#[tokio::test(start_paused = true)]
async fn never_polled_it_asks_for_nothing() {
    let breaker = define("cut-unpolled", "");
    breaker.open_for(secs(1));
    pass(secs(1)).await;
    let asked = AtomicUsize::new(0);
    let call = site(r#"breaker = "cut-unpolled""#).call(|| {
        asked.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok::<_, Failed>(()))
    });
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::Open, 0));
    drop(call);
    assert_eq!((breaker.state(), asked.into_inner()), (BreakerState::Open, 0));
}

/// Begun on one runtime, dropped on a thread without one, or ended on another runtime.
#[test]
fn moved_to_another_thread() {
    let breaker = define("cut-moved", "probe_timeout = 1h, successes = 2");
    let site = site(r#"breaker = "cut-moved", attempts = 1"#);
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    breaker.open_for(std::time::Duration::ZERO);
    let begun = || {
        let mut call = Box::pin(site.call(|| async {
            yield_now().await;
            Ok::<_, Failed>(())
        }));
        assert!(runtime().block_on(dropped_after(1, &mut call)).is_none());
        assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 1));
        call
    };
    let dropped = begun();
    thread::spawn(move || drop(dropped)).join().expect("no panic there");
    assert_probe_can_be_had(&breaker);
    let ended = begun();
    let outcome = thread::spawn(move || runtime().block_on(ended)).join().expect("no panic there");
    assert_eq!((outcome, breaker.state()), (Ok(()), BreakerState::HalfOpen));
    assert_probe_can_be_had(&breaker);
}

/// The runtime goes away, and with it every task that was inside.
#[test]
fn by_the_end_of_its_runtime() {
    let breaker = define("cut-runtime", "probe_timeout = 1h");
    breaker.open_for(std::time::Duration::ZERO);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let site = site(r#"breaker = "cut-runtime", attempts = 1"#);
    let (inside, is_inside) = std::sync::mpsc::channel();
    runtime.spawn(async move {
        let outcome: Outcome = site
            .call(|| {
                inside.send(()).expect("somebody listens");
                std::future::pending()
            })
            .await;
        assert_eq!(outcome, failed(Class::UNKNOWN), "it never ends");
    });
    is_inside.recv().expect("it was begun");
    assert_eq!(breaker.snapshot().probes, 1);
    drop(runtime);
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    assert_probe_can_be_had(&breaker);
}
