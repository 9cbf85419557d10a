//! Thin shells over the kernel: they read the clock, wait, run the body and tell the kernel how it ended.
//!
//! The order of gates is fixed; what comes with later features takes the place that is left for it:
//!
//! 1. fallback: around all of it, in the expansion
//! 2. deadline: set when the call begins
//! 3. concurrency limit
//! 4. retry: the loop of the expansion, or of `Site::call`
//! 5. for each attempt, before the body: a look at the breaker, quota, rate limit, credentials, the breaker's permit. The
//!    waits for them are the only ones that are the runtime's own. Where there are credentials the quota is only looked
//!    at before them, and its place is taken after: a renewal may need one, too. A retry has been paid for before its
//!    wait, when its failure was judged, with one more look at breaker and quota, at the time when the wait will be over;
//!    it is paid back where the attempt is then refused
//! 6. timeout: around the body, in `run_limited`
//! 7. the body, `validate`, classification: `failed`

mod asynchronous;
mod blocking;
mod gate;
mod judgement;
mod kept;
mod leased;
mod outcome;
mod payment;
mod quota;
mod run;
mod scoped;
mod session;
mod watched;

pub(crate) use asynchronous::Async;
pub use asynchronous::{AsyncCall, GuardedAsyncCall, KeyedAsyncCall, ScopedAsyncCall};
pub(crate) use blocking::Blocking;
pub use blocking::{BlockingCall, GuardedBlockingCall, KeyedBlockingCall, ScopedBlockingCall};
pub(crate) use gate::Gate;
pub use kept::Kept;
pub use outcome::{FromRejected, NeverAnError, Outcome};
pub use run::Attempted;
