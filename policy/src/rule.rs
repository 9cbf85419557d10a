//! What a class of failure gets.

use crate::Backoff;
use std::{num::NonZeroU32, time::Duration};

/// What a class of failure gets.
///
/// ```
/// use resilin_policy::{Backoff, Delays, Retry, Rule, Table};
/// use std::time::Duration;
///
/// let table: Table = "throttled = retry(fixed(1s), attempts = 9), client = fail, quota = cooldown(15m)".parse()?;
/// let rules: Vec<Rule> = table.rules().iter().map(|class| class.rule()).collect();
/// let own = Delays::Own(Backoff::Fixed(Duration::from_secs(1)));
/// assert!(matches!(rules[0], Rule::Retry(Retry { delays, attempts: Some(_) }) if delays == own));
/// assert_eq!(rules[1], Rule::Fail);
/// assert_eq!(rules[2].to_string(), "cooldown(15m, max = 6h)");
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// `retry`: another attempt, after a delay.
    Retry(Retry),
    /// `cooldown(default, max = …)`: the site's quota is closed for everyone who uses it, and the error goes to the
    /// caller. At a site without a quota it is [`Rule::Fail`].
    Cooldown {
        /// How long it is closed at first, where the server does not say until when; doubled each time.
        default: Duration,
        /// The longest that it is closed without a word from the server; the default or longer.
        max: Duration,
    },
    /// `refresh`: the credentials are renewed, and then one attempt follows at once; the next such failure goes to the
    /// caller. At a site without credentials it is [`Rule::Fail`].
    Refresh,
    /// `fail`: no other attempt; the error goes to the caller.
    Fail,
}

/// How a class of failure is retried.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Retry {
    /// After which delays.
    pub delays: Delays,
    /// How many runs of the body may fail with this class, where the class is counted apart: two or more. Else they
    /// count among the site's attempts.
    pub attempts: Option<NonZeroU32>,
}

/// The delays before another attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Delays {
    /// Those of the site.
    #[default]
    Site,
    /// Those of the site times this, which is two or more; never above the site's cap.
    Scaled(u32),
    /// Those of a shape of its own, spread by the site's jitter.
    Own(Backoff),
}

impl Rule {
    /// `retry`, with the site's delays and counted among the site's attempts.
    pub const RETRY: Self = Self::Retry(Retry::DEFAULT);

    /// How the class is retried, if it is.
    #[inline]
    pub const fn retry(&self) -> Option<&Retry> {
        match self {
            Self::Retry(retry) => Some(retry),
            _ => None,
        }
    }
}

impl Retry {
    /// With the site's delays, and counted among the site's attempts.
    pub const DEFAULT: Self = Self { delays: Delays::Site, attempts: None };

    /// With delays of their own, and counted among the site's attempts.
    pub(crate) const fn after(delays: Delays) -> Self {
        Self { delays, attempts: None }
    }
}
