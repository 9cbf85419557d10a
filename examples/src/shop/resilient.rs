//! The same requests under policies.
//!
//! In a program of your own the attribute stands on the function that makes the request. Here the two are apart,
//! so that the same requests can be made without policies, to compare.

use resilin::reqwest_0_13::fault_without_redirects;
use resilin::{Classify as _, Fault, resilient};

use super::{Account, Balance, Profile, Receipt, Report, Requests, Shop, ShopError, Stock, Ticker};

/// The shop's interface, each method under a policy that fits it.
#[derive(Clone, Debug)]
pub struct Resilient {
    requests: Requests,
}

impl Resilient {
    /// Puts `requests` under policies.
    pub fn new(requests: Requests) -> Self {
        Self { requests }
    }
}

impl Shop for Resilient {
    /// Nothing written: three attempts, and a growing wait with full jitter before the second and the third.
    #[resilient(name = "health")]
    async fn health(&self) -> Result<(), ShopError> {
        self.requests.health().await
    }

    #[resilient(name = "ticker", backoff = exp(200ms, 2, 2s), jitter = 0.25, attempts = 4)]
    async fn ticker(&self) -> Result<Ticker, ShopError> {
        self.requests.ticker().await
    }

    /// The shop says when to come back; a wait of more than five seconds would not be worth it.
    #[resilient(name = "quotes", attempts = 3, max_wait = 5s)]
    async fn quotes(&self) -> Result<Vec<f64>, ShopError> {
        self.requests.quotes().await
    }

    /// An attempt that hangs is cut, and the next one may be luckier.
    #[resilient(name = "report", timeout = 2s, backoff = fixed(100ms), attempts = 3)]
    async fn report(&self) -> Result<Report, ShopError> {
        self.requests.report().await
    }

    #[resilient(name = "profile", backoff = fixed(100ms), jitter = none, attempts = 2)]
    async fn profile(&self) -> Result<Profile, ShopError> {
        self.requests.profile().await
    }

    /// An answer that came, and is of no use yet.
    #[resilient(name = "balance", backoff = linear(200ms, 200ms, 1s), jitter = equal, attempts = 3, validate = settled)]
    async fn balance(&self) -> Result<Balance, ShopError> {
        self.requests.balance().await
    }

    /// "Not found" is an answer: class `client` is not tried again.
    #[resilient(name = "account", attempts = 5)]
    async fn account(&self) -> Result<Account, ShopError> {
        self.requests.account().await
    }

    /// Once the shop may have seen the order, it is not sent again. The key would tell the shop, if it were.
    #[resilient(name = "order", idempotent = false, attempts = 3, attempt = this, classify = order_fault)]
    async fn order(&self, item: &str) -> Result<Receipt, ShopError> {
        self.requests.order_once(item, Some(&this.idempotency_key().to_string())).await
    }

    #[resilient(name = "archive", backoff = fib(100ms, 1s), jitter = none, attempts = 3)]
    async fn archive(&self) -> Result<Report, ShopError> {
        self.requests.archive().await
    }

    /// However many attempts fit, the caller gets an answer or an error within two seconds.
    #[resilient(name = "search", backoff = fixed(100ms), deadline = 2s, attempts = unlimited)]
    async fn search(&self) -> Result<Vec<String>, ShopError> {
        self.requests.search().await
    }

    /// While the shop is down, one probe at a time asks for all callers; the others are told so at once.
    #[resilient(
        name = "stock",
        backoff = fixed(100ms),
        attempts = 2,
        breaker("stock", failures = 5, open = exp(400ms, 2, 2s), probe_timeout = 10s)
    )]
    async fn stock(&self, request_id: &str) -> Result<Stock, ShopError> {
        self.requests.stock(request_id).await
    }
}

/// [`Requests`] follows no redirects: an order that found no connection was not seen, and may be sent again.
fn order_fault(error: &ShopError) -> Fault {
    match error {
        ShopError::Http(error) => fault_without_redirects(error),
        other => other.classify(),
    }
}

fn settled(balance: &Balance) -> Result<(), &'static str> {
    if balance.settled { Ok(()) } else { Err("the balance is not settled yet") }
}
