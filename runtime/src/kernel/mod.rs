//! One call's life as a state machine, without I/O.
//!
//! The kernel is told what happened and how much time is left, and answers what to do next. It reads no clock,
//! holds no timer, knows no runtime, and draws its randomness from a source it is given. The async and the
//! blocking driver are thin shells over it; a simulation can be one more:
//!
//! ```
//! use std::time::Duration;
//! use resilin::kernel::{Call, Failure, Random, Verdict};
//! use resilin::{Class, Policy};
//!
//! struct Middle;
//! impl Random for Middle {
//!     fn next_u64(&mut self) -> u64 {
//!         u64::MAX / 2 + 1
//!     }
//! }
//!
//! let policy: Policy = "backoff = exp(1s, 2, 60s), jitter = none, attempts = 3".parse()?;
//! let mut call = Call::new();
//! let failure = Failure::new(Class::SERVER);
//! assert_eq!(call.failed(&policy, &failure, &mut Middle), Verdict::Retry { after: Duration::from_secs(1) });
//! assert_eq!(call.failed(&policy, &failure, &mut Middle), Verdict::Retry { after: Duration::from_secs(2) });
//! assert!(matches!(call.failed(&policy, &failure, &mut Middle), Verdict::GiveUp(_)));
//! # Ok::<(), resilin::PolicyError>(())
//! ```
//!
//! A breaker is the same sort of thing: [`Circuit`] is its state machine, [`SharedCircuit`] one that threads share. What
//! the rest of the crate adds is a name, a clock and the log. So is a retry budget: [`RetryBudget`] says whether there is
//! enough for one more retry, whatever number of threads ask.

mod breaker;
mod budget;
mod call;
mod delays;
mod jitter;
mod moment;
mod nanos;
mod quota;
mod random;
mod rules;
mod schedule;
mod steps;
mod verdict;

pub(crate) use breaker::Body;
pub use breaker::{
    Admission, BreakerSnapshot, BreakerState, Cause, Circuit, Permit, Refusal, SharedCircuit, TimeInState,
    Transition,
};
pub use budget::{RetryBudget, Spent};
pub use call::Call;
pub use delays::Delays;
pub(crate) use jitter::bounds;
pub use moment::Moment;
pub use quota::{
    Quota, QuotaChange, QuotaProbe, QuotaRefusal, QuotaReset, QuotaSnapshot, QuotaState, ResetKind, SharedQuota,
};
pub use random::Random;
pub use rules::Rules;
pub(crate) use steps::{Memory, Steps};
pub use verdict::{Failure, GiveUp, Verdict};
