//! Calls inside calls: each is told for itself.

use resilin::{Class, resilient};
use tokio::time::sleep;

use super::common::{Ear, Outcome, dropped_after, failed, secs};

#[resilient(name = "nested.inner", backoff = fixed(1s), jitter = none, attempts = 2)]
async fn inner(good: bool) -> Outcome {
    sleep(secs(1)).await;
    if good { Ok(()) } else { Err(failed(Class::SERVER).into()) }
}

#[resilient(name = "nested.outer", backoff = fixed(5s), jitter = none, attempts = 2)]
async fn outer(runs: &mut u32) -> Outcome {
    *runs += 1;
    inner(*runs == 2).await
}

#[tokio::test(start_paused = true)]
async fn an_inner_call_ends_before_the_attempt_around_it() {
    let (ear, _listening) = Ear::open(&["nested.inner", "nested.outer"]);
    outer(&mut 0).await.expect("it is good in the end");
    ear.heard(&[
        "attempt 1 server took=1000",
        "retry after 1 server delay=1000",
        "attempt 2 server took=1000",
        "gave up after 2 server attempts",
        "call failed attempts=2 took=3000",
        "attempt 1 server took=3000",
        "retry after 1 server delay=5000",
        "attempt 1 ok took=1000",
        "call ok attempts=1 took=1000",
        "attempt 2 ok took=1000",
        "call ok attempts=2 took=9000",
    ]);
}

#[tokio::test(start_paused = true)]
async fn both_are_cancelled() {
    let (ear, _listening) = Ear::open(&["nested.inner", "nested.outer"]);
    assert!(dropped_after(1, outer(&mut 0)).await.is_none());
    ear.heard(&[
        "attempt 1 cancelled took=0",
        "call cancelled attempts=1 took=0",
        "attempt 1 cancelled took=0",
        "call cancelled attempts=1 took=0",
    ]);
}

#[resilient(name = "nested.cutting", timeout = 500ms, attempts = 1)]
async fn cutting() -> Outcome {
    inner(true).await
}

#[tokio::test(start_paused = true)]
async fn an_inner_call_is_cancelled_that_the_outer_one_cuts() {
    let (ear, _listening) = Ear::open(&["nested.inner", "nested.cutting"]);
    assert!(cutting().await.is_err());
    let mut lines = std::mem::take(&mut *ear.lines());
    lines.sort();
    assert_eq!(
        lines,
        [
            "attempt 1 cancelled took=500",
            "attempt 1 timeout took=500",
            "call cancelled attempts=1 took=500",
            "call timed_out attempts=1 took=500",
            "gave up after 1 timeout attempts",
            "rejected 1 timed_out",
        ]
    );
}
