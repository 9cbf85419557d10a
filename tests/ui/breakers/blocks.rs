//! The breaker of a whole `impl` block.

use resilin::resilient;
use std::io::Result;

struct Client {
    tenant: String,
}

#[resilient(breaker("api/{host}/{zone}", failures = 3))]
impl Client {
    async fn right(&self, host: &str, zone: u8) -> Result<()> { assert_eq!(host.len(), zone.into()); Ok(()) }

    async fn nothing(&self) -> Result<()> { assert!(self.tenant.is_empty()); Ok(()) }

    async fn half(&self, host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }

    #[resilient(attempts = 5)]
    async fn refined(&self) -> Result<()> { Ok(()) }

    #[resilient(breaker = "api")]
    async fn own(&self) -> Result<()> { Ok(()) }

    #[resilient(breaker = "api/{tenant}")]
    async fn own_that_is_wrong(&self) -> Result<()> { Ok(()) }

    #[resilient(skip)]
    async fn skipped(&self) -> Result<()> { Ok(()) }

    fn no_part_of_it(&self) -> Result<()> { Ok(()) }
}

#[resilient(breaker = "api/{self.tenant}")]
impl Client {
    async fn by_self(&self) -> Result<()> { Ok(()) }

    async fn connect(tenant: String) -> Result<Self> { Ok(Self { tenant }) }
}

#[resilient(breaker("api", failures = 0))]
impl Client {
    async fn told_once(&self) -> Result<()> { Ok(()) }

    async fn and_not_again(self) -> Result<()> { Ok(drop(self)) }
}

#[resilient(breaker = "api", failures = 3)]
impl Client {
    async fn told_once_again(&self) -> Result<()> { Ok(()) }
}

#[resilient(breaker("api", failures = 3), timeout = 2s)]
impl Client {
    #[resilient(breaker("db", open = 30))]
    async fn no_unit(&self) -> Result<()> { Ok(()) }
}

fn main() {}
