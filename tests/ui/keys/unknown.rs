//! Keys that the language does not have.

use resilin::resilient;
use std::io::Result;

#[resilient(attemps = 3)]
async fn typing_mistake() -> Result<()> { Ok(()) }

#[resilient(Attempts = 3)]
async fn capital() -> Result<()> { Ok(()) }

#[resilient(max-wait = 5s)]
async fn hyphen() -> Result<()> { Ok(()) }

#[resilient(retries = 3)]
async fn name_elsewhere() -> Result<()> { Ok(()) }

#[resilient(retries(3))]
async fn name_elsewhere_in_parentheses() -> Result<()> { Ok(()) }

#[resilient(clasify = my::classify)]
async fn near_a_key_for_code() -> Result<()> { Ok(()) }

#[resilient(circuit_breaker = "api")]
async fn near_a_later_key() -> Result<()> { Ok(()) }

#[resilient(colour = "red")]
async fn near_nothing() -> Result<()> { Ok(()) }

#[resilient(colour)]
async fn without_a_value() -> Result<()> { Ok(()) }

#[resilient(type = 3)]
async fn keyword() -> Result<()> { Ok(()) }

#[resilient(resilin::attempts = 3)]
async fn path() -> Result<()> { Ok(()) }

#[resilient(skip)]
async fn for_impl_blocks_only() -> Result<()> { Ok(()) }

fn main() {}
