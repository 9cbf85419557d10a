//! A ring of keys: one fails, the next takes over.

mod error;
mod handle;
mod lease;
mod rota;

pub use error::{KeyRingError, NoKey};
pub use handle::KeyRing;
pub use lease::{KeyLease, KeySnapshot, KeyState};
