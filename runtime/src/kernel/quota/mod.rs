//! Quotas: a state machine that is told the time, and the same for many threads.

mod machine;
mod phase;
mod probe;
mod ramp;
mod shared;
mod snapshot;
mod state;

pub use machine::Quota;
pub use probe::QuotaProbe;
pub use shared::SharedQuota;
pub use snapshot::QuotaSnapshot;
pub use state::{QuotaChange, QuotaRefusal, QuotaReset, QuotaState, ResetKind};
