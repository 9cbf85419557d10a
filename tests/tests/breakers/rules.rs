//! A breaker's settings as the model understands them, with every default and meaning of its own.

use std::num::NonZeroU32;
use std::time::Duration;

use proptest::option;
use proptest::prelude::*;
use resilin::{Backoff, BreakerSettings};

/// Nanoseconds.
pub(super) type Nanos = u64;

pub(super) const SECOND: Nanos = 1_000_000_000;

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

pub(super) fn kind() -> impl Strategy<Value = Kind> {
    let counts = prop_oneof![
        Just(Counts::InRow),
        Just(Counts::Within),
        Just(Counts::RateOfCalls),
        Just(Counts::RateWithin)
    ];
    (counts, any::<bool>(), any::<bool>()).prop_map(|(counts, slow, limit_too)| Kind { counts, slow, limit_too })
}

/// Settings of that kind, small enough for a short history to reach every limit.
pub(super) fn rules(kind: Kind) -> impl Strategy<Value = Rules> {
    (trip(kind), open_and_probes()).prop_map(|(trip, rest)| Rules {
        open: rest.open,
        probes: rest.probes,
        successes: rest.successes,
        probe_timeout: rest.probe_timeout,
        ..trip
    })
}

fn trip(kind: Kind) -> BoxedStrategy<Rules> {
    let failures = 1_u32..6;
    let within = (1_u64..=64).prop_map(|seconds| seconds * SECOND);
    match kind.counts {
        Counts::InRow => {
            option::weighted(0.9, failures).prop_map(|failures| Rules { failures, ..Rules::default() }).boxed()
        }
        Counts::Within => (option::weighted(0.9, failures), within)
            .prop_map(|(failures, within)| Rules { failures, within: Some(within), ..Rules::default() })
            .boxed(),
        Counts::RateOfCalls => (rates(kind), window())
            .prop_map(|(rates, (calls, min_calls))| Rules { calls, min_calls, ..rates })
            .boxed(),
        Counts::RateWithin => (rates(kind), within, option::weighted(0.9, 1_u32..9))
            .prop_map(|(rates, within, min_calls)| Rules { within: Some(within), min_calls, ..rates })
            .boxed(),
    }
}

fn rates(kind: Kind) -> impl Strategy<Value = Rules> {
    let rate = || prop_oneof![1_u32..=1_000, Just(1_000), Just(500), Just(333)];
    let slow_call = prop_oneof![1_u64..5, Just(30)].prop_map(|seconds| seconds * SECOND);
    let needs_rate = !kind.slow;
    (1_u32..6, rate(), any::<bool>(), slow_call, option::of(rate())).prop_map(
        move |(failures, rate, has_rate, slow_call, slow_call_rate)| Rules {
            failures: kind.limit_too.then_some(failures),
            failure_rate: (has_rate || needs_rate).then_some(rate),
            slow_call: kind.slow.then_some(slow_call),
            slow_call_rate: slow_call_rate.filter(|_| kind.slow),
            ..Rules::default()
        },
    )
}

/// A number of calls and how many are enough, at most as many.
fn window() -> impl Strategy<Value = (Option<u32>, Option<u32>)> {
    let calls = option::weighted(0.95, 1_u32..13);
    (calls, option::weighted(0.6, 1_u32..13)).prop_map(|(calls, min_calls)| {
        let most = calls.unwrap_or(100);
        (calls, min_calls.map(|min_calls| min_calls.min(most)))
    })
}

fn open_and_probes() -> impl Strategy<Value = Rules> {
    let count = || option::of(1_u32..5);
    let timeout = option::of((1_u64..90).prop_map(|seconds| seconds * SECOND));
    (option::weighted(0.9, open()), count(), count(), timeout).prop_map(
        |(open, probes, successes, probe_timeout)| Rules {
            open,
            probes,
            successes,
            probe_timeout,
            ..Rules::default()
        },
    )
}

fn open() -> impl Strategy<Value = Open> {
    let first = || 1_u64..60;
    let more = || 0_u64..600;
    prop_oneof![
        first().prop_map(Open::Plain),
        (first(), 1_u32..4, more()).prop_map(|(first, factor, more)| Open::Exp {
            first,
            factor,
            cap: first + more
        }),
        (first(), first(), more()).prop_map(|(first, step, more)| Open::Linear { first, step, cap: first + more }),
        (first(), more()).prop_map(|(first, more)| Open::Fib { first, cap: first + more }),
    ]
}
