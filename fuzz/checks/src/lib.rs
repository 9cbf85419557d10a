//! What the fuzz targets assert, as plain code: the fuzzer runs it on what it finds, `cargo test` on what is kept in
//! `fuzz/seeds` and `fuzz/cases`.
//!
//! Each target has an `Input`, which is made of bytes and checks itself: it panics where a promise is broken.

pub mod targets;
mod text;

// A macro crate exports macros alone; what expands them is plain code, which runs outside of a compiler too.
use macros::{classify, constant, file, policy_text, report, resilient};

#[path = "../../../macros/src"]
mod macros {
    pub(crate) mod classify;
    pub(crate) mod constant;
    #[allow(dead_code, unused_imports, reason = "what looks for the file of the crate that is compiled")]
    pub(crate) mod file;
    pub(crate) mod policy_text;
    pub(crate) mod report;
    pub(crate) mod resilient;
}
