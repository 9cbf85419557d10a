//! The requests themselves: one run of each method is one request.

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use resilin::reqwest_0_13::ResponseExt as _;
use serde::de::DeserializeOwned;

use super::{Account, Balance, Profile, Receipt, Report, Shop, ShopError, Stock, Ticker};

/// The shop's interface without policies: what fails, fails.
#[derive(Clone, Debug)]
pub struct Requests {
    http: Client,
    base: String,
}

impl Requests {
    /// A client of the shop at `base`, a URL without a slash at its end.
    ///
    /// # Errors
    ///
    /// Where the HTTP client cannot be set up.
    pub fn new(base: String) -> Result<Self, ShopError> {
        let http = Client::builder().no_proxy().redirect(Policy::none()).build()?;
        Ok(Self { http, base })
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ShopError> {
        send(self.http.get(format!("{}{path}", self.base))).await
    }

    /// Orders under a key by which the shop recognises the same order.
    pub(super) async fn order_once(&self, item: &str, key: Option<&str>) -> Result<Receipt, ShopError> {
        let url = format!("{}/order", self.base);
        let mut request = self.http.post(url).body(item.to_owned());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        send(request).await
    }
}

/// `error_with_hint` is `error_for_status` that keeps the shop's `Retry-After`.
async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, ShopError> {
    Ok(request.send().await?.error_with_hint()?.json().await?)
}

impl Shop for Requests {
    async fn health(&self) -> Result<(), ShopError> {
        self.get("/health").await
    }

    async fn ticker(&self) -> Result<Ticker, ShopError> {
        self.get("/ticker").await
    }

    async fn quotes(&self) -> Result<Vec<f64>, ShopError> {
        self.get("/quotes").await
    }

    async fn report(&self) -> Result<Report, ShopError> {
        self.get("/report").await
    }

    async fn profile(&self) -> Result<Profile, ShopError> {
        self.get("/profile").await
    }

    async fn balance(&self) -> Result<Balance, ShopError> {
        self.get("/balance").await
    }

    async fn account(&self) -> Result<Account, ShopError> {
        self.get("/account").await
    }

    async fn order(&self, item: &str) -> Result<Receipt, ShopError> {
        self.order_once(item, None).await
    }

    async fn archive(&self) -> Result<Report, ShopError> {
        self.get("/archive").await
    }

    async fn search(&self) -> Result<Vec<String>, ShopError> {
        self.get("/search").await
    }

    async fn stock(&self, request_id: &str) -> Result<Stock, ShopError> {
        send(self.http.get(format!("{}/stock", self.base)).header("x-request-id", request_id)).await
    }
}
