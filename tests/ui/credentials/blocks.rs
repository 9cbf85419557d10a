//! The credentials of a whole `impl` block.

use resilin::credentials::KeyRing;
use resilin::resilient;
use std::io::Result;

struct Client { keys: KeyRing<u8> }

#[resilient(credentials(lease))]
impl Client {
    async fn told_once(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    async fn and_its_lease_is_no_mistake(&self) -> Result<()> { Ok(()) }
}

#[resilient(credentials(lease = self.keys))]
impl Client {
    async fn right(&self) -> Result<()> { Ok(drop(lease.name())) }

    #[resilient(credentials(lease = ))]
    async fn own_that_is_wrong(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(on(auth = refresh))]
    async fn refined(&self) -> Result<()> { Ok(drop(lease.name())) }
}

fn main() {}
