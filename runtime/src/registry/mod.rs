//! Where names are found: breakers, tables, quotas and retry budgets.

mod global;
mod held;
mod names;
#[path = "registry.rs"]
mod of_one;
mod overridden;
mod shelf;
mod tables;

pub use global::{breakers, define_table, quota, quotas, retry_budget, retry_budgets, table};
#[cfg(feature = "config")]
pub(crate) use held::Layered;
pub(crate) use held::{Held, Written};
pub(crate) use names::{Locked, Names};
pub use of_one::Registry;
pub(crate) use overridden::Overridden;
pub(crate) use shelf::{Shared, Shelf};
pub(crate) use tables::Tables;
