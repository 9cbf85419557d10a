//! Settings that are each right and cannot stand together, in bare tokens.

use resilin::resilient;
use std::io::Result;

#[resilient(timeout = 30s, deadline = 30s)]
async fn timeout_as_long_as_deadline() -> Result<()> { Ok(()) }

#[resilient(deadline = 10s, attempts = 4, timeout = 1m)]
async fn timeout_beyond_deadline() -> Result<()> { Ok(()) }

#[resilient(backoff = fixed(10s), deadline = 5s)]
async fn deadline_within_first_delay() -> Result<()> { Ok(()) }

#[resilient(deadline = 100ms)]
async fn deadline_within_default_delay() -> Result<()> { Ok(()) }

#[resilient(attempts = unlimited)]
async fn endless() -> Result<()> { Ok(()) }

#[resilient(attempts = unlimited, timeout = 5s)]
async fn endless_with_a_timeout() -> Result<()> { Ok(()) }

#[resilient(attempts = 1, backoff = exp(1s, 2, 60s), jitter = 25%, max_wait = 60s)]
async fn retry_keys_without_retries() -> Result<()> { Ok(()) }

#[resilient(backoff = none, jitter = full)]
async fn jitter_without_delays() -> Result<()> { Ok(()) }

#[resilient(jitter = 0.25, backoff = decorrelated(1s, 60s))]
async fn jitter_twice() -> Result<()> { Ok(()) }

fn main() {}
