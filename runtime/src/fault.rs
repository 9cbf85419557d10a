//! A classified failure.

use std::time::{Duration, SystemTime};

use resilin_policy::Class;

use crate::clock;

/// A classified failure: its class, and what the server said about when to come back.
///
/// ```
/// use std::time::Duration;
/// use resilin::{Class, Fault, Hint};
///
/// let fault = Fault::new(Class::THROTTLED).retry_after(Duration::from_secs(3));
/// assert_eq!(fault.class(), Class::THROTTLED);
/// assert_eq!(fault.hint(), Some(Hint::After(Duration::from_secs(3))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Fault {
    class: Class,
    hint: Option<Hint>,
    not_processed: bool,
    source: Source,
}

/// Who says that it failed. What a fault is does not depend on it.
#[derive(Clone, Copy, Debug)]
enum Source {
    Server,
    /// A policy that refused the attempt: no server has seen it.
    Policy,
}

impl PartialEq for Source {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Source {}

/// When the server wants to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// So long from now.
    After(Duration),
    /// At this time of the wall clock; a time that has passed means now.
    At(SystemTime),
}

impl Fault {
    /// A fault of `class`, without a hint, possibly processed.
    #[inline]
    pub const fn new(class: Class) -> Self {
        Self { class, hint: None, not_processed: false, source: Source::Server }
    }

    /// The server asked to be left alone for `delay`.
    #[inline]
    pub const fn retry_after(mut self, delay: Duration) -> Self {
        self.hint = Some(Hint::After(delay));
        self
    }

    /// The server named the time from which it serves again.
    #[inline]
    pub const fn resets_at(mut self, time: SystemTime) -> Self {
        self.hint = Some(Hint::At(time));
        self
    }

    /// Takes over a hint that was read elsewhere, from a response's headers for example; `None` changes nothing.
    #[inline]
    pub const fn with_hint(mut self, hint: Option<Hint>) -> Self {
        if hint.is_some() {
            self.hint = hint;
        }
        self
    }

    /// The request is proved not to have been processed: a refused connection, a name that does not resolve. Only such
    /// faults are retried at a site with `idempotent = false`. A timeout is never proof.
    #[inline]
    pub const fn not_processed(mut self) -> Self {
        self.not_processed = true;
        self
    }

    /// A policy has refused the attempt.
    pub(crate) const fn by_policy(mut self) -> Self {
        self.source = Source::Policy;
        self.not_processed = true;
        self
    }

    /// Whether a policy has refused the attempt: that is no news about a server's quota or about a lease.
    pub(crate) const fn is_by_policy(&self) -> bool {
        matches!(self.source, Source::Policy)
    }

    /// What kind of failure it is: the key of a policy table.
    #[inline]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// What the server said about when to come back.
    #[inline]
    pub const fn hint(&self) -> Option<Hint> {
        self.hint
    }

    /// Whether the request is proved not to have been processed.
    #[inline]
    pub const fn is_not_processed(&self) -> bool {
        self.not_processed
    }
}

impl Hint {
    /// The wait that the hint asks for at the wall time `now`; zero where the time has passed.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use resilin::Hint;
    ///
    /// let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
    /// assert_eq!(Hint::At(now + Duration::from_secs(5)).wait_at(now), Duration::from_secs(5));
    /// assert_eq!(Hint::At(now).wait_at(now + Duration::from_secs(1)), Duration::ZERO);
    /// ```
    pub fn wait_at(self, now: SystemTime) -> Duration {
        match self {
            Self::After(delay) => delay,
            Self::At(time) => time.duration_since(now).unwrap_or_default(),
        }
    }

    /// The wait that the hint asks for now. The wall clock is read only where the hint is a time.
    ///
    /// ```
    /// use std::time::Duration;
    /// use resilin::Hint;
    ///
    /// assert_eq!(Hint::After(Duration::from_secs(3)).wait(), Duration::from_secs(3));
    /// ```
    pub fn wait(self) -> Duration {
        match self {
            Self::After(delay) => delay,
            Self::At(_) => self.wait_at(clock::wall()),
        }
    }
}

impl From<Duration> for Hint {
    fn from(delay: Duration) -> Self {
        Self::After(delay)
    }
}

impl From<SystemTime> for Hint {
    fn from(time: SystemTime) -> Self {
        Self::At(time)
    }
}
