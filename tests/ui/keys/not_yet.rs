//! Keys of the language that this version does not have.

use resilin::resilient;
use std::io::Result;

#[resilient(rate_limit = "api")]
async fn rate_limit() -> Result<()> { Ok(()) }

#[resilient(concurrency_limit = "api")]
async fn concurrency_limit() -> Result<()> { Ok(()) }

#[resilient(hedge = p95)]
async fn hedge() -> Result<()> { Ok(()) }

// The others are read all the same.
#[resilient(rate_limit = "api", attempts = unlimited, hedge = 20ms, timeout = 5)]
async fn among_others() -> Result<()> { Ok(()) }

fn main() {}
