//! Sums of results.

use super::permit::Sample;

/// How many results there were, and how many of them were bad.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) calls: u64,
    pub(super) failures: u64,
    pub(super) slow: u64,
}

impl Tally {
    pub(super) fn of(sample: Sample) -> Self {
        Self { calls: 1, failures: u64::from(sample.failed), slow: u64::from(sample.slow) }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.failures += other.failures;
        self.slow += other.slow;
    }

    pub(super) fn subtract(&mut self, other: Self) {
        self.calls -= other.calls;
        self.failures -= other.failures;
        self.slow -= other.slow;
    }

    /// The share of failures; 0 without calls. Correctly rounded, as a rate that was read from text is: equal shares are equal
    /// numbers.
    pub(super) fn failure_rate(&self) -> f64 {
        share(self.failures, self.calls)
    }

    /// The share of slow calls; 0 without calls.
    pub(super) fn slow_rate(&self) -> f64 {
        share(self.slow, self.calls)
    }
}

#[allow(clippy::cast_precision_loss, reason = "a share of more than 2^53 calls needs no last digit")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
