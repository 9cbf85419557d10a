//! Mistakes in a block's attribute are told once. The block is still there, without a second error for what its
//! methods consume or bind.

use resilin::resilient;
use std::io::Result;

struct Client;
struct NoClass;

#[resilient(attemps = 3, timeout = "5", attempt = this)]
impl Client {
    async fn read(&self) -> Result<u32> { Ok(this.number()) }

    async fn consume(&self, text: String) -> core::result::Result<String, NoClass> { Ok(text) }

    #[resilient(attempts = 5, attempt = own)]
    async fn refined(&self) -> Result<u32> { Ok(own.number()) }
}

struct Named;

#[resilient(name = "client", clone(text))]
impl Named {
    async fn consume(&self, text: String) -> Result<String> { Ok(text) }
    async fn read(&self) -> Result<u32> { Ok(5) }
}

struct Skipped;

#[resilient(skip)]
impl Skipped {
    async fn read(&self) -> Result<u32> { Ok(5) }
}

struct Twice;

#[resilient(attempts = 5)]
#[resilient(backoff = none)]
impl Twice {
    async fn read(&self) -> Result<u32> { Ok(5) }

    #[resilient(attempts = 4)]
    async fn refined(&self) -> Result<u32> { Ok(5) }
}

fn main() {
    drop(Client.read());
    drop(Client.consume(String::new()));
    drop(Client.refined());
    drop(Named.consume(String::new()));
    drop(Named.read());
    drop(Skipped.read());
    drop(Twice.read());
    drop(Twice.refined());
}
