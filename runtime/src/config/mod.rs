//! Overrides at run time.

mod changes;
mod compiled_for;
mod difference;
mod error;
mod finding;
mod gates;
mod kinds;
mod known;
mod overrides;
mod plan;
mod reading;
mod sites;
mod state;
mod text;
mod values;
mod variable;

pub use changes::{Change, Changes};
pub use error::ConfigError;
pub use finding::ConfigFinding;
pub use overrides::Overrides;
pub use state::clear;
pub(crate) use state::{listed, source_of_key};
#[doc(hidden)]
pub use state::{settings_of, source_of_setting};
