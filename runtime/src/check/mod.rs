//! What is wrong with the program as a whole: what no single attribute can know.
//!
//! [`resilin::check`](crate::check()) is one call, at the start of a program or in a test of the binary's:
//!
//! ```
//! use resilin::check::FindingKind;
//!
//! // Two crates of ours are to share a breaker, and that breakers have the defaults is fine here.
//! let accepted = [FindingKind::AcrossCrates, FindingKind::OnlyDefaults];
//! let findings = resilin::check().err().unwrap_or_default();
//! let findings = findings.iter().filter(|finding| !accepted.contains(&finding.kind));
//! for finding in findings {
//!     eprintln!("{finding}");
//! }
//! ```
//!
//! A finding says what is wrong, at which sites, and what would be right:
//!
//! ```text
//! the breaker `api` is given different settings
//!   --> shop/src/client.rs:12, `shop::client::orders`: `failures = 3`
//!   --> billing/src/pay.rs:40, `billing::pay`: `failures = 5, open = 30s`
//!   help: write its settings in one place, or give one of the breakers another name
//! the attempts and waits of `shop::client::ticker` can take 46s, beyond its deadline of 30s
//!   --> shop/src/client.rs:42, `shop::client::ticker`
//!   help: write fewer `attempts`, a shorter `backoff` or `timeout`, or `deadline = 46s`
//! ```
//!
//! | kind | what it finds |
//! | --- | --- |
//! | [`SettingsDiffer`](FindingKind::SettingsDiffer) | a breaker, quota or retry budget that two sites, or a site and code, give different settings; a table that two crates' `resilience.toml` give different rules |
//! | [`UndefinedTable`](FindingKind::UndefinedTable) | a table that nobody has given rules |
//! | [`OnlyDefaults`](FindingKind::OnlyDefaults) | a breaker, quota or retry budget that nobody has given settings |
//! | [`BeyondDeadline`](FindingKind::BeyondDeadline) | attempts and waits that can take longer than the deadline; the waits alone where attempts have no `timeout` |
//! | [`SameSiteName`](FindingKind::SameSiteName) | two sites of one name, in one crate or in two |
//! | [`AcrossCrates`](FindingKind::AcrossCrates) | a breaker, quota, retry budget or table that sites of two crates name |
//! | [`NoSuchFunction`](FindingKind::NoSuchFunction) | an entry under `[sites]` of a crate's `resilience.toml` that has the name of no function; only with the feature `link-time` |

mod beyond_deadline;
mod crates;
mod finding;
mod names;
mod no_such_function;
mod run;
mod settings_differ;
mod undefined;

pub use finding::{CheckFinding, CheckedSite, FindingKind};
pub use run::check;
