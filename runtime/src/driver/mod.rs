//! Thin shells over the kernel: they read the clock, wait, run the body and tell the kernel how it ended.
//!
//! The order of gates is fixed; what comes with later features takes the place that is left for it:
//!
//! 1. deadline: set when the call begins
//! 2. concurrency limit
//! 3. retry: the loop of the expansion, or of `Site::call`
//! 4. for each attempt, before the body: a look at the breaker, retry budget, quota, rate limit, credentials, the
//!    breaker's permit. All of these belong to `ready`, the one await that is the runtime's own.
//! 5. timeout: around the body, in `run_limited`
//! 6. the body, `validate`, classification: `failed`

mod asynchronous;
mod blocking;
mod kept;
mod outcome;
mod run;
mod session;

pub use asynchronous::AsyncCall;
pub use blocking::BlockingCall;
pub use kept::Kept;
pub use outcome::{FromRejected, NeverAnError, Outcome};
