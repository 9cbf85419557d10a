//! A soak: thousands of tasks that call servers which reset, stall, lie and restart, while calls are dropped and panic,
//! and overrides come and go; and what is left of it all when everybody has let go.
//!
//! To learn from, begin with [`Plan`], which makes the whole schedule of a seed, and with the client in
//! `client/resilient.rs`, whose functions use the forms that a policy has. [`Evidence`] is what the checks judge.

mod call;
mod checks;
mod client;
mod evidence;
mod form;
mod gate;
mod heard;
mod leak;
mod ledger;
mod metering;
mod operator;
mod options;
mod panics;
mod plan;
mod pulse;
mod recovery;
mod rest;
mod run;
mod server;
mod show;
mod system;
mod workers;

pub use checks::check_all;
pub use evidence::{Evidence, Gates, Operated, Panics, Recovery, SiteFigures};
pub use form::Form;
pub use leak::Leak;
pub use ledger::Ended;
pub use options::{HELP, Options, OptionsError};
pub use plan::{Deed, End, Intent, Plan, Renewal, Step, Text, Weather};
pub use rest::{AtRest, Live};
pub use run::run;
