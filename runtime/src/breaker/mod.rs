//! Named breakers, shared by every site that names them.
//!
//! What a breaker does is in [`kernel::Circuit`](crate::kernel::Circuit). Here are its name, its clock, the registry in
//! which it is found, and the bounded number of breakers that one name with placeholders stands for.

mod breakers;
mod by_name;
mod family;
mod handle;
mod keys;
mod permit;
mod rendered;
#[cfg(feature = "metrics")]
mod together;

pub(crate) use breakers::Breakers;
pub use by_name::breaker;
pub(crate) use family::Family;
pub use handle::Breaker;
pub(crate) use handle::HalfOpenId;
pub use permit::BreakerPermit;
pub(crate) use rendered::rendered;
