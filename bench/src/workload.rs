//! What is measured.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Workload {
    /// The first attempt succeeds, under a retry policy.
    Retry,
    /// The first attempt succeeds, under a breaker.
    Breaker,
    /// … under both.
    RetryBreaker,
    /// … under both and a timeout for each attempt.
    RetryBreakerTimeout,
    /// Two attempts fail, the third succeeds; no delay.
    TwoFailures,
    /// An open breaker rejects.
    Rejection,
    /// The waits of one call that fails 10,000 times.
    Delays,
    /// A breaker with a window of 100 calls records a success.
    CountWindow,
    /// A breaker with a window of 60 s records a success.
    TimeWindow,
    /// One of 100,000 breakers is looked up and records a success.
    Keys,
    /// Retry and breaker over a body that only fails: for the checks alone.
    BothOverDown,
    /// Retry, breaker and timeout over a body that hangs once: for the checks alone.
    TimeoutOverHang,
}

impl Workload {
    /// Those that have numbers.
    pub(crate) const MEASURED: [Self; 10] = [
        Self::Retry,
        Self::Breaker,
        Self::RetryBreaker,
        Self::RetryBreakerTimeout,
        Self::TwoFailures,
        Self::Rejection,
        Self::Delays,
        Self::CountWindow,
        Self::TimeWindow,
        Self::Keys,
    ];

    /// Those that only show that a contender does what its rows say.
    pub(crate) const CHECKED_ONLY: [Self; 2] = [Self::BothOverDown, Self::TimeoutOverHang];

    /// For a table's head.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Retry => "First attempt succeeds, retry only",
            Self::Breaker => "First attempt succeeds, breaker only",
            Self::RetryBreaker => "First attempt succeeds, retry and breaker",
            Self::RetryBreakerTimeout => "First attempt succeeds, retry, breaker and timeout",
            Self::TwoFailures => "Two failures, then success, no delay",
            Self::Rejection => "An open breaker rejects",
            Self::Delays => "10,000 jittered delays",
            Self::CountWindow => "Breaker with a window of 100 calls, success recorded",
            Self::TimeWindow => "Breaker with a window of 60 s, success recorded",
            Self::Keys => "One of 100,000 keyed breakers: looked up, success recorded",
            Self::BothOverDown => "Retry and breaker over a body that only fails",
            Self::TimeoutOverHang => "Retry, breaker and timeout over a body that hangs once",
        }
    }

    /// For the command line and for files.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Breaker => "breaker",
            Self::RetryBreaker => "retry-breaker",
            Self::RetryBreakerTimeout => "retry-breaker-timeout",
            Self::TwoFailures => "two-failures",
            Self::Rejection => "rejection",
            Self::Delays => "delays",
            Self::CountWindow => "count-window",
            Self::TimeWindow => "time-window",
            Self::Keys => "keys",
            Self::BothOverDown => "both-over-down",
            Self::TimeoutOverHang => "timeout-over-hang",
        }
    }

    /// The one of that id.
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Self::MEASURED.into_iter().chain(Self::CHECKED_ONLY).find(|workload| workload.id() == id)
    }

    /// Whether a call is a future, whose size tells something.
    pub(crate) fn has_future(self) -> bool {
        matches!(self, Self::Retry | Self::Breaker | Self::RetryBreaker | Self::RetryBreakerTimeout)
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}
