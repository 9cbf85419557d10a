//! Retry budgets that threads share, in every order in which those threads can run.
//!
//! As in `loom_breaker`, the type under test is the one that is shipped. Run with
//! `RUSTFLAGS="--cfg resilin_loom" cargo test -p resilin --release --no-default-features --test loom_budget`.
//!
//! Where a comment names a file, it is one of runtime/src/kernel/budget.
#![cfg(resilin_loom)]

mod loom_budget {
    mod amounts;
    mod common;
    mod define;
    mod time;
}
