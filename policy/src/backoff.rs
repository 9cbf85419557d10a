//! The shapes of backoff, and the delays they give.

use std::time::Duration;

/// The shape of the delays before the second, third … attempt.
///
/// ```
/// use resilin_policy::Backoff;
/// use std::time::Duration;
///
/// let backoff: Backoff = "exp(200ms, 2, 1s)".parse()?;
/// let delays: Vec<_> = (0..4).map(|n| backoff.delay(n).as_millis()).collect();
/// assert_eq!(delays, [200, 400, 800, 1_000]);
/// assert_eq!(backoff.cap(), Duration::from_secs(1));
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Backoff {
    /// `exp(first, factor, cap)`: every delay is the one before it times the factor.
    Exponential {
        /// The first delay.
        first: Duration,
        /// What each delay is multiplied by; 1 or more.
        factor: f64,
        /// The longest delay.
        cap: Duration,
    },
    /// `linear(first, step, cap)`: every delay is longer than the one before it by the step.
    Linear {
        /// The first delay.
        first: Duration,
        /// What is added each time.
        step: Duration,
        /// The longest delay.
        cap: Duration,
    },
    /// `fib(first, cap)`: 1, 1, 2, 3, 5 … times the first delay.
    Fibonacci {
        /// The first delay.
        first: Duration,
        /// The longest delay.
        cap: Duration,
    },
    /// `fixed(delay)`: always the same delay.
    Fixed(Duration),
    /// `decorrelated(base, cap)`: each delay is drawn between the base and three times the one before it.
    Decorrelated {
        /// The shortest delay.
        base: Duration,
        /// The longest delay.
        cap: Duration,
    },
    /// `none`: the next attempt starts at once.
    None,
}

impl Backoff {
    /// What holds where nothing is written: `exp(200ms, 2, 20s)`.
    pub const DEFAULT: Self =
        Self::Exponential { first: Duration::from_millis(200), factor: 2.0, cap: Duration::from_secs(20) };

    /// The delay after attempt `n`, counted from 0, before any jitter.
    ///
    /// Never above [`cap`](Self::cap), the first delay included, and saturating: every `n` has an answer. For
    /// [`Backoff::Decorrelated`], whose delays are random, it is the longest one that can be drawn.
    pub fn delay(&self, n: u32) -> Duration {
        match *self {
            Self::Exponential { first, factor, cap } => exponential(first, factor, n).min(cap),
            Self::Linear { first, step, cap } => first.saturating_add(step.saturating_mul(n)).min(cap),
            Self::Fibonacci { first, cap } => fibonacci(first, n).min(cap),
            Self::Fixed(delay) => delay,
            Self::Decorrelated { base, cap } => exponential(base, 3.0, n.saturating_add(1)).min(cap),
            Self::None => Duration::ZERO,
        }
    }

    /// The longest delay that the shape gives.
    #[inline]
    pub const fn cap(&self) -> Duration {
        match *self {
            Self::Exponential { cap, .. }
            | Self::Linear { cap, .. }
            | Self::Fibonacci { cap, .. }
            | Self::Decorrelated { cap, .. }
            | Self::Fixed(cap) => cap,
            Self::None => Duration::ZERO,
        }
    }

    /// The bound that no jittered or lengthened delay of this shape passes: its cap. A fixed delay names none, so
    /// there it is [`Duration::MAX`]: `fixed(1s)` with a jitter of `0.25` means up to 1.25 s.
    #[inline]
    pub const fn ceiling(&self) -> Duration {
        match self {
            Self::Fixed(_) => Duration::MAX,
            shape => shape.cap(),
        }
    }

    /// The longest wait that a server may ask for where the policy has neither `max_wait` nor a deadline: five times
    /// the [`cap`](Self::cap).
    #[inline]
    pub const fn longest_hint(&self) -> Duration {
        self.cap().saturating_mul(5)
    }

    /// Whether there are delays that a jitter can spread.
    pub(crate) const fn takes_jitter(&self) -> bool {
        !matches!(self, Self::None | Self::Decorrelated { .. })
    }

    /// The least that the first delay can be, before any jitter.
    pub(crate) fn first(&self) -> Duration {
        match *self {
            Self::Decorrelated { base, .. } => base,
            _ => self.delay(0),
        }
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// `first` times `factor` to the power of `n`. Whole nanoseconds stay exact up to about 26 days.
fn exponential(first: Duration, factor: f64, n: u32) -> Duration {
    let grown = first.as_secs_f64() * power(factor, n);
    // Beyond those days a float may fall short of `first` itself.
    Duration::try_from_secs_f64(grown).unwrap_or(Duration::MAX).max(first)
}

/// By squaring: `powi` leaves its precision to the platform, and a simulation has to repeat everywhere.
fn power(factor: f64, mut n: u32) -> f64 {
    let (mut product, mut square) = (1.0, factor);
    while n > 0 {
        if n & 1 == 1 {
            product *= square;
        }
        square *= square;
        n >>= 1;
    }
    product
}

/// `first` times the Fibonacci number that follows `n`.
fn fibonacci(first: Duration, n: u32) -> Duration {
    /// Past this many steps a single nanosecond has outgrown `Duration::MAX`.
    const ENOUGH: u32 = 140;
    let (mut previous, mut current) = (Duration::ZERO, first);
    for _ in 0..n.min(ENOUGH) {
        (previous, current) = (current, current.saturating_add(previous));
    }
    current
}
