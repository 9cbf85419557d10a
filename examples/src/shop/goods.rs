//! What the shop answers.

use serde::Deserialize;

/// A price.
#[derive(Clone, Debug, Deserialize)]
pub struct Ticker {
    /// What it is the price of.
    pub symbol: String,
    /// How much it is.
    pub price: f64,
}

/// Lines of text.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// The lines.
    pub lines: Vec<String>,
}

/// A customer.
#[derive(Clone, Debug, Deserialize)]
pub struct Profile {
    /// The customer's name.
    pub name: String,
}

/// A sum.
#[derive(Clone, Debug, Deserialize)]
pub struct Balance {
    /// How much it is.
    pub amount: i64,
    /// Whether it will stay so.
    pub settled: bool,
}

/// An account.
#[derive(Clone, Debug, Deserialize)]
pub struct Account {
    /// Its number.
    pub number: u64,
}

/// The proof of an order.
#[derive(Clone, Debug, Deserialize)]
pub struct Receipt {
    /// The order's number.
    pub order: u64,
}

/// What there is of something.
#[derive(Clone, Debug, Deserialize)]
pub struct Stock {
    /// How many.
    pub left: u64,
}
