//! Blocks of which no method gets the attribute, and what is no block.

use resilin::resilient;
use std::io::Result;

struct Client;

trait Fetch {
    fn fetch(&self) -> Result<u32>;
}

#[resilient]
impl Fetch for Client {
    fn fetch(&self) -> Result<u32> { Ok(5) }
}

unsafe trait Marker {}

#[resilient]
unsafe impl Marker for Client {}

#[resilient(attempts = 5)]
impl Client {
    const NUMBER: u32 = 5;

    async fn number(&self) -> u32 { Self::NUMBER }
}

struct Pool;

impl Pool {
    #[resilient(skip)]
    async fn without_a_block(&self) -> Result<u32> { Ok(5) }
}

fn main() {
    drop(Client.fetch());
    drop(Client.number());
    drop(Pool.without_a_block());
}
