//! What expansions of the macros call. Not for anybody else: it changes without notice.

pub use std::boxed::Box;

pub use resilin_policy::{BreakerRef, BreakerSettings, ClassRule, Delays, Retry, Rule, Settings, Table};
pub use std::borrow::Cow;

use crate::Rejected;
pub use crate::classify::{ByClassify, ByNothing, ByReport, BySource, Probe, ToHint};
pub use crate::driver::{
    AsyncCall, BlockingCall, FromRejected, GuardedAsyncCall, GuardedBlockingCall, Kept, KeyedAsyncCall,
    KeyedBlockingCall, NeverAnError, Outcome,
};

#[cfg(feature = "macros")]
pub use resilin_macros::policy;

/// The refusal of a value that `validate` did not accept.
#[cold]
pub fn invalid(reason: &impl std::fmt::Display) -> Rejected {
    Rejected::Invalid { reason: reason.to_string() }
}
