//! When the next attempts come.

use std::time::Duration;

use resilin_policy::{Attempts, Backoff, Delays, Jitter, Policy, Retry};

use super::rules::Ruled;
use crate::kernel::bounds;

/// The delays of some classes of failure: those of the site, or their own.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Schedule {
    /// The classes that have these delays.
    pub classes: Vec<String>,
    /// How many retries there are, as far as these classes count. `None`: as many as it takes.
    pub retries: Option<u32>,
    /// The delays, in order: all of them, or the first ten.
    pub delays: Vec<Delay>,
}

/// The delay before a retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Delay {
    /// Which retry; the first is 1, and is the second attempt.
    pub retry: u32,
    /// What the shape gives, before jitter. Of `decorrelated`, whose delays are drawn, the longest.
    #[cfg_attr(feature = "serde", serde(rename = "delay_seconds", serialize_with = "crate::seconds::of"))]
    pub delay: Duration,
    /// The shortest that it can be after jitter.
    #[cfg_attr(feature = "serde", serde(rename = "lowest_seconds", serialize_with = "crate::seconds::of"))]
    pub lowest: Duration,
    /// The longest that it can be after jitter.
    #[cfg_attr(feature = "serde", serde(rename = "highest_seconds", serialize_with = "crate::seconds::of"))]
    pub highest: Duration,
}

/// More than these nobody reads.
const LISTED: u32 = 10;

/// One for the classes that go by the site's delays, and one for each that has its own.
pub(super) fn of(policy: &Policy, classes: &[Ruled]) -> Vec<Schedule> {
    if !policy.retries() {
        return Vec::new();
    }
    let mut grouped: Vec<(Retry, Vec<String>)> = Vec::new();
    for class in classes {
        let Some(retry) = class.rule.retry() else { continue };
        let name = class.explained.class.clone();
        match grouped.iter_mut().find(|(known, _)| known == retry) {
            Some((_, names)) => names.push(name),
            None => grouped.push((*retry, vec![name])),
        }
    }
    grouped.into_iter().map(|(retry, classes)| schedule(policy, retry, classes)).collect()
}

fn schedule(policy: &Policy, retry: Retry, classes: Vec<String>) -> Schedule {
    let retries = match (retry.attempts, policy.attempts()) {
        (Some(attempts), _) | (None, Attempts::Limited(attempts)) => Some(attempts.get() - 1),
        (None, _) => None,
    };
    let (shape, scale) = match retry.delays {
        Delays::Own(shape) => (shape, 1),
        Delays::Scaled(scale) => (policy.backoff(), scale),
        _ => (policy.backoff(), 1),
    };
    let drawn = Drawn { shape, scale, jitter: policy.jitter() };
    let delays = (0..retries.unwrap_or(LISTED).min(LISTED)).map(|n| drawn.delay(n)).collect();
    Schedule { classes, retries, delays }
}

/// What delays are drawn from.
struct Drawn {
    shape: Backoff,
    scale: u32,
    jitter: Jitter,
}

impl Drawn {
    fn delay(&self, n: u32) -> Delay {
        if let Backoff::Decorrelated { base, cap } = self.shape {
            let lowest = base.saturating_mul(self.scale).min(cap);
            let highest = (0..=n).fold(lowest, |longest, _| longest.saturating_mul(3)).min(cap);
            return Delay { retry: n + 1, delay: highest, lowest, highest };
        }
        let delay = self.shape.delay(n).saturating_mul(self.scale).min(self.shape.ceiling());
        let (lowest, highest) = bounds(delay, self.jitter, self.shape.ceiling());
        Delay { retry: n + 1, delay, lowest, highest }
    }
}
