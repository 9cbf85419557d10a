//! Scenes of calls.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use futures_util::FutureExt as _;
use resilin::{Class, Classify, Error, Fault, Site, policy};
use tokio::time::sleep;

use super::{Expected, another_listener, expected, quietly};

#[derive(Debug)]
pub(crate) struct Failed(pub(crate) Fault);

impl Classify for Failed {
    fn classify(&self) -> Fault {
        self.0
    }
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) type Outcome = Result<(), Error<Failed>>;

/// A call whose body takes so long, and then ends by a fault of this class or well.
pub(crate) async fn call(site: &Site, takes: Duration, class: Option<Class>) -> Outcome {
    let body = || async {
        sleep(takes).await;
        class.map_or(Ok(()), |class| Err(Failed(Fault::new(class))))
    };
    site.call(body).await
}

static WORKING: Site = Site::new("working", policy!("attempts = 2"));
static FAILING: Site = Site::new("failing", policy!("attempts = 3, backoff = fixed(4s), jitter = none"));
static LEFT: Site = Site::new("left", policy!("attempts = 2"));
static SLOW: Site = Site::new("slow", policy!("timeout = 2s, attempts = 2, backoff = none"));
static LATE: Site = Site::new("late", policy!("deadline = 5s, attempts = 1"));

/// Well, on a thread's clock that stands still.
pub(crate) fn working() {
    let _installed = resilin::testing::ManualClock::new().install();
    WORKING.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
}

pub(crate) async fn scenes() -> Expected {
    let (works, fails, left) = (works().await, fails().await, left());
    [works, fails, left, limits().await].concat()
}

// Red when: `install` of runtime/src/metrics/install.rs listens each time: it is called three times.
async fn works() -> Expected {
    let _other = another_listener();
    for _ in 0..2 {
        call(&WORKING, secs(3), None).await.expect("it is good");
    }
    working();
    expected([
        ("resilience_calls_total{outcome=ok,site=working}", 3.0),
        ("resilience_call_duration_seconds_count{outcome=ok,site=working}", 3.0),
        ("resilience_call_duration_seconds_sum{outcome=ok,site=working}", 6.0),
        ("resilience_call_duration_seconds_bucket{le=1,outcome=ok,site=working}", 1.0),
        ("resilience_attempts_total{class=ok,site=working}", 3.0),
    ])
}

async fn fails() -> Expected {
    assert!(call(&FAILING, secs(1), Some(Class::SERVER)).await.is_err());
    assert!(call(&FAILING, secs(1), Some(Class::custom("conflict"))).await.is_err());
    assert!(call(&FAILING, secs(1), Some(Class::CLIENT)).await.is_err());
    expected([
        ("resilience_calls_total{outcome=failed,site=failing}", 3.0),
        ("resilience_call_duration_seconds_count{outcome=failed,site=failing}", 3.0),
        ("resilience_call_duration_seconds_sum{outcome=failed,site=failing}", 11.0 + 11.0 + 1.0),
        ("resilience_attempts_total{class=server,site=failing}", 3.0),
        ("resilience_attempts_total{class=conflict,site=failing}", 3.0),
        ("resilience_attempts_total{class=client,site=failing}", 1.0),
        ("resilience_retry_delay_seconds_count{site=failing}", 4.0),
        ("resilience_retry_delay_seconds_sum{site=failing}", 16.0),
        ("resilience_retry_delay_seconds_bucket{le=10,site=failing}", 4.0),
        ("resilience_gave_up_total{reason=attempts,site=failing}", 2.0),
        ("resilience_gave_up_total{reason=rule,site=failing}", 1.0),
    ])
}

fn left() -> Expected {
    assert!(call(&LEFT, secs(1), None).now_or_never().is_none(), "it waits, and is dropped");
    let panicking = || LEFT.call_blocking(|| -> Result<(), Failed> { panic!("the body") });
    assert!(quietly(|| catch_unwind(AssertUnwindSafe(panicking))).is_err());
    expected([
        ("resilience_calls_total{outcome=cancelled,site=left}", 1.0),
        ("resilience_calls_total{outcome=panicked,site=left}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=cancelled,site=left}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=cancelled,site=left}", 0.0),
        ("resilience_call_duration_seconds_count{outcome=panicked,site=left}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=panicked,site=left}", 0.0),
        ("resilience_attempts_total{class=cancelled,site=left}", 1.0),
        ("resilience_attempts_total{class=panicked,site=left}", 1.0),
    ])
}

async fn limits() -> Expected {
    assert!(call(&SLOW, secs(60), None).await.is_err());
    assert!(call(&LATE, secs(60), None).await.is_err());
    expected([
        ("resilience_calls_total{outcome=timed_out,site=slow}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=timed_out,site=slow}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=timed_out,site=slow}", 4.0),
        ("resilience_attempts_total{class=timeout,site=slow}", 2.0),
        ("resilience_retry_delay_seconds_count{site=slow}", 1.0),
        ("resilience_retry_delay_seconds_sum{site=slow}", 0.0),
        ("resilience_gave_up_total{reason=attempts,site=slow}", 1.0),
        ("resilience_rejected_total{reason=timed_out,site=slow}", 1.0),
        ("resilience_calls_total{outcome=deadline_exceeded,site=late}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=deadline_exceeded,site=late}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=deadline_exceeded,site=late}", 5.0),
        ("resilience_attempts_total{class=timeout,site=late}", 1.0),
        ("resilience_rejected_total{reason=deadline_exceeded,site=late}", 1.0),
    ])
}
