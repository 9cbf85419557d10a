//! What a closed breaker counts, and when that is too much.

use std::collections::VecDeque;

use resilin_policy::{BreakerSettings, Window};

use super::last_calls::LastCalls;
use super::last_while::LastWhile;
use super::permit::Sample;
use super::state::Cause;
use super::tally::Tally;
use crate::kernel::Moment;

/// The counts of a closed breaker. Small where only failures in a row are counted.
#[derive(Debug)]
pub(super) struct Counts {
    in_row: u32,
    windows: Option<Box<Windows>>,
}

#[derive(Debug)]
struct Windows {
    /// The last failures, as many as would trip.
    failures: VecDeque<Moment>,
    results: Results,
}

#[derive(Debug)]
enum Results {
    Uncounted,
    LastCalls(LastCalls),
    LastWhile(LastWhile),
}

/// What one more success would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextSuccess {
    /// Nothing.
    Nothing,
    /// One more success in the window, and nothing else. Any number of such successes may be added later, at once.
    OneMoreCall,
    /// The same, for successes before this moment.
    OneMoreUntil(Moment),
    /// More than that: it has to be recorded.
    Something,
}

impl Counts {
    pub(super) fn new(settings: &BreakerSettings) -> Self {
        let mut counts = Self { in_row: 0, windows: None };
        counts.adapt(settings);
        counts
    }

    /// Goes on counting for other settings. What has been counted is kept; only a window over calls and one over time
    /// have nothing to give each other.
    pub(super) fn adapt(&mut self, settings: &BreakerSettings) {
        if settings.window().is_none() && settings.failures_within().is_none() {
            self.windows = None;
            return;
        }
        let former = self.windows.take().map(|windows| *windows);
        let (failures, results) =
            former.map_or((VecDeque::new(), Results::Uncounted), |former| (former.failures, former.results));
        self.windows = Some(Box::new(Windows { failures, results: results.adapted(settings.window()) }));
    }

    pub(super) fn clear(&mut self) {
        self.in_row = 0;
        if let Some(windows) = &mut self.windows {
            windows.failures.clear();
            windows.results.clear();
        }
    }

    /// Counts a result; says if that was too much.
    pub(super) fn record(&mut self, sample: Sample, settings: &BreakerSettings, now: Moment) -> Option<Cause> {
        self.in_row = match settings.failures_in_row() {
            Some(_) if sample.failed => self.in_row.saturating_add(1),
            _ => 0,
        };
        if let Some(windows) = &mut self.windows {
            windows.record(sample, settings, now);
        }
        self.too_much(settings)
    }

    /// Counts successes that changed nothing else when they came: see [`NextSuccess`].
    pub(super) fn add_successes(&mut self, count: u64) {
        match self.windows.as_mut().map(|windows| &mut windows.results) {
            Some(Results::LastCalls(calls)) => calls.add_successes(count),
            Some(Results::LastWhile(calls)) => calls.add_successes(count),
            _ => {}
        }
    }

    pub(super) fn next_success(&self, settings: &BreakerSettings) -> NextSuccess {
        if self.in_row > 0 || self.too_much(settings).is_some() {
            return NextSuccess::Something;
        }
        let results = self.windows.as_ref().map_or(&Results::Uncounted, |windows| &windows.results);
        match results {
            Results::Uncounted => NextSuccess::Nothing,
            _ if results.tally().calls < u64::from(settings.min_calls()) => NextSuccess::Something,
            Results::LastCalls(_) => NextSuccess::OneMoreCall,
            Results::LastWhile(calls) => NextSuccess::OneMoreUntil(calls.unchanged_until()),
        }
    }

    /// What counts at this moment: calls only where a rate is taken of them.
    pub(super) fn tally(&mut self, settings: &BreakerSettings, now: Moment) -> Tally {
        let in_row = Tally { failures: self.in_row.into(), ..Tally::default() };
        let Some(windows) = &mut self.windows else {
            return in_row;
        };
        windows.evict(settings, now);
        let within = Tally { failures: windows.failures.len() as u64, ..Tally::default() };
        match &windows.results {
            Results::Uncounted => within,
            results => results.tally(),
        }
    }

    /// Which limit is reached, if one is.
    fn too_much(&self, settings: &BreakerSettings) -> Option<Cause> {
        let windows = self.windows.as_ref();
        let within = windows.map_or(0, |windows| windows.failures.len());
        let results = windows.map_or_else(Tally::default, |windows| windows.results.tally());
        let is_judged = results.calls >= u64::from(settings.min_calls());
        if settings.failures_in_row().is_some_and(|limit| self.in_row >= limit) {
            Some(Cause::FailuresInRow)
        } else if settings.failures_within().is_some_and(|(limit, _)| within >= places(limit)) {
            Some(Cause::FailuresWithin)
        } else if is_judged && settings.failure_rate().is_some_and(|limit| results.failure_rate() >= limit) {
            Some(Cause::FailureRate)
        } else if is_judged && settings.slow_calls().is_some_and(|slow| results.slow_rate() >= slow.rate) {
            Some(Cause::SlowCallRate)
        } else {
            None
        }
    }
}

impl Windows {
    fn record(&mut self, sample: Sample, settings: &BreakerSettings, now: Moment) {
        self.evict(settings, now);
        match &mut self.results {
            Results::Uncounted => {}
            Results::LastCalls(calls) => calls.record(sample),
            Results::LastWhile(calls) => calls.record(sample, now),
        }
        if let Some((limit, _)) = settings.failures_within().filter(|_| sample.failed) {
            if self.failures.len() >= places(limit) {
                self.failures.pop_front();
            }
            self.failures.push_back(now);
        }
    }

    fn evict(&mut self, settings: &BreakerSettings, now: Moment) {
        if let Results::LastWhile(calls) = &mut self.results {
            calls.evict(now);
        }
        match settings.failures_within() {
            Some((_, within)) => {
                while self.failures.front().is_some_and(|at| now >= at.after(within)) {
                    self.failures.pop_front();
                }
            }
            None => self.failures.clear(),
        }
    }
}

impl Results {
    fn adapted(self, window: Option<Window>) -> Self {
        match (self, window) {
            (Self::LastCalls(mut former), Some(Window::Calls(size))) => {
                former.resize(size.get());
                Self::LastCalls(former)
            }
            (Self::LastWhile(mut former), Some(Window::Within(within))) => {
                former.resize(within);
                Self::LastWhile(former)
            }
            (_, Some(Window::Calls(size))) => Self::LastCalls(LastCalls::new(size.get())),
            (_, Some(Window::Within(within))) => Self::LastWhile(LastWhile::new(within)),
            (_, _) => Self::Uncounted,
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Uncounted => {}
            Self::LastCalls(calls) => calls.clear(),
            Self::LastWhile(calls) => calls.clear(),
        }
    }

    fn tally(&self) -> Tally {
        match self {
            Self::Uncounted => Tally::default(),
            Self::LastCalls(calls) => calls.tally(),
            Self::LastWhile(calls) => calls.tally(),
        }
    }
}

fn places(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
