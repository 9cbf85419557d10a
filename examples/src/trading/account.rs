//! One account at the exchange, each call under a policy that fits it.

use std::sync::OnceLock;

use reqwest::Response;
use resilin::credentials::{Credentials, Lease};
use resilin::{Classify as _, IdempotencyKey, Registry, resilient};

use super::{Desk, Fate, Login, Requests, Token, TradingError};

/// One account: a session, and a registry of its own. What another account has used up, or has seen fail, is nothing to
/// this one.
#[derive(Debug)]
pub struct Account {
    requests: Requests,
    session: Credentials<Login>,
    registry: Registry,
}

impl Account {
    /// An account that logs in with its first call.
    pub fn new(requests: Requests, name: &'static str) -> Self {
        Self { session: Login::session(requests.clone(), name), requests, registry: Registry::new() }
    }
}

/// What holds for all that is asked of the exchange: a lease of the session before each attempt, which an answer 401
/// gives back for a new one; and one who is told to keep quiet speaks for all. The rules of the table `exchange` stand in
/// resilience.toml.
#[resilient(
    timeout = 10s,
    table = "exchange",
    quota("exchange", ramp = 1s),
    breaker("exchange", failures = 10, within = 30s, open = 5s),
    credentials(lease = self.session),
    registry = self.registry
)]
impl Account {
    #[resilient(name = "balance", backoff = exp(100ms, 2, 5s), attempts = 4)]
    async fn ask_balance(&self) -> Result<String, TradingError> {
        self.requests.balance(lease).await
    }

    /// An order that may have been processed is not sent again; one that found no connection is, and so is one that a
    /// session was too old for. The key is put where the caller finds it even if the call is cut. Orders go by another
    /// gateway than the rest, whose failures are its own.
    #[resilient(
        name = "order",
        idempotent = false,
        backoff = exp(200ms, 2, 5s),
        jitter = 0.25,
        attempts = 5,
        breaker("gateway", failures = 5, open = 5s),
        attempt = this
    )]
    async fn send_order(&self, order: &str, key: &OnceLock<IdempotencyKey>) -> Result<(), TradingError> {
        let key = key.get_or_init(|| this.idempotency_key()).to_string();
        self.requests.order(lease, order, Some(&key)).await
    }

    /// Somebody waits for it who does not know what to think: worth more attempts than a balance.
    #[resilient(name = "booked", backoff = exp(200ms, 2, 5s), attempts = 8)]
    async fn is_booked(&self, key: &IdempotencyKey) -> Result<bool, TradingError> {
        self.requests.is_booked(lease, &key.to_string()).await
    }
}

/// No quota and no breaker: a stream that waits for its turn is a stream that misses ticks.
#[resilient(timeout = 10s, credentials(lease = self.session), registry = self.registry)]
impl Account {
    #[resilient(name = "ticks", backoff = exp(100ms, 2, 5s), attempts = 8)]
    async fn ticks(&self) -> Result<Ticks, TradingError> {
        let response = self.requests.ticks(lease).await?;
        Ok(Ticks { response, lease: Lease::clone(lease) })
    }
}

/// A connection that a session keeps open.
struct Ticks {
    response: Response,
    lease: Lease<Token>,
}

impl Ticks {
    /// Waits until the exchange has ended it.
    async fn ended(&mut self) {
        while let Ok(Some(_)) = self.response.chunk().await {}
    }
}

impl Desk for Account {
    async fn balance(&self) -> Result<(), TradingError> {
        self.ask_balance().await.map(drop)
    }

    /// An error that proves nothing is no reason to place the order anew: the exchange is asked by the key.
    async fn place(&self, order: &str) -> Fate {
        let key = OnceLock::new();
        let Err(error) = self.send_order(order, &key).await else {
            return Fate::Placed;
        };
        // Without a key nothing was ever sent.
        let Some(key) = key.get().filter(|_| !error.classify().is_not_processed()) else {
            return Fate::NotPlaced(error);
        };
        match (self.is_booked(key).await, &error) {
            (Ok(true), _) => Fate::Found,
            // It has answered and has not booked: it will not.
            (Ok(false), TradingError::Status(_)) => Fate::NotPlaced(error),
            // A request that nobody answered may be on its way still: the caller asks again later.
            _ => Fate::InDoubt(error),
        }
    }

    /// A connection outlives its session no longer than the next one takes to be there: the new one is opened first.
    async fn watch(&self) -> Result<(), TradingError> {
        let mut epochs = self.session.epochs();
        let mut ticks = self.ticks().await?;
        loop {
            tokio::select! {
                epoch = epochs.changed() => if epoch > ticks.lease.epoch() { ticks = self.ticks().await? },
                () = ticks.ended() => ticks = self.ticks().await?,
            }
        }
    }
}
