//! Mistakes of a method in a block: told at the method, and the others are none the worse for it.

use resilin::resilient;
use std::io::Result;

struct Client;

#[resilient(attempts = 5, backoff = exp(1s, 2, 60s), deadline = 30s)]
impl Client {
    #[resilient(attemps = 3)]
    async fn unknown(&self) -> Result<u32> { Ok(5) }

    #[resilient(backoff = none jitter = 0.5)]
    async fn forgotten_comma(&self) -> Result<u32> { Ok(5) }

    #[resilient(timeout = 60s)]
    async fn beyond_the_deadline_of_the_block(&self) -> Result<u32> { Ok(5) }

    #[resilient(skip, attempts = 3)]
    async fn skip_and_more(&self) -> Result<u32> { Ok(5) }

    #[resilient(attempts = 3)]
    #[resilient(timeout = 2s)]
    async fn twice(&self) -> Result<u32> { Ok(5) }

    #[resilient]
    async fn no_result(&self) -> u32 { 5 }

    #[resilient]
    const fn constant(&self) -> Result<u32> { Ok(5) }

    #[resilient(clone(nothing))]
    async fn clones(&self) -> Result<u32> { Ok(5) }

    #[resilient(timeout = 2s)]
    fn blocking(&self) -> Result<u32> { Ok(5) }

    async fn right(&self) -> Result<u32> { Ok(5) }
}

struct Once;

#[resilient(attempts = 1)]
impl Once {
    #[resilient(backoff = none)]
    async fn idle(&self) -> Result<u32> { Ok(5) }
}

fn main() {
    drop(Client.right());
    drop(Client.constant());
    drop(Once.idle());
}
