//! Every form of quotas, retry budgets, credentials, fallbacks and registries.

#![deny(warnings)]

use std::io;

use resilin::credentials::{Credentials, Grant, KeyRing, Lease, Provider};
use resilin::{Registry, resilient};

struct Login;

impl Provider for Login {
    type Secret = u32;
    type Error = io::Error;

    async fn renew(&self, _: Option<&Lease<u32>>) -> io::Result<Grant<u32>> {
        Ok(Grant::new(5))
    }
}

struct Client {
    session: Credentials<Login>,
    keys: KeyRing<u32>,
    registry: Registry,
}

#[resilient(quota = llm)]
async fn quota() -> io::Result<u32> { Ok(5) }

#[resilient(quota("llm", wait_up_to = "30s", ramp = 0s, probe_timeout = 1m), on(quota = cooldown(1m, max = 1h)))]
fn quota_with_settings() -> io::Result<u32> { Ok(5) }

#[resilient(on(quota = cooldown(1m)))]
async fn cooldown_without_a_quota() -> io::Result<u32> { Ok(5) }

#[resilient(retry_budget = "api")]
async fn retry_budget() -> io::Result<u32> { Ok(5) }

#[resilient(retry_budget("api", ratio = 12.5%, min = 10/1h))]
fn ratio() -> io::Result<u32> { Ok(5) }

#[resilient(retry_budget("api", tokens = 500, cost = 14, timeout_cost = 10, throttled_cost = 5, earn = 1))]
async fn tokens() -> io::Result<u32> { Ok(5) }

#[resilient(retry_budget("api", tokens = 10, cost = 0, failure_cost = 1, earn = 0.1, above = 5))]
async fn grpc() -> io::Result<u32> { Ok(5) }

impl Client {
    #[resilient(credentials(lease = self.session), on(auth = refresh, "token" = refresh))]
    async fn credentials(&self) -> io::Result<u32> { Ok(**lease) }

    #[resilient(credentials(key = self.keys), on("token" = refresh), attempts = 1)]
    async fn renewed_for_the_next_call(&self) -> io::Result<u32> { Ok(**key) }

    #[resilient(credentials(key = self.keys), on(quota = refresh(counts = false)))]
    fn keys(&self) -> io::Result<u32> { Ok(**key) }

    #[resilient(fallback = |_| Ok(7), registry = self.registry)]
    async fn fallback(&self) -> Result<u32, ()> { Err(()) }

    #[resilient(breaker = "api", registry = &self.registry, fallback = async |error: resilin::Error<()>| error.into_failed().map_or(Ok(7), Err))]
    async fn async_fallback(&self) -> Result<u32, ()> { Err(()) }
}

fn main() {
    let client = Client {
        session: Credentials::new(Login),
        keys: KeyRing::new([("only", 5)]).unwrap(),
        registry: Registry::new(),
    };
    assert_eq!([quota_with_settings().unwrap(), ratio().unwrap(), client.keys().unwrap()], [5; 3]);
    drop((quota(), cooldown_without_a_quota(), retry_budget(), tokens(), grpc()));
    drop((client.credentials(), client.renewed_for_the_next_call(), client.fallback(), client.async_fallback()));
}
