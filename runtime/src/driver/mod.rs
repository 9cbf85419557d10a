//! Thin shells over the kernel: they read the clock, wait, run the body and tell the kernel how it ended.
//!
//! The order of gates is fixed; what comes with later features takes the place that is left for it:
//!
//! 1. deadline: set when the call begins
//! 2. concurrency limit
//! 3. retry: the loop of the expansion, or of `Site::call`
//! 4. for each attempt, before the body: a look at the breaker, retry budget, quota, rate limit, credentials, the
//!    breaker's permit. All of these belong to `ready`, the one await that is the runtime's own; before the wait for
//!    a retry there is one more look, at the time when it will be over
//! 5. timeout: around the body, in `run_limited`
//! 6. the body, `validate`, classification: `failed`

mod asynchronous;
mod blocking;
mod gate;
mod kept;
mod leased;
mod outcome;
mod payment;
mod quota;
mod run;
mod scoped;
mod session;

pub(crate) use asynchronous::Async;
pub use asynchronous::{AsyncCall, GuardedAsyncCall, KeyedAsyncCall, ScopedAsyncCall};
pub(crate) use blocking::Blocking;
pub use blocking::{BlockingCall, GuardedBlockingCall, KeyedBlockingCall, ScopedBlockingCall};
pub(crate) use gate::Gate;
pub use kept::Kept;
pub use outcome::{FromRejected, NeverAnError, Outcome};
