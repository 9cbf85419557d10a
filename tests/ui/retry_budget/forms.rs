//! `retry_budget = "api"`, with a ratio or with tokens: what else people write.

use resilin::{policy, resilient, Policy};
use std::io::Result;

#[resilient(retry_budget)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(retry_budget = 20%)]
async fn ratio_alone() -> Result<()> { Ok(()) }

#[resilient(retry_budget = retry_budget("api", tokens = 500, cost = 5))]
async fn twice_the_key() -> Result<()> { Ok(()) }

#[resilient(retry_budget(ratio = 20%))]
async fn settings_without_a_name() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api/{host}", ratio = 20%))]
async fn placeholder(host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }

#[resilient(retry_budget("api", ratio = 20%, tokens = 500))]
async fn both_forms() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api", cost = 5))]
async fn cost_without_tokens() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api", tokens = 5, cost = 10))]
async fn cost_above_tokens() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api", ratio = 200%, min = 10))]
async fn wrong_ratio() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api", min = 10/0s, rate = 5/s))]
async fn wrong_rate() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api", tokens = 0, costs = 5))]
async fn wrong_tokens() -> Result<()> { Ok(()) }

#[resilient(retry_budget = "api", attempts = 1)]
async fn one_attempt() -> Result<()> { Ok(()) }

#[resilient(retry_budget("api", tokens = 500), backoff = none, attempts = 1)]
fn one_attempt_that_blocks() -> Result<()> { Ok(()) }

#[resilient(retry_budgets = "api")]
async fn misspelt() -> Result<()> { Ok(()) }

static TEXT: Policy = policy!("attempts = 1, retry_budget = \"api\"");

struct Client;

#[resilient(retry_budget = "api")]
impl Client {
    #[resilient(attempts = 1)]
    async fn of_a_block_it_is_left_out(&self) -> Result<()> { Ok(()) }
}

fn main() {}
