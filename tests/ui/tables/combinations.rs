//! Rules beside the rest of a policy.

use resilin::resilient;
use std::io::Result;

#[resilient(attempts = 1, on(server = retry))]
async fn retry_of_a_single_attempt() -> Result<()> { Ok(()) }

#[resilient(attempts = 1, on(server = retry(fixed(1s), attempts = 5, counts = false), client = fail(counts = true)))]
async fn retry_that_counts_of_a_single_attempt() -> Result<()> { Ok(()) }

#[resilient(backoff = none, on(server = retry(scale = 2)))]
async fn nothing_to_lengthen() -> Result<()> { Ok(()) }

#[resilient(attempts = unlimited, on(server = retry(attempts = 4)))]
async fn unlimited_all_the_same() -> Result<()> { Ok(()) }

#[resilient(atempts = 1, on(throtled = retry, server = retri), table = "", jitter = 2)]
async fn everything_at_once() -> Result<()> { Ok(()) }

struct Client;

#[resilient(attempts = 5, table = "", on(throtled = retry))]
impl Client {
    async fn of_a_wrong_block(&self) -> Result<()> { Ok(()) }
}

#[resilient(attempts = 5, table = "http", on(throttled = retry))]
impl Client {
    #[resilient(on(server = retri), table = "standard")]
    async fn of_a_method(&self) -> Result<()> { Ok(()) }

    #[resilient(attempts = 1, on(server = retry))]
    async fn of_a_method_of_one_attempt(&self) -> Result<()> { Ok(()) }

    #[resilient(attempts = 1)]
    async fn that_the_blocks_rules_do_not_reach(&self) -> Result<()> { Ok(()) }
}

fn main() {}
