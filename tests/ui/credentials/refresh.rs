//! `refresh` is for functions with credentials.

use resilin::credentials::KeyRing;
use resilin::{policy, resilient, Policy};
use std::io::Result;

#[resilient(on(auth = refresh))]
async fn without() -> Result<()> { Ok(()) }

#[resilient(on("token" = refresh(counts = true), client = fail))]
fn without_that_blocks() -> Result<()> { Ok(()) }

#[resilient(credentials(lease = keys), on(auth = refresh(attempts = 2)))]
async fn with_a_count(keys: &KeyRing<u8>) -> Result<()> { Ok(drop(lease.name())) }

struct Client;

#[resilient(on(auth = refresh))]
impl Client {
    async fn told_once(&self) -> Result<()> { Ok(()) }

    async fn and_not_again(&self) -> Result<()> { Ok(()) }
}

static TEXT: Policy = policy!("on(auth = refresh)");

fn main() {}
