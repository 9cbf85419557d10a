//! What stands after `registry = …` is no registry, or is not there.
// says: mismatched types
// says: expected value, found module `self`

use resilin::resilient;
use std::io;

#[resilient(breaker = "api", registry = name)]
async fn a_string(name: String) -> io::Result<usize> { Ok(name.len()) }

#[resilient(breaker = "api", registry = self.registry)]
async fn no_self() -> io::Result<u32> { Ok(5) }

fn main() {}
