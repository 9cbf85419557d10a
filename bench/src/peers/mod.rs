//! The peers, each as its documentation says it is to be used.

mod backon;
mod backon_failsafe;
mod backon_recloser;
mod circuitbreaker_rs;
mod execution_policy;
mod failsafe;
mod recloser;
mod seatbelt;
mod tokio_retry2;
mod tower;
mod tower_resilience;

use std::time::Duration;

use crate::body::{Body, Failure};
use crate::contender::Contender;

/// All of them, and the pairs that people make.
pub(crate) fn all() -> Vec<Contender> {
    vec![
        backon::contender(),
        tokio_retry2::contender(),
        tower::contender(),
        failsafe::contender(),
        recloser::contender(),
        circuitbreaker_rs::contender(),
        backon_recloser::contender(),
        backon_failsafe::contender(),
        seatbelt::contender(),
        execution_policy::contender(),
        tower_resilience::contender(),
    ]
}

/// How long a breaker stays open.
const OPEN: Duration = Duration::from_mins(1);
/// How long an attempt may take.
const TIMEOUT: Duration = Duration::from_millis(250);

const NO_BREAKER: &str = "it has no breaker";
const NO_RETRY: &str = "it has no retry";
const NO_COUNT_WINDOW: &str = "it has no window of calls";
const NO_TIME_WINDOW: &str = "it has no window of time";
const NO_DELAYS: &str = "its delays are not public";
const TIMER: &str = "a delay of zero is slept on tokio's timer, which takes about a millisecond";
const ADMITS_ALL: &str = "half-open, it admits everybody";

/// A body under tokio's timeout, for libraries that have none.
async fn in_time<B: Body>(body: &B) -> Result<u64, Failure> {
    tokio::time::timeout(TIMEOUT, body.run()).await.unwrap_or(Err(Failure::Busy))
}
