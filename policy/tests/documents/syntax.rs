//! What is no TOML.

mod lines;
mod values;
