//! Why there is no lease.

use std::error::Error;
use std::fmt;
use std::iter::successors;
use std::sync::Arc;
use std::time::Duration;

use super::provider::BoxError;
use crate::classify::LONGEST_CHAIN;
use crate::{Class, Classify, Fault, Rejected};

/// There is no lease, and no renewal that could be waited for. All who waited for one renewal get the same.
#[derive(Clone)]
pub struct CredentialsError {
    cause: Cause,
    retry_after: Option<Duration>,
}

/// What was wrong with a renewal.
#[derive(Clone)]
pub(super) enum Cause {
    Provider(Arc<dyn Error + Send + Sync>),
    TimedOut { after: Duration },
    Expired,
    Panicked,
    Abandoned,
    NoRuntime,
}

impl CredentialsError {
    pub(super) fn new(cause: Cause, retry_after: Option<Duration>) -> Self {
        Self { cause, retry_after }
    }

    /// The time for which the failure is remembered: no renewal is tried before.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The provider's own error, where it returned one.
    pub fn provider_error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        match &self.cause {
            Cause::Provider(error) => Some(&**error),
            _ => None,
        }
    }

    /// The error and all that caused it, on one line.
    fn reason(&self) -> String {
        let mut reason = self.to_string();
        for error in successors(self.source(), |&error| error.source()).take(LONGEST_CHAIN) {
            reason.push_str(": ");
            reason.push_str(&error.to_string());
        }
        reason
    }
}

impl Cause {
    pub(super) fn of_provider(error: impl Into<BoxError>) -> Self {
        Self::Provider(error.into().into())
    }

    /// The word for an event's field: an error's own text may hold anything.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Provider(_) => "provider",
            Self::TimedOut { .. } => "timed_out",
            Self::Expired => "expired",
            Self::Panicked => "panicked",
            Self::Abandoned => "abandoned",
            Self::NoRuntime => "no_runtime",
        }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Provider(_) => f.write_str("the renewal failed"),
            Cause::TimedOut { after } => write!(f, "the renewal did not end within {after:?}"),
            Cause::Expired => f.write_str("the provider granted what had expired already"),
            Cause::Panicked => f.write_str("the provider panicked"),
            Cause::Abandoned => f.write_str("the runtime of the renewal is gone"),
            Cause::NoRuntime => f.write_str("a renewal needs a tokio runtime, and none is entered"),
        }
    }
}

/// As `Display`: the derived `Debug` of a provider's error may show fields that hold a secret.
impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsError")
            .field("cause", &self.reason())
            .field("retry_after", &self.retry_after)
            .finish()
    }
}

impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.cause {
            Cause::Provider(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<CredentialsError> for Rejected {
    fn from(error: CredentialsError) -> Self {
        Self::NoCredentials { reason: error.reason(), retry_after: error.retry_after }
    }
}

/// Of class `auth`, and proved not processed: nothing was sent.
impl Classify for CredentialsError {
    fn classify(&self) -> Fault {
        Fault::new(Class::AUTH).by_policy().with_hint(self.retry_after.map(Into::into))
    }
}
