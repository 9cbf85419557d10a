//! `resilience.toml`: what stands beside the crate's manifest, and what it adds to what a site says.

mod cache;
mod combination;
mod entry;
mod merge;
mod mistake;
mod names;
mod source;
mod watch;

#[cfg(test)]
pub(crate) use cache::at;
pub(crate) use cache::of_crate;
pub(crate) use entry::entry_of;
pub(crate) use merge::Merged;
pub(crate) use mistake::Mistake;
pub(crate) use names::{candidates, names_something};
pub(crate) use source::File;
