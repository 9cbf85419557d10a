//! Quotas, told the time: the state machine alone and the one that threads share, against a model and rule by rule;
//! and the named ones, by hand and by what responses say.

mod by_hand;
mod closings;
mod common;
mod compared;
mod events;
mod history;
mod like_the_model;
mod listeners;
mod model;
mod observed;
mod probes;
mod ramps;
mod vendors;
mod weeks;
