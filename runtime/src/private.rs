//! What expansions of the macros call. Not for anybody else: it changes without notice.

pub use std::boxed::Box;

pub use resilin_policy::{
    BreakerRef, BreakerSettings, ClassRule, Compiled, Delays, LayerTexts, QuotaRef, QuotaSettings, Rate, Retry,
    RetryBudgetRef, RetryBudgetSettings, Rule, Settings, Table, TableRef, Tokens,
};
pub use std::borrow::Cow;

pub use crate::__entries as entries;
pub use crate::__listed as listed;
use crate::Rejected;
pub use crate::classify::{ByClassify, ByNothing, ByReport, BySource, Probe, ToHint};
pub use crate::driver::{
    AsyncCall, Attempted, BlockingCall, FromRejected, GuardedAsyncCall, GuardedBlockingCall, Kept, KeyedAsyncCall,
    KeyedBlockingCall, NeverAnError, Outcome, ScopedAsyncCall, ScopedBlockingCall,
};

pub use crate::site::{Declared, Entries};
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
pub use crate::site::{RESILIN_ENTRIES_0_1, RESILIN_SITES_0_1};
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
pub use linkme;

#[cfg(feature = "macros")]
pub use resilin_macros::policy;

/// The refusal of a value that `validate` did not accept.
#[cold]
pub fn invalid(reason: &impl std::fmt::Display) -> Rejected {
    Rejected::Invalid { reason: reason.to_string() }
}

/// Asks a fallback, whose argument's type is known by this.
pub fn fall_back<E, R>(error: crate::Error<E>, fallback: impl FnOnce(crate::Error<E>) -> R) -> R {
    fallback(error)
}

/// Whether two names are one: a site's real name is known to the compiler alone.
pub const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Stands where a wrong attribute leaves nothing to say. What has one does not compile.
pub fn never<T>() -> T {
    unreachable!("a wrong attribute does not compile")
}
