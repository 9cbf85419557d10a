//! What each site goes by, and where each value comes from.
//!
//! [`resilin::explain`](crate::explain()) explains every listed site, [`Site::explain`](crate::Site::explain) one. It is
//! what holds at this moment, overrides included: keys and settings that nobody wrote are there with their defaults. To
//! explain changes nothing, and makes nothing: a breaker that nobody has used yet is told with the settings that the
//! site itself would give it. A site with a registry of its own is told the same way, because which registry that is only
//! its calls know.
//!
//! As text it is a table. `here as fail` says that a rule has nothing to act on: a `refresh` without credentials, a
//! `cooldown` without a quota, a `retry` where the body runs once. A delay stands with what jitter makes of it; ten are
//! listed at most, and `…` stands for more.
//!
//! ```text
//! shop::client::ticker  (src/client.rs:42)
//!   backoff     exp(200ms, 2, 10s)        resilience.toml [policies.reads]
//!   jitter      0.25                      attribute
//!   attempts    4                         ops.toml:3
//!   deadline    30s                       RESILIENCE__SITES__SHOP__CLIENT__TICKER__DEADLINE
//!   breaker     api                       attribute
//!   table       http                      resilience.toml [policies.reads]
//!   max_wait    what the deadline leaves  default
//!   idempotent  true                      default
//!   none:  timeout, quota, retry_budget, on
//!
//!   breaker `api` is open, 17.66s left
//!     failures       5              resilience.toml [breakers.api]
//!     within         5m             resilience.toml [breakers.api]
//!     open           30s            code
//!     probes         1              default
//!     successes      1              default
//!     probe_timeout  the open time  default
//!     keys           10000          default
//!     none:  failure_rate, calls, min_calls, slow_call, slow_call_rate
//!
//!   class                      rule                                   breaker  source
//!   network, timeout, server,  retry                                  counts   standard table
//!   overload, unknown
//!   throttled                  retry(exp(5s, 2, 60s), attempts = 3)   ignores  resilience.toml [tables.http]
//!   quota                      cooldown(15m, max = 6h), here as fail  ignores  standard table
//!   auth                       refresh, here as fail                  ignores  standard table
//!   invalid                    retry                                  ignores  standard table
//!   client                     fail                                   ignores  standard table
//!
//!   retry  network, timeout, server,  throttled
//!          overload, invalid,
//!          unknown
//!   1      200ms (150ms to 250ms)     5s (3.75s to 6.25s)
//!   2      400ms (300ms to 500ms)     10s (7.5s to 12.5s)
//!   3      800ms (600ms to 1s)
//!
//!   at most 30s in all, 20.5s of it waiting
//!   a server that asks for a longer wait gets it if the deadline leaves the time for it
//! ```
//!
//! With the feature `serde` it serializes. Durations are numbers, in seconds, in fields that end with `_seconds`; values of
//! keys and rules are text, as the policy language writes them; a source is an object with its `kind`:
//!
//! ```json
//! { "key": "attempts", "value": "4", "source": { "kind": "file", "path": "ops.toml", "line": 3 } }
//! { "retry": 1, "delay_seconds": 0.2, "lowest_seconds": 0.15, "highest_seconds": 0.25 }
//! ```

mod display;
mod explanation;
mod gate_settings;
mod gates;
mod in_force;
mod provenance;
mod rules;
mod schedules;
mod settings;
mod worst_case;

pub use explanation::{Explanation, SiteExplanation, explain};
pub use gates::GateExplanation;
pub(crate) use in_force::policy as policy_in_force;
pub use rules::{RuleExplanation, RuleSource};
pub use schedules::{Delay, Schedule};
pub use settings::Setting;
pub use worst_case::WorstCase;
