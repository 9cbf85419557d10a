//! Overrides that are applied while calls begin, run and list their sites, in every order in which the threads can run.
//!
//! As in `loom_breaker`, the types under test are the ones that are shipped. Run with
//! `RUSTFLAGS="--cfg resilin_loom" cargo test -p resilin --release --no-default-features --features config --test
//! loom_reload`.
//!
//! Where a comment names a file, it is one of runtime/src/site or runtime/src/config.
#![cfg(all(resilin_loom, feature = "config"))]

mod loom_reload {
    mod applied;
    mod calls;
    mod common;
    mod listed;
}
