//! Where names are found: breakers, tables, quotas and retry budgets.

mod global;
mod names;
#[path = "registry.rs"]
mod of_one;
mod shelf;

pub use global::{breakers, define_table, quota, quotas, retry_budget, retry_budgets, table};
pub(crate) use names::Names;
pub use of_one::Registry;
pub(crate) use shelf::{Shared, Shelf};
