// The README's examples are compiled and run by the tests crate, which has the libraries that they use.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod attempt;
pub mod classify;
mod clock;
mod deadline;
mod driver;
mod error;
mod fault;
#[cfg(feature = "http-1")]
pub mod http_1;
pub mod kernel;
#[cfg(feature = "macros")]
mod policy_macro;
mod random;
mod rejected;
#[cfg(feature = "reqwest-0-13")]
pub mod reqwest_0_13;
mod site;
mod telemetry;
pub mod testing;
mod timer;

pub use attempt::{Attempt, IdempotencyKey};
pub use classify::Classify;
pub use error::Error;
pub use fault::{Fault, Hint};
pub use rejected::Rejected;
#[cfg(feature = "macros")]
pub use resilin_macros::{Classify, resilient};
pub use resilin_policy::{Attempts, Backoff, Class, Finding, Jitter, Policy, PolicyError};
pub use site::{Location, Site};
