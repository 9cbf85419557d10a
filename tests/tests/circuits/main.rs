//! Breakers in calls: what trips them, whom they refuse, what closes them, and that nothing of them is ever lost.

mod attempts;
mod attributes;
mod blocking;
mod bounded;
mod by_hand;
mod cancelled;
mod classes;
mod common;
mod keys;
mod load;
mod load_keys;
mod nested;
mod panics;
mod probing;
mod refusals;
mod settings;
mod tripping;
