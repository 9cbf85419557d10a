//! Metrics, by the [`metrics`](https://docs.rs/metrics) facade (feature `metrics`): for whatever exporter the program has.
//!
//! ```
//! use std::time::Duration;
//!
//! // First the exporter: what it is told of the metrics it is told when they are installed.
//! resilin::metrics::install();
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! // What only time changes is brought up to date by a task, or by whoever scrapes, with `refresh()`.
//! tokio::spawn(resilin::metrics::keep_fresh(Duration::from_secs(5)));
//! # });
//! ```
//!
//! | name | kind | unit | labels | meaning |
//! | --- | --- | --- | --- | --- |
//! | `resilience_calls_total` | counter | calls | `site`, `outcome` | calls that have ended |
//! | `resilience_call_duration_seconds` | histogram | seconds | `site`, `outcome` | how long they took, with all attempts and waits |
//! | `resilience_attempts_total` | counter | attempts | `site`, `class` | runs of bodies that have ended |
//! | `resilience_retry_delay_seconds` | histogram | seconds | `site` | how long the next attempt was put off; its count is that of retries |
//! | `resilience_gave_up_total` | counter | calls | `site`, `reason` | calls whose last attempt failed and was not retried |
//! | `resilience_rejected_total` | counter | calls | `site`, `reason` | calls that the policy ended: see [`Rejected::reason`](crate::Rejected::reason) |
//! | `resilience_breaker_state` | gauge | breakers | `breaker`, `state` | breakers that are in the state now |
//! | `resilience_breaker_transitions_total` | counter | transitions | `breaker`, `from`, `to` | from one state to another |
//! | `resilience_breaker_state_seconds_total` | counter | seconds | `breaker`, `state` | time spent in the state, in whole seconds |
//! | `resilience_breaker_rejected_total` | counter | attempts | `breaker` | attempts that were refused, those of permits by hand included |
//! | `resilience_quota_closed` | gauge | | `quota` | 1 while it refuses, until a probe after its reset has found it open; else 0 |
//! | `resilience_quota_closings_total` | counter | closings | `quota`, `reason` | where the reset comes from: `known` (the server named it), `assumed`, `manual` |
//! | `resilience_credentials_renewals_total` | counter | renewals | `provider`, `outcome` | renewals that have ended |
//! | `resilience_retry_budget_balance` | gauge | retries or tokens | `budget` | what is in it: retries where it is a ratio, else tokens |
//!
//! # Labels
//!
//! What a label can be is bounded by the program's code, never by its data.
//!
//! | label | values |
//! | --- | --- |
//! | `site` | the names of sites |
//! | `outcome` of a call | `ok`, `failed`, `cancelled` (its future was dropped), `panicked`, or a `reason` of a rejection |
//! | `class` | `ok`, the built-in classes, those of your own, `cancelled`, `panicked` |
//! | `reason` of giving up | `rule`, `not_idempotent`, `attempts`, `hint_too_long`, `deadline`, `retry_budget` |
//! | `reason` of a rejection | `circuit_open`, `timed_out`, `deadline_exceeded`, `quota_exhausted`, `rate_limited`, `concurrency_limited`, `no_credentials`, `invalid` |
//! | `breaker` | the names of breakers as they stand in code: all keys of `"api/{region}"` count under `api`, and with them the breaker `api` itself, which serves where all keys are busy |
//! | `state`, `from`, `to` | `closed`, `open`, `half_open`, `forced_open`, `disabled` |
//! | `quota`, `budget` | their names |
//! | `provider` | the types of providers |
//! | `outcome` of a renewal | `ok`, `provider` (its own error), `timed_out`, `expired`, `panicked`, `abandoned`, `no_runtime` |
//!
//! # What is up to date when
//!
//! Calls, attempts, transitions, closings and renewals are counted as they happen, in whatever
//! [`Registry`](crate::Registry). The states of breakers and quotas, the time that breakers have spent in them and what
//! they have refused, and the balances of budgets are those of the process's own registry. They are brought up to date by
//! [`refresh`], and by every transition or closing for its own name; only a name that stands for more than 64 breakers
//! waits for the next [`refresh`]. No time is lost in between: a breaker that opens and closes between two scrapes has
//! spent its seconds in a counter.

mod describe;
mod fresh;
mod install;
mod record;
mod state;

#[cfg(feature = "tokio")]
pub use fresh::keep_fresh;
pub use fresh::refresh;
pub use install::install;
