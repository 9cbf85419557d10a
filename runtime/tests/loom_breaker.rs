//! Breakers that threads share, in every order in which those threads can run.
//!
//! The type under test is the one that is shipped. Loom takes its atomics and its lock, and with them every value that
//! the memory model allows a thread to see. Run with
//! `RUSTFLAGS="--cfg resilin_loom" cargo test -p resilin --release --no-default-features --test loom_breaker`.
//!
//! Where a comment names a file, it is one of runtime/src/kernel/breaker.
#![cfg(resilin_loom)]

mod loom_breaker {
    mod common;
    mod define;
    mod half_open;
    mod marks;
    mod permits;
    mod quiet;
    mod stale;
    mod transitions;
    mod user_code;
    mod windows;
}
