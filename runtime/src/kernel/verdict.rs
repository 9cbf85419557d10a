//! What the kernel is told of a failed attempt, and what it answers.

use std::time::Duration;

use resilin_policy::Class;

/// A failed attempt, as the kernel needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What kind of failure it was.
    pub class: Class,
    /// How long the server asked to be left alone, counted from now.
    pub retry_after: Option<Duration>,
    /// Whether it is proved that the request was not processed.
    pub not_processed: bool,
    /// What is left of the call's time, where a deadline limits it: its own or an outer call's.
    pub left: Option<Duration>,
    /// Whether the attempt had credentials: without them, the rule `refresh` is as `fail`.
    pub renewable: bool,
}

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[non_exhaustive]
pub enum Verdict {
    /// Build and run the next attempt once `after` has passed. Zero means at once, without a timer.
    Retry {
        /// How long to wait.
        after: Duration,
    },
    /// The call is over; its caller gets the outcome of the attempt that failed last.
    GiveUp(GiveUp),
}

/// Why a call is over although its last attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GiveUp {
    /// The rule for this class is not to retry.
    Rule,
    /// The function is not idempotent, and the request may have been processed.
    NotIdempotent,
    /// All attempts were used.
    Attempts,
    /// The server asked for a longer wait than the policy allows.
    HintTooLong,
    /// The wait would not end before the deadline.
    Deadline,
    /// The retry budget has not enough for another attempt. A [`Call`](super::Call) knows no budget: this is said by who asks one.
    RetryBudget,
}

impl GiveUp {
    /// The word for a metric's label or an event's field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::NotIdempotent => "not_idempotent",
            Self::Attempts => "attempts",
            Self::HintTooLong => "hint_too_long",
            Self::Deadline => "deadline",
            Self::RetryBudget => "retry_budget",
        }
    }
}

impl Failure {
    /// A failure of `class` without a hint, in a call without a deadline.
    pub const fn new(class: Class) -> Self {
        Self { class, retry_after: None, not_processed: false, left: None, renewable: false }
    }
}
