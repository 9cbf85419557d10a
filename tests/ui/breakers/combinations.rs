//! Settings that do not go together, and a breaker beside the other keys.

use resilin::resilient;
use std::io::Result;

#[resilient(breaker("api", failure_rate = 50%, calls = 100, within = 60s))]
async fn two_windows() -> Result<()> { Ok(()) }

#[resilient(breaker("api", calls = 100))]
async fn window_without_a_rate() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failures = 5, min_calls = 20))]
async fn judged_without_a_rate() -> Result<()> { Ok(()) }

#[resilient(breaker("api", slow_call_rate = 50%))]
async fn rate_of_no_slow_calls() -> Result<()> { Ok(()) }

#[resilient(breaker("api", failure_rate = 50%, calls = 10, min_calls = 20))]
async fn window_shorter_than_its_min_calls() -> Result<()> { Ok(()) }

#[resilient(attempts = unlimited)]
async fn endless() -> Result<()> { Ok(()) }

fn main() {}
