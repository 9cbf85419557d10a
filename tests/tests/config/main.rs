//! Overrides at run time.
//!
//! The overrides are the process's: each test has them to itself, and names of its own.

mod applying;
mod common;
mod consistent;
mod events;
mod gates;
mod in_flight;
mod later;
mod observed;
mod precedence;
mod quotas;
mod registries;
mod tables;
