//! A call whose lease is good.

use std::sync::LazyLock;

use super::*;

struct Login;

impl Provider for Login {
    type Secret = u32;
    type Error = io::Error;

    async fn renew(&self, _: Option<&Lease<u32>>) -> io::Result<Grant<u32>> {
        Ok(Grant::new(1).ttl(std::time::Duration::from_secs(3600)))
    }
}

static KEYS: LazyLock<KeyRing<u32>> = LazyLock::new(|| KeyRing::new([("a", 1), ("b", 1)]).unwrap());

#[resilient(credentials(key = KEYS))]
async fn by_a_key(number: &u32) -> io::Result<u32> {
    Ok(*number * **key)
}

#[resilient(credentials(key = KEYS), fallback = |error| Err(error.into_failed().unwrap()))]
fn by_a_key_that_blocks(number: &u32) -> io::Result<u32> {
    Ok(*number * **key)
}

allocates_nothing! {
    of_a_ring: |seven| finish(by_a_key(seven));
    of_a_ring_that_blocks: |seven| by_a_key_that_blocks(seven);
}

#[resilient(credentials(lease = session), timeout = 1s, deadline = 10s)]
async fn by_a_lease(number: &u32, session: &Credentials<Login>) -> io::Result<u32> {
    Ok(*number * **lease)
}

#[test]
fn of_a_lease_that_is_good() {
    let session = Credentials::new(Login);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    assert_eq!(runtime.block_on(by_a_lease(&7, &session)).unwrap(), 7);
    assert_eq!(allocations(|seven| finish(by_a_lease(seven, &session))), 0);
}
