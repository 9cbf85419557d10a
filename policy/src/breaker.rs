//! Breakers as data: when one trips, how long it stays open, how it is probed; and which one a policy names.

mod name;
mod reference;
mod setting;
mod settings;

pub use name::NamePiece;
pub(crate) use name::in_a_policy;
pub use reference::{BreakerRef, check_breaker_name};
pub(crate) use setting::BreakerSetting;
pub use settings::{BreakerSettings, SlowCalls, Window};
