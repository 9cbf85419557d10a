//! A panic counts as a failure where the attempt's own code panics, and never keeps a permit.

use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use futures_util::FutureExt as _;
use resilin::{Breaker, BreakerState, Class, Classify, Fault, Site};
use tokio::task::yield_now;
use tokio::time::sleep;

use super::common::{Failed, Outcome, define, half_open, secs, site};

/// A panic without the hook's message.
fn panic<T>() -> T {
    resume_unwind(Box::new("on purpose"))
}

/// Panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic::<()>();
        }
    }
}

async fn panicked(call: impl Future) -> bool {
    AssertUnwindSafe(call).catch_unwind().await.is_err()
}

fn named(name: &str, more: &str) -> (Breaker, &'static Site) {
    let policy = format!(r#"breaker = "{name}", backoff = fixed(1s), jitter = none{more}"#);
    (define(name, "failures = 100, open = 1h, successes = 2, probe_timeout = 1h"), site(&policy))
}

/// Runs what panics once while the breaker is closed and once as its probe; so many failures are counted, the last of
/// which is the panic's own if `counts`.
async fn assert_released(breaker: &Breaker, counts: bool, panics: impl AsyncFn() -> bool) {
    assert!(panics().await, "it passes through");
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, u64::from(counts)));
    half_open(breaker).await;
    assert!(panics().await, "it passes through");
    let after = if counts { BreakerState::Open } else { BreakerState::HalfOpen };
    assert_eq!((breaker.state(), breaker.snapshot().probes), (after, 0));
    half_open(breaker).await;
    drop(breaker.permit().expect("there is a place"));
}

// Red when: `enter_body` of runtime/src/driver/gate.rs is empty.
#[tokio::test(start_paused = true)]
async fn before_the_bodys_future_is_made() {
    let (breaker, site) = named("panic-closure", "");
    let body = || -> std::future::Ready<Result<(), Failed>> { panic() };
    assert_released(&breaker, true, async || panicked(site.call(body)).await).await;
}

#[tokio::test(start_paused = true)]
async fn before_the_bodys_first_await() {
    let (breaker, site) = named("panic-before", "");
    let body = || async { panic::<Result<(), Failed>>() };
    assert_released(&breaker, true, async || panicked(site.call(body)).await).await;
}

#[tokio::test(start_paused = true)]
async fn after_an_await_of_the_bodys() {
    let (breaker, site) = named("panic-after", ", timeout = 60s");
    let body = || async {
        yield_now().await;
        sleep(secs(1)).await;
        panic::<Result<(), Failed>>()
    };
    assert_released(&breaker, true, async || panicked(site.call(body)).await).await;
}

#[tokio::test(start_paused = true)]
async fn in_a_retry() {
    let (breaker, site) = named("panic-retry", "");
    // Throttled: retried, and not counted, so that the panic is the only failure.
    let panics = async || {
        let mut runs = 0;
        let call = site.call(|| {
            runs += 1;
            let run = runs;
            async move {
                yield_now().await;
                if run < 3 { Err::<(), _>(Failed(Fault::new(Class::THROTTLED))) } else { panic() }
            }
        });
        panicked(call).await
    };
    assert_released(&breaker, true, panics).await;
}

#[tokio::test(start_paused = true)]
async fn in_classify() {
    let (breaker, site) = named("panic-classify", "");
    let panics = async || {
        panicked(site.call_with(
            |()| panic(),
            || async {
                yield_now().await;
                Err::<(), _>(())
            },
        ))
        .await
    };
    assert_released(&breaker, true, panics).await;
}

#[tokio::test(start_paused = true)]
async fn in_the_drop_of_the_bodys_locals() {
    let (breaker, site) = named("panic-locals", "");
    let body = || async {
        let _bomb = Bomb;
        yield_now().await;
        Ok::<_, Failed>(())
    };
    assert_released(&breaker, true, async || panicked(site.call(body)).await).await;
}

#[tokio::test(start_paused = true)]
async fn in_the_drop_of_a_body_that_its_timeout_ends() {
    let (breaker, site) = named("panic-timeout", ", timeout = 2s");
    let body = || async {
        let _bomb = Bomb;
        pending::<Result<(), Failed>>().await
    };
    assert_released(&breaker, true, async || panicked(site.call(body)).await).await;
}

/// An error whose drop panics where it holds a bomb.
struct Explosive {
    _bomb: Option<Bomb>,
}

impl Classify for Explosive {
    fn classify(&self) -> Fault {
        Fault::new(Class::THROTTLED)
    }
}

#[tokio::test(start_paused = true)]
async fn in_the_drop_of_an_error() {
    let (breaker, site) = named("panic-error", "");
    // The first attempt's error is dropped when the second one's takes its place: no attempt runs then.
    let panics = async || {
        let mut runs = 0;
        let call = site.call(|| {
            runs += 1;
            let bomb = (runs == 1).then(|| Bomb);
            async { Err::<(), _>(Explosive { _bomb: bomb }) }
        });
        panicked(call).await
    };
    assert_released(&breaker, false, panics).await;
}

