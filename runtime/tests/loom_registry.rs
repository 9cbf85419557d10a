//! Names that threads ask for, define and override, in every order in which those threads can run.
//!
//! As in `loom_breaker`, the types under test are the ones that are shipped. Run with
//! `RUSTFLAGS="--cfg resilin_loom" cargo test -p resilin --release --no-default-features --features config --test
//! loom_registry`.
//!
//! Where a comment names a file, it is one of runtime/src/breaker or runtime/src/registry.
#![cfg(all(resilin_loom, feature = "config"))]

mod loom_registry {
    mod common;
    mod define;
    mod evicted;
    mod keys;
    mod names;
    mod overridden;
    mod tables;
}
