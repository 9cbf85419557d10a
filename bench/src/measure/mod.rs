//! Ways to measure. Each takes all contenders and returns numbers; none knows what a contender does.

pub(crate) mod callgrind;
pub(crate) mod heap;
pub(crate) mod keys;
pub(crate) mod machine;
pub(crate) mod progress;
pub(crate) mod sizes;
mod statistics;
pub(crate) mod threads;
pub(crate) mod time;
mod valgrind;
