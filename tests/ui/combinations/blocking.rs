//! What a blocking function cannot have.

use resilin::resilient;
use std::io::Result;

#[resilient(timeout = 5s)]
fn timeout() -> Result<()> { Ok(()) }

#[resilient(timeout = "5s")]
fn timeout_in_a_string() -> Result<()> { Ok(()) }

#[resilient(timeout = 60s, deadline = 30s)]
fn timeout_beyond_deadline() -> Result<()> { Ok(()) }

#[resilient(attempts = unlimited)]
fn endless() -> Result<()> { Ok(()) }

struct Client;

impl Client {
    #[resilient(timeout = 5s)]
    fn method(&self) -> Result<()> { Ok(()) }
}

fn main() {}
