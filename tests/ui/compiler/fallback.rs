//! Fallbacks that do not fit their functions.
// says: mismatched types
// says: borrow of moved value: `text`
// says: cannot find value `attempt` in this scope

use resilin::resilient;
use std::io;

#[resilient(fallback = |_| 7)]
async fn no_result() -> io::Result<u32> { Ok(5) }

#[resilient(fallback = |error| Err(error))]
async fn the_wrong_error() -> io::Result<u32> { Ok(5) }

#[resilient(attempts = 1, fallback = |_| Ok(text.len()))]
async fn consumed_by_the_body(text: String) -> io::Result<usize> { Ok(drop(text)).map(|()| 5) }

#[resilient(attempt = attempt, fallback = |_| Ok(attempt.number()))]
async fn what_only_the_body_sees() -> io::Result<u32> { Ok(attempt.number()) }

fn main() {}
