//! The shop's client. What its functions go by stands in resilience.toml, under the policies that they name.

use reqwest::{Client, RequestBuilder};
use resilin::reqwest_0_13::ResponseExt as _;
use resilin::resilient;
use serde::Deserialize;

use super::server::{ORDER, QUOTE};
use crate::shop::ShopError;

/// A client of the shop. The id of a call goes with each of its requests, so that the shop can tell what belongs together.
#[derive(Clone, Debug)]
pub struct ShopClient {
    http: Client,
    base: String,
}

/// What something costs.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Price {
    /// How much it is.
    pub cents: u64,
}

impl ShopClient {
    /// A client of the shop at `base`, a URL without a slash at its end.
    ///
    /// # Errors
    ///
    /// Where the HTTP client cannot be set up.
    pub fn new(base: String) -> Result<Self, ShopError> {
        Ok(Self { http: Client::builder().no_proxy().build()?, base })
    }

    /// What something costs.
    ///
    /// # Errors
    ///
    /// What the last attempt failed with.
    #[resilient(name = "shop.quote", policy = "reads")]
    pub async fn quote(&self, id: &str) -> Result<Price, ShopError> {
        send(self.http.get(self.url(QUOTE)), id).await
    }

    /// Buys something, and says for how much.
    ///
    /// # Errors
    ///
    /// What the only attempt failed with, or that the breaker is open.
    #[resilient(name = "shop.order", policy = "writes")]
    pub async fn order(&self, id: &str) -> Result<Price, ShopError> {
        send(self.http.post(self.url(ORDER)), id).await
    }

    /// Whether there is any left. Nobody asks for it in this program: what is said of it is said before its first call.
    ///
    /// # Errors
    ///
    /// What the last attempt failed with, or that there was no time for it.
    #[resilient(name = "shop.stock", policy = "reads")]
    pub async fn stock(&self, id: &str) -> Result<Price, ShopError> {
        send(self.http.get(self.url("/stock")), id).await
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

async fn send(request: RequestBuilder, id: &str) -> Result<Price, ShopError> {
    Ok(request.header("x-request-id", id).send().await?.error_with_hint()?.json().await?)
}
