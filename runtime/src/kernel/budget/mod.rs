//! What retries may cost in all.

mod shared;
mod spent;
mod terms;
mod word;

pub use shared::RetryBudget;
pub use spent::Spent;
