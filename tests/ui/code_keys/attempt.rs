//! `attempt` is a name for the body to use.

use resilin::resilient;
use std::io::Result;

#[resilient(attempt)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(attempt =)]
async fn nothing() -> Result<()> { Ok(()) }

#[resilient(attempt = 5)]
async fn number() -> Result<()> { Ok(()) }

#[resilient(attempt = "")]
async fn empty_string() -> Result<()> { Ok(()) }

#[resilient(attempt(this))]
async fn parentheses() -> Result<()> { Ok(()) }

#[resilient(attempt = this.attempt)]
async fn field() -> Result<()> { Ok(()) }

#[resilient(attempt = &this)]
async fn reference() -> Result<()> { Ok(()) }

#[resilient(attempt = self)]
async fn keyword() -> Result<()> { Ok(()) }

fn main() {}
