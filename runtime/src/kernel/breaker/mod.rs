//! Breakers: a state machine that is told the time, and the same for many threads.

mod aside;
mod circuit;
mod counts;
mod last_calls;
mod last_while;
mod permit;
mod phase;
mod probes;
mod shared;
mod snapshot;
mod state;
mod tally;
mod word;

pub use circuit::{Admission, Circuit};
pub(crate) use permit::Body;
pub use permit::Permit;
pub use shared::SharedCircuit;
pub use snapshot::{BreakerSnapshot, TimeInState};
pub use state::{BreakerState, Cause, Refusal, Transition};
