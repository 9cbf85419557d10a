//! Tests live in `tests/`; this crate has no code of its own. Its documentation is the README, so that every
//! example in there is compiled and run.
#![doc = include_str!("../../README.md")]
