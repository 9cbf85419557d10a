//! What a call returns when the policy ended it, not the body.

use std::borrow::Cow;
use std::time::Duration;
use std::{fmt, io};

use resilin_policy::Class;

use crate::Fault;

/// The call was ended by its policy, not by the function's body.
///
/// A function whose policy can refuse needs an error type that can say so: `E: From<Rejected>`. A variant
/// `Rejected(#[from] Rejected)` will do, and so will [`resilin::Error<E>`](crate::Error), `std::io::Error`,
/// `Box<dyn Error + Send + Sync>` and `anyhow::Error` as they are.
///
/// ```
/// use std::time::Duration;
/// use resilin::{Class, Rejected};
///
/// let rejected = Rejected::TimedOut { after: Duration::from_secs(2) };
/// assert_eq!(rejected.to_string(), "no answer within 2s");
/// assert_eq!(rejected.fault().class(), Class::TIMEOUT);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejected {
    /// The breaker is open. Come back after `retry_after`, where it is known.
    CircuitOpen {
        /// The breaker's name.
        breaker: Cow<'static, str>,
        /// How long it stays open; `None` while it is being probed or forced open.
        retry_after: Option<Duration>,
    },
    /// An attempt did not end within the policy's `timeout`. It may have been processed all the same.
    TimedOut {
        /// The timeout of an attempt.
        after: Duration,
    },
    /// The call did not end within the policy's `deadline`, and no attempt of it ended before.
    DeadlineExceeded,
    /// The quota is used up until its reset.
    QuotaExhausted {
        /// The quota's name.
        quota: Cow<'static, str>,
        /// The time until the reset, where it is known.
        resets_in: Option<Duration>,
    },
    /// The rate limit has no room for this attempt.
    #[non_exhaustive]
    RateLimited {
        /// The rate limit's name.
        rate_limit: Cow<'static, str>,
        /// The time until there is room.
        retry_after: Option<Duration>,
    },
    /// As many calls are under way as the concurrency limit allows.
    #[non_exhaustive]
    ConcurrencyLimited {
        /// The concurrency limit's name.
        concurrency_limit: Cow<'static, str>,
    },
    /// There was no lease to run the attempt with: a renewal failed, or every key of a ring is out.
    #[non_exhaustive]
    NoCredentials {
        /// What [`credentials`](crate::credentials) said, and what a provider's error said to it. Nothing of a lease is in
        /// it; a provider's error is to hold no secret either.
        reason: String,
        /// The time until it may be better, where it is known.
        retry_after: Option<Duration>,
    },
    /// The body returned an `Ok` that the policy's `validate` did not accept.
    Invalid {
        /// What `validate` said.
        reason: String,
    },
}

impl Rejected {
    /// When to come back, where it is known.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::CircuitOpen { retry_after, .. }
            | Self::RateLimited { retry_after, .. }
            | Self::NoCredentials { retry_after, .. } => *retry_after,
            Self::QuotaExhausted { resets_in, .. } => *resets_in,
            Self::TimedOut { .. }
            | Self::DeadlineExceeded
            | Self::ConcurrencyLimited { .. }
            | Self::Invalid { .. } => None,
        }
    }

    /// The rejection as a fault, for a caller that is itself resilient.
    ///
    /// An open breaker and a full concurrency limit are `overload`, the two times `timeout`, a quota `quota`, a rate
    /// limit `throttled`, no credentials `auth`, a refused value `invalid`. A refusal before the body ran is proved not to be processed.
    pub fn fault(&self) -> Fault {
        let fault = Fault::new(self.class());
        let fault = if self.is_before_body() { fault.by_policy() } else { fault };
        fault.with_hint(self.retry_after().map(Into::into))
    }

    fn class(&self) -> Class {
        match self {
            Self::CircuitOpen { .. } | Self::ConcurrencyLimited { .. } => Class::OVERLOAD,
            Self::TimedOut { .. } | Self::DeadlineExceeded => Class::TIMEOUT,
            Self::QuotaExhausted { .. } => Class::QUOTA,
            Self::RateLimited { .. } => Class::THROTTLED,
            Self::NoCredentials { .. } => Class::AUTH,
            Self::Invalid { .. } => Class::INVALID,
        }
    }

    fn is_before_body(&self) -> bool {
        !matches!(self, Self::TimedOut { .. } | Self::DeadlineExceeded | Self::Invalid { .. })
    }

    /// Whether it is how an attempt ended; else it is a refusal, and counts only where no attempt ended before.
    pub(crate) const fn is_outcome(&self) -> bool {
        matches!(self, Self::TimedOut { .. } | Self::Invalid { .. })
    }

    /// The word for a metric's label or an event's field: `circuit_open`, `timed_out`, `deadline_exceeded`,
    /// `quota_exhausted`, `rate_limited`, `concurrency_limited`, `no_credentials` or `invalid`.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::CircuitOpen { .. } => "circuit_open",
            Self::TimedOut { .. } => "timed_out",
            Self::DeadlineExceeded => "deadline_exceeded",
            Self::QuotaExhausted { .. } => "quota_exhausted",
            Self::RateLimited { .. } => "rate_limited",
            Self::ConcurrencyLimited { .. } => "concurrency_limited",
            Self::NoCredentials { .. } => "no_credentials",
            Self::Invalid { .. } => "invalid",
        }
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CircuitOpen { breaker, retry_after } => {
                write!(f, "the breaker `{breaker}` is open{}", Again(*retry_after))
            }
            Self::TimedOut { after } => write!(f, "no answer within {after:?}"),
            Self::DeadlineExceeded => write!(f, "the call's deadline has passed"),
            Self::QuotaExhausted { quota, resets_in } => {
                write!(f, "the quota `{quota}` is used up{}", Again(*resets_in))
            }
            Self::RateLimited { rate_limit, retry_after } => {
                write!(f, "the rate limit `{rate_limit}` has no room{}", Again(*retry_after))
            }
            Self::ConcurrencyLimited { concurrency_limit } => {
                write!(f, "the concurrency limit `{concurrency_limit}` is reached")
            }
            Self::NoCredentials { reason, .. } => write!(f, "no credentials: {reason}"),
            Self::Invalid { reason } => write!(f, "the answer is not valid: {reason}"),
        }
    }
}

impl std::error::Error for Rejected {}

impl From<Rejected> for io::Error {
    /// The kind is `TimedOut` for the two times, `InvalidData` for a refused value, `Other` for the rest. The
    /// [`Rejected`] is the inner error, so that an outer call still knows what it was.
    fn from(rejected: Rejected) -> Self {
        let kind = match rejected {
            Rejected::TimedOut { .. } | Rejected::DeadlineExceeded => io::ErrorKind::TimedOut,
            Rejected::Invalid { .. } => io::ErrorKind::InvalidData,
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, rejected)
    }
}

/// ": try again in …", where the time is known. In whole milliseconds, and never too early.
struct Again(Option<Duration>);

impl fmt::Display for Again {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(wait) = self.0 else {
            return Ok(());
        };
        let beyond = wait.subsec_nanos() % 1_000_000;
        let up = if beyond == 0 { 0 } else { 1_000_000 - beyond };
        write!(f, ": try again in {:?}", wait.saturating_add(Duration::from_nanos(up.into())))
    }
}
