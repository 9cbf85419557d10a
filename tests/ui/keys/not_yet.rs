//! Keys of the language that this version does not have.

use resilin::resilient;
use std::io::Result;

#[resilient(policy = "reads")]
async fn policy() -> Result<()> { Ok(()) }

#[resilient(credentials(lease = self.credentials))]
async fn credentials() -> Result<()> { Ok(()) }

#[resilient(quota = "api")]
async fn quota() -> Result<()> { Ok(()) }

#[resilient(retry_budget = retry_budget("api", tokens = 500, cost = 5))]
async fn retry_budget() -> Result<()> { Ok(()) }

#[resilient(rate_limit = "api")]
async fn rate_limit() -> Result<()> { Ok(()) }

#[resilient(concurrency_limit = "api")]
async fn concurrency_limit() -> Result<()> { Ok(()) }

#[resilient(hedge = p95)]
async fn hedge() -> Result<()> { Ok(()) }

#[resilient(fallback = |error| Ok(println!("{error}, {}", 1)))]
async fn fallback() -> Result<()> { Ok(()) }

#[resilient(registry = self.registry)]
async fn registry() -> Result<()> { Ok(()) }

// The others are read all the same.
#[resilient(quota = "api", attempts = unlimited, hedge = 20ms, timeout = 5)]
async fn among_others() -> Result<()> { Ok(()) }

fn main() {}
