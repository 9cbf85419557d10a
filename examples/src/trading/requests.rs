//! The requests themselves: one run of each method is one request.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};

use super::error::accepted;
use super::{Token, TradingError};

/// The exchange's interface without policies.
#[derive(Clone, Debug)]
pub struct Requests {
    http: Client,
    base: String,
    gateway: String,
}

impl Requests {
    /// A client of the exchange at `base`, which takes orders at `gateway`: URLs without a slash at their ends.
    ///
    /// # Errors
    ///
    /// Where the HTTP client cannot be set up.
    pub fn new(base: String, gateway: String) -> Result<Self, TradingError> {
        let http = Client::builder().no_proxy().redirect(Policy::none()).build()?;
        Ok(Self { http, base, gateway })
    }

    /// A session, and how long it is good for from the exchange's answer on.
    pub(super) async fn log_in(&self, account: &str) -> Result<(Token, Duration), TradingError> {
        let request = self.http.post(format!("{}/login", self.base)).body(account.to_owned());
        let answer = accepted(request.send().await?)?.text().await?;
        let (token, millis) = answer.split_once(' ').unwrap_or((&answer, ""));
        Ok((Token::new(token), Duration::from_millis(millis.parse().unwrap_or(0))))
    }

    pub(super) async fn balance(&self, token: &Token) -> Result<String, TradingError> {
        let answer = send(self.http.get(format!("{}/balance", self.base)), token).await?;
        Ok(answer.text().await?)
    }

    /// Sends an order, under a key by which it can be asked for later.
    pub(super) async fn order(&self, token: &Token, order: &str, key: Option<&str>) -> Result<(), TradingError> {
        let mut request = self.http.post(format!("{}/orders", self.gateway)).body(order.to_owned());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        send(request, token).await?;
        Ok(())
    }

    /// Whether an order was booked under this key.
    pub(super) async fn is_booked(&self, token: &Token, key: &str) -> Result<bool, TradingError> {
        let answer = send(self.http.get(format!("{}/booked/{key}", self.base)), token).await?;
        Ok(answer.text().await? == "yes")
    }

    /// A stream of ticks, for as long as the session lives.
    pub(super) async fn ticks(&self, token: &Token) -> Result<Response, TradingError> {
        send(self.http.get(format!("{}/ticks", self.base)), token).await
    }
}

async fn send(request: RequestBuilder, token: &Token) -> Result<Response, TradingError> {
    accepted(request.bearer_auth(token.secret()).send().await?)
}
