//! What an account can do, with policies or without.

use super::{Fate, TradingError};

/// An account's desk at the exchange.
pub trait Desk: Send + Sync + 'static {
    /// Asks for the balance.
    fn balance(&self) -> impl Future<Output = Result<(), TradingError>> + Send;

    /// Places an order, and finds out whether it is placed.
    fn place(&self, order: &str) -> impl Future<Output = Fate> + Send;

    /// Listens to the exchange's ticks, for as long as it can.
    fn watch(&self) -> impl Future<Output = Result<(), TradingError>> + Send;
}
