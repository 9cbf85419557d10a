//! How many runs of the body a call may take.

use std::num::NonZeroU32;

/// How many times the body of a call may run, the first run included.
///
/// ```
/// use resilin_policy::Attempts;
///
/// let five: Attempts = "5".parse()?;
/// assert!(five.allows(5));
/// assert!(!five.allows(6));
/// assert!("unlimited".parse::<Attempts>()?.allows(u32::MAX));
/// assert!("0".parse::<Attempts>().is_err());
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Attempts {
    /// At most this many runs; 1 means that nothing is retried.
    Limited(NonZeroU32),
    /// As many as it takes: something else, such as a deadline, has to end the call.
    Unlimited,
}

impl Attempts {
    /// What holds where nothing is written: three runs.
    pub const DEFAULT: Self = Self::Limited(NonZeroU32::MIN.saturating_add(2));

    /// Whether the attempt with this number may start. The first attempt is number 1.
    #[inline]
    pub const fn allows(self, n: u32) -> bool {
        match self {
            Self::Limited(limit) => n <= limit.get(),
            Self::Unlimited => true,
        }
    }
}

impl Default for Attempts {
    fn default() -> Self {
        Self::DEFAULT
    }
}
