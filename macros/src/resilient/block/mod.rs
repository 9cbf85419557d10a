//! `#[resilient(…)] impl Client { … }`: the default of every async method in the block that returns a `Result`.
//!
//! The block only hands the attribute on: each method gets one of its own, in which its own keys come before the
//! block's, and is expanded by itself.

mod defaults;
mod entries;
mod expansion;
mod item;
mod own;

pub(super) use expansion::expand;
pub(super) use item::begins_block;
