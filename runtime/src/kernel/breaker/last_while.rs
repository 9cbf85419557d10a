//! The results of the last so long.

use std::collections::VecDeque;
use std::time::Duration;

use super::permit::Sample;
use super::tally::Tally;
use crate::kernel::Moment;

/// A sliding window over time. Results that come within a 64th of the window are kept as one sum and leave it
/// together, when the first of them is too old: what is too old never counts, and what counts is at most a 64th
/// younger than it could be. Where calls are sparser than that, it is exact.
#[derive(Debug)]
pub(super) struct LastWhile {
    within: Duration,
    buckets: VecDeque<Bucket>,
    sum: Tally,
}

#[derive(Debug)]
struct Bucket {
    start: Moment,
    tally: Tally,
}

const BUCKETS: u32 = 64;

impl LastWhile {
    pub(super) fn new(within: Duration) -> Self {
        Self { within, buckets: VecDeque::new(), sum: Tally::default() }
    }

    /// Another length; what is young enough for it is kept.
    pub(super) fn resize(&mut self, within: Duration) {
        self.within = within;
    }

    pub(super) fn clear(&mut self) {
        self.buckets.clear();
        self.sum = Tally::default();
    }

    pub(super) fn record(&mut self, sample: Sample, now: Moment) {
        self.evict(now);
        let ends = self.last_ends();
        if now >= ends || self.buckets.is_empty() {
            self.buckets.push_back(Bucket { start: now, tally: Tally::default() });
        }
        self.add(Tally::of(sample));
    }

    /// Adds successes that came in the time of the last bucket.
    pub(super) fn add_successes(&mut self, count: u64) {
        self.add(Tally { calls: count, ..Tally::default() });
    }

    pub(super) fn tally(&self) -> Tally {
        self.sum
    }

    /// Until when one more success would go into the last bucket, and nothing leaves the window.
    pub(super) fn unchanged_until(&self) -> Moment {
        let leaves = self.buckets.front().map_or(Moment::EPOCH, |first| first.start.after(self.within));
        self.last_ends().min(leaves)
    }

    pub(super) fn evict(&mut self, now: Moment) {
        let within = self.within;
        while let Some(gone) = self.buckets.front().filter(|first| now >= first.start.after(within)) {
            self.sum.subtract(gone.tally);
            self.buckets.pop_front();
        }
    }

    fn add(&mut self, tally: Tally) {
        if let Some(last) = self.buckets.back_mut() {
            last.tally.add(tally);
            self.sum.add(tally);
        }
    }

    fn last_ends(&self) -> Moment {
        self.buckets.back().map_or(Moment::EPOCH, |last| last.start.after(self.within / BUCKETS))
    }
}
