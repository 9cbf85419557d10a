//! What was read: the public types.

use std::borrow::Cow;
use std::time::Duration;

use crate::Hint;

/// What a response said about the server's limits: see [`read`](super::read()).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerLimits<'h> {
    retry_after: Option<Hint>,
    limits: Vec<Limit<'h>>,
}

/// One limit of a server, as far as it told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limit<'h> {
    /// What is limited: `requests`, `input-tokens`, `minute`, or the name of a quota policy. From a header's name it is
    /// in lower case. Empty where the server has no name for it.
    pub name: Cow<'h, str>,
    /// How much the server gives until the reset.
    pub limit: Option<u64>,
    /// How much of it is left.
    pub remaining: Option<u64>,
    /// The time left until the reset.
    pub resets_in: Option<Duration>,
}

impl<'h> ServerLimits<'h> {
    pub(super) const fn new(retry_after: Option<Hint>, limits: Vec<Limit<'h>>) -> Self {
        Self { retry_after, limits }
    }

    /// When the server wants to be asked again: what [`retry_after`](super::retry_after()) says.
    pub const fn retry_after(&self) -> Option<Hint> {
        self.retry_after
    }

    /// Of the limits with nothing left, the one whose reset is latest: before it, asking again is in vain. One with a
    /// reset comes before one without.
    ///
    /// ```
    /// use resilin::headers;
    /// use std::time::{Duration, SystemTime};
    ///
    /// let policies = r#""minute";r=0;t=5, "day";r=0;t=3600, "month";r=70;t=90000"#;
    /// let said = headers::read([("RateLimit", policies)], SystemTime::now());
    /// let exhausted = said.exhausted().expect("two have nothing left");
    /// assert_eq!((&*exhausted.name, exhausted.resets_in), ("day", Some(Duration::from_secs(3600))));
    /// ```
    pub fn exhausted(&self) -> Option<&Limit<'h>> {
        self.limits.iter().filter(|limit| limit.is_exhausted()).max_by_key(|limit| limit.resets_in)
    }

    /// Every limit that the response tells something about.
    pub fn limits(&self) -> &[Limit<'h>] {
        &self.limits
    }
}

impl Limit<'_> {
    /// Whether the server says that nothing is left of it.
    pub const fn is_exhausted(&self) -> bool {
        matches!(self.remaining, Some(0))
    }
}
