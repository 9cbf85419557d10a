//! What a failure of each class does to a call and to everything that the site names.

use resilin::quota::QuotaState;
use resilin::{Class, resilient};

use super::client::Client;
use super::common::{Outcome, failed};

/// Everything that is there to be told of a failure.
#[resilient(quota = "llm", breaker("api", failures = 100), credentials(lease = client.session), registry = client.registry,
    retry_budget("api", tokens = 100, cost = 5, timeout_cost = 10, throttled_cost = 7), attempts = 3, backoff = fixed(2s), jitter = none)]
async fn standard(client: &Client) -> Outcome<u64> {
    Ok(client.ask(lease)?)
}

#[resilient(quota = "llm", breaker("api", failures = 100), credentials(lease = client.session), registry = client.registry,
    retry_budget("api", tokens = 100, cost = 5, timeout_cost = 10, throttled_cost = 7), attempts = 3, backoff = fixed(2s), jitter = none,
    on(network = fail, timeout = cooldown(1m), server = refresh, overload = retry(attempts = 2), throttled = retry(none, counts = true),
        quota = retry, auth = fail(counts = true), invalid = fail, client = retry(counts = true), "conflict" = refresh,
        unknown = cooldown(1m, counts = false)))]
async fn refined(client: &Client) -> Outcome<u64> {
    Ok(client.ask(lease)?)
}

/// What is left of a call that fails always, in whole numbers.
#[derive(Debug, PartialEq)]
struct Left {
    /// When its runs were, in seconds.
    runs: Vec<u128>,
    quota: QuotaState,
    is_lease_good: bool,
    /// What the breaker has counted.
    failures: u64,
    /// What was spent.
    spent: u32,
}

fn left(client: &Client) -> Left {
    let balance = client.registry.retry_budget("api").balance().thousandths();
    Left {
        runs: client.server.at().iter().map(|at| at / 1_000).collect(),
        quota: client.registry.quota("llm").state(),
        is_lease_good: client.is_lease_good(),
        failures: client.registry.breaker("api").snapshot().failures,
        spent: 100 - balance / 1_000,
    }
}

const CONFLICT: Class = Class::custom("conflict");
const CREDITS: Class = Class::custom("credits");

fn row(runs: &[u128], quota: QuotaState, is_lease_good: bool, failures: u64, spent: u32) -> Left {
    Left { runs: runs.to_vec(), quota, is_lease_good, failures, spent }
}

#[tokio::test(start_paused = true)]
async fn by_the_standard_table() {
    use QuotaState::{Closed, Open};
    for (class, expected) in [
        (Class::NETWORK, row(&[0, 2, 4], Open, true, 3, 10)),
        (Class::TIMEOUT, row(&[0, 2, 4], Open, true, 3, 20)),
        (Class::SERVER, row(&[0, 2, 4], Open, true, 3, 10)),
        (Class::OVERLOAD, row(&[0, 2, 4], Open, true, 3, 10)),
        (Class::THROTTLED, row(&[0, 1, 3], Open, true, 0, 14)),
        (Class::QUOTA, row(&[0], Closed, true, 0, 0)),
        (Class::AUTH, row(&[0, 0], Open, false, 0, 5)),
        (Class::INVALID, row(&[0, 2, 4], Open, true, 0, 10)),
        (Class::CLIENT, row(&[0], Open, true, 0, 0)),
        (CONFLICT, row(&[0, 2, 4], Open, true, 3, 10)),
        (Class::UNKNOWN, row(&[0, 2, 4], Open, true, 3, 10)),
    ] {
        let client = Client::always(class);
        assert_eq!(standard(&client).await, failed(class));
        assert_eq!(left(&client), expected, "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn by_the_sites_own_rules() {
    use QuotaState::{Closed, Open};
    for (class, expected) in [
        (Class::NETWORK, row(&[0], Open, true, 1, 0)),
        (Class::TIMEOUT, row(&[0], Closed, true, 1, 0)),
        (Class::SERVER, row(&[0, 0], Open, false, 2, 5)),
        (Class::OVERLOAD, row(&[0, 2], Open, true, 2, 5)),
        (Class::THROTTLED, row(&[0, 0, 0], Open, true, 3, 14)),
        (Class::QUOTA, row(&[0, 2, 4], Open, true, 0, 10)),
        (Class::AUTH, row(&[0], Open, false, 1, 0)),
        (Class::INVALID, row(&[0], Open, true, 0, 0)),
        (Class::CLIENT, row(&[0, 2, 4], Open, true, 3, 10)),
        // Of a class of the user's own, what is said of unknown ones holds where its rule says nothing.
        (CONFLICT, row(&[0, 0], Open, false, 0, 5)),
        (CREDITS, row(&[0], Closed, true, 0, 0)),
        (Class::UNKNOWN, row(&[0], Closed, true, 0, 0)),
    ] {
        let client = Client::always(class);
        assert_eq!(refined(&client).await, failed(class));
        assert_eq!(left(&client), expected, "{class}");
    }
}
