//! A function that blocks cannot wait for its fallback.

use resilin::resilient;
use std::io::Result;

#[resilient(fallback = async |_| Ok(7))]
fn closure() -> Result<u8> { Ok(5) }

#[resilient(fallback = |_| async { Ok(7) })]
fn block() -> Result<u8> { Ok(5) }

#[resilient(fallback = |_| async move { Ok(7) }, timeout = 5s)]
fn and_another_mistake() -> Result<u8> { Ok(5) }

struct Client;

#[resilient(fallback = async |_| Ok(7))]
impl Client {
    async fn right(&self) -> Result<u8> { Ok(5) }

    #[resilient(attempts = 2)]
    fn the_blocks_is_not_for_this_one(&self) -> Result<u8> { Ok(5) }
}

fn main() {}
