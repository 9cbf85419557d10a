//! A client of a small shop's HTTP interface, once without policies and once with them.

mod error;
mod goods;
mod requests;
mod resilient;

pub use error::ShopError;
pub use goods::{Account, Balance, Profile, Receipt, Report, Stock, Ticker};
pub use requests::Requests;
pub use resilient::Resilient;

/// What the shop can be asked.
#[allow(async_fn_in_trait, reason = "what is awaited in place has to be no Send future; `stock` has to")]
pub trait Shop {
    /// Whether the shop is there.
    async fn health(&self) -> Result<(), ShopError>;
    /// The price of something.
    async fn ticker(&self) -> Result<Ticker, ShopError>;
    /// Prices, from a part of the shop that limits how often it is asked.
    async fn quotes(&self) -> Result<Vec<f64>, ShopError>;
    /// Something that takes the shop long at times.
    async fn report(&self) -> Result<Report, ShopError>;
    /// A customer.
    async fn profile(&self) -> Result<Profile, ShopError>;
    /// A sum that may not be settled yet.
    async fn balance(&self) -> Result<Balance, ShopError>;
    /// An account that the shop does not have.
    async fn account(&self) -> Result<Account, ShopError>;
    /// Buys something: must not happen twice.
    async fn order(&self, item: &str) -> Result<Receipt, ShopError>;
    /// A part of the shop that is broken.
    async fn archive(&self) -> Result<Report, ShopError>;
    /// Something that a person waits for, so that a late answer is no use.
    async fn search(&self) -> Result<Vec<String>, ShopError>;
    /// How much there is of something. Tasks of their own ask for it, so the future is `Send`.
    fn stock(&self, request_id: &str) -> impl Future<Output = Result<Stock, ShopError>> + Send;
}
