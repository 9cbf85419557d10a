//! The results of the last so many calls.

use std::collections::VecDeque;

use super::permit::Sample;
use super::tally::Tally;

/// A sliding window over calls, exact. Only bad results are kept, each with its place: a good one moves the window
/// and takes no memory, so that any number of good ones costs the same.
#[derive(Debug)]
pub(super) struct LastCalls {
    size: u32,
    /// How many results there have been.
    seen: u64,
    bad: VecDeque<(u64, Sample)>,
    sum: Tally,
}

impl LastCalls {
    pub(super) fn new(size: u32) -> Self {
        Self { size, seen: 0, bad: VecDeque::new(), sum: Tally::default() }
    }

    /// Another size; what still fits is kept.
    pub(super) fn resize(&mut self, size: u32) {
        // Results that have left the window are not to come back as good ones.
        let gone = self.seen.saturating_sub(self.size.into());
        self.seen -= gone;
        for (place, _) in &mut self.bad {
            *place -= gone;
        }
        self.size = size;
        self.evict();
    }

    pub(super) fn clear(&mut self) {
        self.seen = 0;
        self.bad.clear();
        self.sum = Tally::default();
    }

    pub(super) fn record(&mut self, sample: Sample) {
        self.seen += 1;
        if sample.failed || sample.slow {
            self.bad.push_back((self.seen, sample));
            self.sum.add(Tally::of(sample));
        }
        self.evict();
    }

    pub(super) fn add_successes(&mut self, count: u64) {
        self.seen = self.seen.saturating_add(count);
        self.evict();
    }

    pub(super) fn tally(&self) -> Tally {
        Tally { calls: self.seen.min(self.size.into()), ..self.sum }
    }

    fn evict(&mut self) {
        let gone = self.seen.saturating_sub(self.size.into());
        while let Some(&(_, sample)) = self.bad.front().filter(|(place, _)| *place <= gone) {
            self.sum.subtract(Tally::of(sample));
            self.bad.pop_front();
        }
    }
}
