//! Quotas that threads share, in every order in which those threads can run.
//!
//! The type under test is the one that is shipped. Loom takes its atomics and its lock, and with them every value that
//! the memory model allows a thread to see. Run with
//! `RUSTFLAGS="--cfg resilin_loom" cargo test -p resilin --release --no-default-features --test loom_quota`.
//!
//! Where a comment names a file, it is one of runtime/src/kernel/quota.
#![cfg(resilin_loom)]

mod loom_quota {
    mod closings;
    mod common;
    mod probes;
    mod user_code;
}
