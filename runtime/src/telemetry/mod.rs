//! What a call lets be seen: a span, and an event for each retry and refusal. Without the `tracing` feature:
//! nothing.

#[cfg(feature = "tracing")]
mod by_tracing;
#[cfg(not(feature = "tracing"))]
mod nothing;

#[cfg(feature = "tracing")]
pub(crate) use by_tracing::{
    Entered, Span, breaker_moved, gave_up, is_debugged, may_be_debugged, nested, no_table, no_timeout, no_timer,
    quota_closed, quota_open, rejected, retried, settings_differ, unknown,
};
#[cfg(feature = "tracing")]
pub(crate) use by_tracing::{key_back, key_out};
#[cfg(all(feature = "tokio", feature = "tracing"))]
pub(crate) use by_tracing::{renewal_failed, renewed};
#[cfg(not(feature = "tracing"))]
pub(crate) use nothing::{
    Entered, Span, breaker_moved, gave_up, is_debugged, may_be_debugged, nested, no_table, no_timeout, no_timer,
    quota_closed, quota_open, rejected, retried, settings_differ, unknown,
};
#[cfg(not(feature = "tracing"))]
pub(crate) use nothing::{key_back, key_out};
#[cfg(all(feature = "tokio", not(feature = "tracing")))]
pub(crate) use nothing::{renewal_failed, renewed};

/// What a site names besides its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    Breaker,
    Quota,
    RetryBudget,
}
