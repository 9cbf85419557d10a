//! A breaker's settings as the model understands them, with every default and meaning of its own.

use std::num::NonZeroU32;
use std::time::Duration;

use resilin::kernel::Moment;
use resilin::{Backoff, BreakerSettings};

/// Nanoseconds.
pub(super) type Nanos = u64;

pub(super) const SECOND: Nanos = 1_000_000_000;

pub(super) fn moment(nanos: Nanos) -> Moment {
    Moment::EPOCH.after(Duration::from_nanos(nanos))
}

/// What was written. Rates are in thousandths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rules {
    pub(super) failures: Option<u32>,
    pub(super) within: Option<Nanos>,
    pub(super) failure_rate: Option<u32>,
    pub(super) calls: Option<u32>,
    pub(super) min_calls: Option<u32>,
    pub(super) slow_call: Option<Nanos>,
    pub(super) slow_call_rate: Option<u32>,
    pub(super) open: Option<Open>,
    pub(super) probes: Option<u32>,
    pub(super) successes: Option<u32>,
    pub(super) probe_timeout: Option<Nanos>,
}

/// The open time. In whole seconds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Open {
    Plain(u64),
    Exp { first: u64, factor: u32, cap: u64 },
    Linear { first: u64, step: u64, cap: u64 },
    Fib { first: u64, cap: u64 },
}

/// How results are counted. Settings of one kind can replace each other without any result being lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) counts: Counts,
    pub(super) slow: bool,
    /// Failures have a limit of their own beside a rate.
    pub(super) limit_too: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    InRow,
    Within,
    RateOfCalls,
    RateWithin,
}

impl Rules {
    fn has_rate(&self) -> bool {
        self.failure_rate.is_some() || self.slow_call.is_some()
    }

    pub(super) fn failures_in_row(&self) -> Option<u32> {
        let alone = if self.has_rate() { None } else { Some(5) };
        if self.within.is_none() { self.failures.or(alone) } else { None }
    }

    pub(super) fn failures_within(&self) -> Option<u32> {
        let alone = if self.has_rate() { None } else { Some(5) };
        self.within.and(self.failures.or(alone))
    }

    /// How many calls a rate is taken of, where it is not a time.
    pub(super) fn window_of_calls(&self) -> Option<u32> {
        let is_one = self.has_rate() && self.within.is_none();
        is_one.then_some(self.calls.unwrap_or(100))
    }

    pub(super) fn has_window(&self) -> bool {
        self.has_rate()
    }

    pub(super) fn min_calls(&self) -> u32 {
        self.min_calls.or(self.window_of_calls()).unwrap_or(20)
    }

    pub(super) fn slow_call_rate(&self) -> Option<u32> {
        self.slow_call.map(|_| self.slow_call_rate.unwrap_or(500))
    }

    pub(super) fn probes(&self) -> usize {
        self.probes.unwrap_or(1) as usize
    }

    pub(super) fn successes(&self) -> usize {
        self.successes.unwrap_or(1) as usize
    }

    /// The shortest and the longest that it stays open, at the nth opening since it was closed, from 0.
    pub(super) fn open_time(&self, n: u32) -> (Nanos, Nanos) {
        let open = self.open.unwrap_or(Open::Plain(60));
        let d = open.delay(n) * SECOND;
        match open {
            Open::Plain(_) => (d, d),
            Open::Exp { cap, .. } | Open::Linear { cap, .. } | Open::Fib { cap, .. } => {
                (d - d / 4, (d + d / 4).min(cap * SECOND))
            }
        }
    }

    /// After how long a probe hangs: the open time of the last opening, before its spread, where nothing is written.
    pub(super) fn probe_timeout(&self, openings: u32) -> Nanos {
        let open = self.open.unwrap_or(Open::Plain(60));
        self.probe_timeout.unwrap_or(open.delay(openings.saturating_sub(1)) * SECOND)
    }

    pub(super) fn settings(&self) -> BreakerSettings {
        let count = |number: Option<u32>| number.and_then(NonZeroU32::new);
        let share = |thousandths: Option<u32>| thousandths.map(|rate| f64::from(rate) / 1_000.0);
        let time = |nanos: Option<Nanos>| nanos.map(Duration::from_nanos);
        BreakerSettings {
            failures: count(self.failures),
            within: time(self.within),
            failure_rate: share(self.failure_rate),
            calls: count(self.calls),
            min_calls: count(self.min_calls),
            slow_call: time(self.slow_call),
            slow_call_rate: share(self.slow_call_rate),
            open: self.open.map(Open::shape),
            probes: count(self.probes),
            successes: count(self.successes),
            probe_timeout: time(self.probe_timeout),
            ..BreakerSettings::NONE
        }
    }
}

impl Open {
    fn delay(self, n: u32) -> u64 {
        match self {
            Self::Plain(time) => time,
            Self::Exp { first, factor, cap } => first.saturating_mul(u64::from(factor).saturating_pow(n)).min(cap),
            Self::Linear { first, step, cap } => (first + step * u64::from(n)).min(cap),
            Self::Fib { first, cap } => {
                let (mut now, mut next) = (first, first);
                for _ in 0..n {
                    (now, next) = (next.min(cap), now.saturating_add(next).min(cap));
                }
                now.min(cap)
            }
        }
    }

    fn shape(self) -> Backoff {
        let time = Duration::from_secs;
        match self {
            Self::Plain(delay) => Backoff::Fixed(time(delay)),
            Self::Exp { first, factor, cap } => {
                Backoff::Exponential { first: time(first), factor: f64::from(factor), cap: time(cap) }
            }
            Self::Linear { first, step, cap } => {
                Backoff::Linear { first: time(first), step: time(step), cap: time(cap) }
            }
            Self::Fib { first, cap } => Backoff::Fibonacci { first: time(first), cap: time(cap) },
        }
    }
}
