//! `quota = "llm"`, `quota("llm", wait_up_to = 30s)`: what else people write.

use resilin::{policy, resilient, Policy};
use std::io::Result;

#[resilient(quota)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(quota = "")]
async fn no_name() -> Result<()> { Ok(()) }

#[resilient(quota = "llm/{model}")]
async fn placeholder(model: &str) -> Result<()> { assert!(model.is_empty()); Ok(()) }

#[resilient(quota = "llm/gpt")]
async fn slash() -> Result<()> { Ok(()) }

#[resilient(quota = quota("llm"))]
async fn twice_the_key() -> Result<()> { Ok(()) }

#[resilient(quota())]
async fn nothing() -> Result<()> { Ok(()) }

#[resilient(quota(wait_up_to = 30s))]
async fn settings_without_a_name() -> Result<()> { Ok(()) }

#[resilient(quota = "llm", wait_up_to = 30s)]
async fn settings_outside() -> Result<()> { Ok(()) }

#[resilient(quota("llm", wait = 30s, ramp = 10))]
async fn wrong_settings() -> Result<()> { Ok(()) }

#[resilient(quota("llm", probe_timeout = 0s, ramp = soon, ramp = 5s))]
async fn more_wrong_settings() -> Result<()> { Ok(()) }

#[resilient(quota("llm", wait_up_to = -1s), attempts = 0)]
async fn and_another_mistake() -> Result<()> { Ok(()) }

#[resilient(qota = "llm")]
async fn misspelt() -> Result<()> { Ok(()) }

static TEXT: Policy = policy!("quota(\"llm\", wait_up_to = 30)");

fn main() {}
