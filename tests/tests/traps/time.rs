//! Elapsed time that counts sleeps only, a sleep past the deadline, the next operation built before the sleep.

use std::sync::Mutex;
use std::time::Duration;

use resilin::{Error, Site, policy, resilient};
use tokio::time::{Instant, sleep};

use super::common::{Failed, secs, server, sleeps_of};

static LIMITED: Site =
    Site::new("limited", policy!("deadline = 10s, backoff = fixed(1s), jitter = none, attempts = 100"));

// Red when: `failure` of runtime/src/driver/session.rs says that the whole deadline is left.
#[test]
fn elapsed_time_counts_the_attempts() {
    assert_eq!(sleeps_of(&LIMITED, server(), secs(4)), [secs(1)]);
    assert_eq!(sleeps_of(&LIMITED, server(), secs(9)), []);
    assert_eq!(sleeps_of(&LIMITED, server(), Duration::ZERO).len(), 9);
}

#[resilient(deadline = 10s, backoff = fixed(1s), jitter = none, attempts = 100)]
async fn lasting(runs: &Mutex<u32>) -> Result<(), Error<Failed>> {
    *runs.lock().expect("no panic under the lock") += 1;
    sleep(secs(4)).await;
    Err(Failed(server()).into())
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn elapsed_time_counts_the_attempts_of_async_calls() {
    let (start, runs) = (Instant::now(), Mutex::new(0));
    assert_eq!(lasting(&runs).await, Err(Error::Failed(Failed(server()))));
    assert_eq!((runs.into_inner().expect("no panic"), start.elapsed()), (2, secs(9)));
}

// Red when: `before` of runtime/src/kernel/steps.rs compares by `wait > left`, or not at all.
#[test]
fn no_sleep_passes_the_deadline() {
    for shape in ["fixed(3s)", "exp(1s, 2, 60s)", "decorrelated(1s, 60s)", "linear(1s, 1s, 60s)", "fixed(5s)"] {
        let text = format!("deadline = 10s, backoff = {shape}, attempts = 100");
        let site = Site::new("limited", super::common::policy(&text));
        for _ in 0..200 {
            let slept: Duration = sleeps_of(&site, server(), Duration::from_millis(1)).iter().sum();
            assert!(slept < secs(10), "{shape}: {slept:?}");
        }
    }
    assert_eq!(sleeps_of(&LIMITED, server().retry_after(secs(10)), Duration::ZERO), []);
}

// Red when: `call_with` of runtime/src/site.rs makes the future before `call.ready().await`.
#[tokio::test(start_paused = true)]
async fn the_next_operation_is_built_after_the_sleep() {
    static TWICE: Site = Site::new("twice", policy!("backoff = fixed(60s), jitter = none, attempts = 2"));
    let (start, mut built) = (Instant::now(), Vec::new());
    let outcome: Result<(), _> = TWICE
        .call(|| {
            built.push(start.elapsed());
            async { Err(Failed(server())) }
        })
        .await;
    assert_eq!(outcome, Err(Error::Failed(Failed(server()))));
    assert_eq!(built, [Duration::ZERO, secs(60)]);
}

/// Notes when it is cloned, and is not for the body to read.
struct Signed<'s>(&'s Mutex<Vec<Duration>>, Instant);

impl Clone for Signed<'_> {
    fn clone(&self) -> Self {
        self.0.lock().expect("no panic under the lock").push(self.1.elapsed());
        Self(self.0, self.1)
    }
}

fn consume<T>(_: T) {}

#[resilient(clone(signed), backoff = fixed(60s), jitter = none, attempts = 2)]
async fn sending(signed: Signed<'_>) -> Result<(), Failed> {
    consume(signed);
    Err(Failed(server()))
}

// Red when: `attempts` of macros/src/resilient/body.rs writes `#bindings #ready`.
#[tokio::test(start_paused = true)]
async fn the_next_arguments_are_cloned_after_the_sleep() {
    let cloned = Mutex::new(Vec::new());
    assert!(sending(Signed(&cloned, Instant::now())).await.is_err());
    assert_eq!(cloned.into_inner().expect("no panic"), [Duration::ZERO, secs(60)]);
}
