//! Breakers, told the time: the state machine alone and the one that threads share, against a model and invariant by
//! invariant.

mod compared;
mod drawn;
mod history;
mod invariants;
mod like_the_model;
mod model;
mod numbers;
mod rules;
mod watched;
mod windows;
