//! `registry` is an expression.

use resilin::{resilient, Registry};
use std::io::Result;

#[resilient(registry)]
async fn key_alone(registry: &Registry) -> Result<()> { Ok(drop(registry.quota("api"))) }

#[resilient(registry = )]
async fn nothing(registry: &Registry) -> Result<()> { Ok(drop(registry.quota("api"))) }

#[resilient(registry(registry))]
async fn parentheses(registry: &Registry) -> Result<()> { Ok(drop(registry.quota("api"))) }

#[resilient(registry = registry breaker = "api")]
async fn no_comma(registry: &Registry) -> Result<()> { Ok(drop(registry.quota("api"))) }

#[resilient(registry = registry, registry = registry)]
async fn twice(registry: &Registry) -> Result<()> { Ok(drop(registry.quota("api"))) }

#[resilient(registy = registry)]
async fn misspelt(registry: &Registry) -> Result<()> { Ok(drop(registry.quota("api"))) }

fn main() {}
