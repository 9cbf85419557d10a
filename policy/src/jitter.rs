//! How delays are spread.

/// How a delay is spread at random, so that callers that failed together do not come back together.
///
/// ```
/// use resilin_policy::Jitter;
///
/// assert_eq!("25%".parse(), Ok(Jitter::Proportional(0.25)));
/// assert_eq!("full".parse(), Ok(Jitter::Full));
/// assert!("250%".parse::<Jitter>().is_err());
/// ```
///
/// The names are those of Marc Brooker's [Exponential Backoff And Jitter][source].
///
/// [source]: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Jitter {
    /// Up to this share of the delay less or more, never above the shape's cap. From 0 to 1.
    Proportional(f64),
    /// Anywhere between zero and the delay.
    Full,
    /// Anywhere between half of the delay and the delay.
    Equal,
    /// The delay itself.
    None,
}

impl Jitter {
    /// What holds where nothing is written: [`Jitter::Full`].
    pub const DEFAULT: Self = Self::Full;
}

impl Default for Jitter {
    fn default() -> Self {
        Self::DEFAULT
    }
}
