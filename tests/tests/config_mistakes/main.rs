//! Every kind of mistake in an override: what is said of it, and that nothing has changed.
//!
//! In a binary of its own, because what is said depends on all sites of the program.

#[path = "../config/common.rs"]
mod common;
mod compiled_for;
mod files;
mod names;
mod reading;
mod refused;
mod shop;
mod together;
mod variables;
