//! A policy's refusal as a status.

use std::sync::Arc;

use tonic::{Code, Status};

use crate::Rejected;

/// | rejection | code |
/// | --- | --- |
/// | `CircuitOpen`, `ConcurrencyLimited`, `NoCredentials` | `UNAVAILABLE` |
/// | `TimedOut`, `DeadlineExceeded` | `DEADLINE_EXCEEDED` |
/// | `QuotaExhausted`, `RateLimited` | `RESOURCE_EXHAUSTED` |
/// | `Invalid` | `INTERNAL` |
///
/// The [`Rejected`] is the status's source, so that in this process the status is classified as what it was, hint and
/// all. A caller behind the wire sees code and message: to it a quota is `throttled`, and an answer that `validate`
/// refused is `server`. When to come back is in the message only: a `grpc-retry-pushback-ms` is the server's to add.
impl From<Rejected> for Status {
    fn from(rejected: Rejected) -> Self {
        let mut status = Self::new(code(&rejected), rejected.to_string());
        status.set_source(Arc::new(rejected));
        status
    }
}

const fn code(rejected: &Rejected) -> Code {
    match rejected {
        // The credentials that are missing are this side's: a caller behind the wire has nothing to renew.
        Rejected::CircuitOpen { .. } | Rejected::ConcurrencyLimited { .. } | Rejected::NoCredentials { .. } => {
            Code::Unavailable
        }
        Rejected::TimedOut { .. } | Rejected::DeadlineExceeded => Code::DeadlineExceeded,
        Rejected::QuotaExhausted { .. } | Rejected::RateLimited { .. } => Code::ResourceExhausted,
        Rejected::Invalid { .. } => Code::Internal,
    }
}
