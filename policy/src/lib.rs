//! The policy language of `resilin`: what should happen when a call fails, as data.
//!
//! A [`Policy`] says how often a call is attempted, how long it waits in between and when it gives up. It is
//! written as text, in the same words in an attribute, in a file and in the environment:
//!
//! ```
//! use resilin_policy::{Attempts, Backoff, Jitter, Policy};
//! use std::time::Duration;
//!
//! let policy: Policy = "backoff = exp(1s, 2, 60s), jitter = 25%, attempts = 5".parse()?;
//!
//! assert_eq!(policy.jitter(), Jitter::Proportional(0.25));
//! assert!(policy.attempts().allows(5) && !policy.attempts().allows(6));
//! assert_eq!(policy.backoff().delay(0), Duration::from_secs(1));
//! assert_eq!(policy.backoff().delay(9), Duration::from_secs(60));
//!
//! // Printing gives the canonical text, and reading that gives the same policy again.
//! assert_eq!(policy.to_string(), "backoff = exp(1s, 2, 60s), jitter = 0.25, attempts = 5");
//! # Ok::<(), resilin_policy::PolicyError>(())
//! ```
//!
//! What cannot work is refused when it is read, with the place and a way out, and all mistakes of one text at once:
//!
//! ```
//! let mistake = "backoff = exp(1s, 0.5, 60s), attemps = 3".parse::<resilin_policy::Policy>().unwrap_err();
//! assert_eq!(mistake.to_string(), "\
//! `factor` is below 1: delays would shrink
//!   backoff = exp(1s, 0.5, 60s), attemps = 3
//!                     ^^^
//!   help: write 1 or more, as in `exp(1s, 2, 60s)`
//! unknown key `attemps`
//!   backoff = exp(1s, 0.5, 60s), attemps = 3
//!                                ^^^^^^^
//!   help: did you mean `attempts`?");
//! ```
//!
//! # The keys
//!
//! | key | forms | meaning | left out |
//! | --- | --- | --- | --- |
//! | `backoff` | `exp(first, factor, cap)`, `linear(first, step, cap)`, `fib(first, cap)`, `fixed(delay)`, `decorrelated(base, cap)`, `none` | delay before the 2nd, 3rd … attempt | `exp(200ms, 2, 20s)` |
//! | `jitter` | `0.25`, `25%`, `full`, `equal`, `none` | how delays are spread at random | `full` |
//! | `attempts` | `5`, `unlimited` | runs of the body, the first included | 3 |
//! | `timeout` | duration | for each attempt | none |
//! | `deadline` | duration | for the whole call, waits included | none |
//! | `max_wait` | duration | a server's hint longer than this ends the call | five times the longest delay |
//! | `idempotent` | `true`, `false` | whether a call may be run twice | `true` |
//!
//! Durations carry their unit: `ns`, `us` (or `µs`), `ms`, `s`, `m` (or `min`), `h`, `d`. `1.5s`, `1_000ms` and
//! `1m30s` are durations too; `5` is not. White space is free, a value may be quoted, a trailing comma is fine.
//!
//! This crate judges and prints; it does no I/O and reads no clock. `resilin` carries policies out.

mod attempts;
mod backoff;
mod class;
mod describe;
mod error;
mod excerpt;
mod finding;
mod jitter;
mod keys;
mod policy;
mod print;
mod read;
mod refine;
mod suggest;
mod table;
mod units;
mod worst_case;

pub use attempts::Attempts;
pub use backoff::Backoff;
pub use class::{Class, UnknownClass, built_in_class};
pub use describe::describe;
pub use error::PolicyError;
pub use excerpt::excerpt;
pub use finding::Finding;
pub use jitter::Jitter;
pub use keys::{KeyKind, code_key, key_kind, later_key, missing_comma, repeated_key, unknown_key};
pub use policy::{Policy, Settings};
pub use read::{Reading, Target, read};
pub use refine::idle_beside;
pub use table::{Rule, standard};
pub use worst_case::{WorstCase, worst_case};