#[tokio::test(start_paused = true)]
async fn in_the_drop_of_a_call_that_is_cancelled() {
    let (breaker, site) = named("panic-cancelled", "");
    let body = || async {
        let _bomb = Bomb;
        pending::<Result<(), Failed>>().await
    };
    let panics = async || {
        let mut call = Box::pin(site.call(body));
        assert!(futures_util::poll!(&mut call).is_pending());
        catch_unwind(AssertUnwindSafe(|| drop(call))).is_err()
    };
    assert_released(&breaker, false, panics).await;
}

// Red when: `abandon` of runtime/src/driver/gate.rs asks `std::thread::panicking()` instead.
#[tokio::test(start_paused = true)]
async fn of_somebody_beside_it_only_cancels_it() {
    let (breaker, site) = named("panic-beside", "");
    let panics = async || {
        let beside = async {
            yield_now().await;
            panic::<()>();
        };
        panicked(async { tokio::join!(site.call(pending::<Result<(), Failed>>), beside) }).await
    };
    assert_released(&breaker, false, panics).await;
}

#[tokio::test(start_paused = true)]
async fn of_whoever_owns_the_call_only_cancels_it() {
    let (breaker, site) = named("panic-owner", "");
    let panics = async || {
        panicked(async {
            let mut call = Box::pin(site.call(pending::<Result<(), Failed>>));
            assert!(futures_util::poll!(&mut call).is_pending());
            panic::<()>();
        })
        .await
    };
    assert_released(&breaker, false, panics).await;
}

#[tokio::test(start_paused = true)]
async fn that_the_body_catches_is_none() {
    let (breaker, site) = named("panic-caught", "");
    let body = || async {
        assert!(catch_unwind(panic::<()>).is_err());
        Ok::<_, Failed>(())
    };
    assert_eq!(site.call(body).await, Ok(()));
    assert_eq!(breaker.snapshot().failures, 0);
}

/// A body that is itself run by a drop while its thread unwinds is an attempt like any other.
#[test]
fn around_a_whole_call_changes_nothing() {
    struct Reports(&'static Site);
    impl Drop for Reports {
        fn drop(&mut self) {
            assert_eq!(self.0.call_blocking(|| Ok::<_, Failed>(())), Ok(()));
        }
    }
    let (breaker, site) = named("panic-around", "");
    breaker.open_for(std::time::Duration::ZERO);
    let unwinding = catch_unwind(|| {
        let _reports = Reports(site);
        panic::<()>();
    });
    assert!(unwinding.is_err());
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 0), "one of two successes");
}

/// A panic trips on the clock of its call.
#[tokio::test(start_paused = true)]
async fn of_an_async_call_does_not_see_a_manual_clock() {
    let breaker = define("panic-clock", "failures = 1, open = 30s");
    let site = site(r#"breaker = "panic-clock""#);
    {
        let clock = resilin::testing::ManualClock::new();
        clock.advance(secs(1_000_000_000));
        let _installed = clock.install();
        assert!(panicked(site.call(|| async { panic::<Result<(), Failed>>() })).await);
    }
    assert_eq!(breaker.snapshot().retry_after, Some(secs(30)));
}

fn assert_released_blocking(breaker: &Breaker, counts: bool, panics: impl Fn()) {
    let clock = resilin::testing::ManualClock::new();
    let _installed = clock.install();
    breaker.close();
    assert!(catch_unwind(AssertUnwindSafe(&panics)).is_err(), "it passes through");
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, u64::from(counts)));
    breaker.open_for(std::time::Duration::ZERO);
    assert!(catch_unwind(AssertUnwindSafe(&panics)).is_err(), "it passes through");
    let after = if counts { BreakerState::Open } else { BreakerState::HalfOpen };
    assert_eq!((breaker.state(), breaker.snapshot().probes), (after, 0));
}

// Red when: `run` of runtime/src/driver/blocking.rs does not `enter_body`.
#[test]
fn in_a_blocking_body() {
    let (breaker, site) = named("panic-blocking", "");
    assert_released_blocking(&breaker, true, || {
        let _ = site.call_blocking(panic::<Result<(), Failed>>);
    });
}

#[test]
fn in_a_blocking_bodys_retry() {
    let (breaker, site) = named("panic-blocking-retry", "");
    assert_released_blocking(&breaker, true, || {
        let mut runs = 0;
        let _: Outcome = site.call_blocking(|| {
            runs += 1;
            if runs < 3 { Err(Failed(Fault::new(Class::THROTTLED))) } else { panic() }
        });
    });
}

#[test]
fn in_classify_of_a_blocking_call() {
    let (breaker, site) = named("panic-blocking-classify", "");
    assert_released_blocking(&breaker, true, || {
        let _ = site.call_blocking_with(|()| panic(), || Err::<(), _>(()));
    });
}

#[test]
fn in_the_drop_of_a_blocking_calls_error() {
    let (breaker, site) = named("panic-blocking-error", "");
    assert_released_blocking(&breaker, false, || {
        let mut runs = 0;
        let _ = site.call_blocking(|| {
            runs += 1;
            Err::<(), _>(Explosive { _bomb: (runs == 1).then(|| Bomb) })
        });
    });
}

#[tokio::test(start_paused = true)]
async fn with_a_permit_by_hand() {
    let (breaker, _) = named("panic-permit", "");
    let panics = async || {
        catch_unwind(AssertUnwindSafe(|| {
            let _permit = breaker.permit().expect("it passes");
            panic::<()>();
        }))
        .is_err()
    };
    assert_released(&breaker, true, panics).await;
}
