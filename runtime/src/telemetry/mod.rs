//! What lets itself be seen: told to those who listen in code, and to `tracing`, where the feature is on.

mod calls;
mod gates;
mod heard;
#[cfg(feature = "tracing")]
#[path = "by_tracing.rs"]
mod log;
#[cfg(not(feature = "tracing"))]
#[path = "nothing.rs"]
mod log;
mod once;
mod watch;

pub(crate) use calls::{gave_up, rejected, retried};
pub(crate) use gates::{breaker_moved, key_back, key_out, quota_closed, quota_open};
#[cfg(feature = "tokio")]
pub(crate) use gates::{renewal_failed, renewed};
pub(crate) use log::{Entered, override_unused};
#[cfg(feature = "config")]
pub(crate) use log::{overrides_applied, overrides_refused, site_not_overridden};
pub(crate) use once::{
    Gate, is_debugged, may_be_debugged, nested, no_table, no_timeout, no_timer, settings_differ, unknown,
};
pub(crate) use watch::{Watch, is_wanted};
