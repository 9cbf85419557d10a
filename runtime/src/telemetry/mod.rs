//! What a call lets be seen: a span, and an event for each retry and refusal. Without the `tracing` feature:
//! nothing.

#[cfg(feature = "tracing")]
mod by_tracing;
#[cfg(not(feature = "tracing"))]
mod nothing;

#[cfg(feature = "tracing")]
pub(crate) use by_tracing::{
    Entered, Span, breaker_moved, gave_up, is_debugged, may_be_debugged, nested, no_table, no_timeout, no_timer,
    rejected, retried, settings_differ, unknown,
};
#[cfg(not(feature = "tracing"))]
pub(crate) use nothing::{
    Entered, Span, breaker_moved, gave_up, is_debugged, may_be_debugged, nested, no_table, no_timeout, no_timer,
    rejected, retried, settings_differ, unknown,
};
