//! A whole `impl` block cannot carry the attribute yet. Its methods are still there.

use resilin::resilient;
use std::io::Result;

struct Client;

#[resilient(attempts = 5)]
impl Client {
    async fn read(&self) -> Result<u32> { Ok(5) }
}

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

struct Pool;

impl Pool {
    #[resilient(skip)]
    async fn read(&self) -> Result<u32> { Ok(5) }
}

fn main() {
    drop(Client.read());
    drop(Client.fetch());
    drop(Pool.read());
}
