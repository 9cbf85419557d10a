//! What was written of a breaker, and what holds where nothing was.

use crate::Backoff;
use std::{num::NonZeroU32, time::Duration};

/// When a breaker trips, how long it stays open, and how it is probed.
///
/// They are read from text, and print as text that reads the same again. What was left out has a default, and two
/// settings are equal if the same was written.
///
/// ```
/// use resilin_policy::{BreakerSettings, Window};
/// use std::time::Duration;
///
/// let settings: BreakerSettings = "failure_rate = 33.3%, within = 1m".parse()?;
/// assert_eq!(settings.failure_rate(), Some(0.333));
/// assert_eq!(settings.window(), Some(Window::Within(Duration::from_secs(60))));
/// assert_eq!(settings.min_calls(), 20);
/// // A rate takes the place of the default of 5 failures in a row.
/// assert_eq!(settings.failures_in_row(), None);
/// assert_eq!(settings.to_string(), "within = 60s, failure_rate = 0.333");
///
/// assert_eq!("".parse(), Ok(BreakerSettings::NONE));
/// assert!("failures = 0".parse::<BreakerSettings>().is_err());
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BreakerSettings {
    #[doc(hidden)]
    pub failures: Option<NonZeroU32>,
    #[doc(hidden)]
    pub within: Option<Duration>,
    #[doc(hidden)]
    pub failure_rate: Option<f64>,
    #[doc(hidden)]
    pub calls: Option<NonZeroU32>,
    #[doc(hidden)]
    pub min_calls: Option<NonZeroU32>,
    #[doc(hidden)]
    pub slow_call: Option<Duration>,
    #[doc(hidden)]
    pub slow_call_rate: Option<f64>,
    #[doc(hidden)]
    pub open: Option<Backoff>,
    #[doc(hidden)]
    pub probes: Option<NonZeroU32>,
    #[doc(hidden)]
    pub successes: Option<NonZeroU32>,
    #[doc(hidden)]
    pub probe_timeout: Option<Duration>,
    #[doc(hidden)]
    pub keys: Option<NonZeroU32>,
}

/// The results that a rate is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Window {
    /// The last so many.
    Calls(NonZeroU32),
    /// Those of the last so long.
    Within(Duration),
}

/// Which calls are slow, and how many of them are too many.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SlowCalls {
    /// A call that takes this long or longer is slow.
    pub from: Duration,
    /// The share of slow calls that trips, above 0 and up to 1.
    pub rate: f64,
}

const FAILURES: u32 = 5;
const MIN_CALLS_WITHIN: u32 = 20;
const SLOW_CALL_RATE: f64 = 0.5;
const OPEN: Duration = Duration::from_secs(60);
const KEYS: u32 = 10_000;

impl BreakerSettings {
    pub(crate) const CALLS: u32 = 100;

    /// Nothing written: 5 failures in a row open it for 60 s, then one probe.
    pub const NONE: Self = Self {
        failures: None,
        within: None,
        failure_rate: None,
        calls: None,
        min_calls: None,
        slow_call: None,
        slow_call_rate: None,
        open: None,
        probes: None,
        successes: None,
        probe_timeout: None,
        keys: None,
    };

    /// How many failures in a row trip it, if that does: `failures` without `within`, beside `calls`, too, and 5
    /// where nothing else is said.
    pub fn failures_in_row(&self) -> Option<u32> {
        match (self.failures, self.within) {
            (Some(failures), None) => Some(failures.get()),
            (None, None) if !self.has_rate() => Some(FAILURES),
            _ => None,
        }
    }

    /// How many failures within how long trip it, if that does: `failures` with `within`; 5 where `within` stands
    /// alone.
    pub fn failures_within(&self) -> Option<(u32, Duration)> {
        let within = self.within?;
        match self.failures {
            Some(failures) => Some((failures.get(), within)),
            None if !self.has_rate() => Some((FAILURES, within)),
            None => None,
        }
    }

    /// The share of failures that trips it, above 0 and up to 1, if one does.
    pub const fn failure_rate(&self) -> Option<f64> {
        self.failure_rate
    }

    /// The slow calls that trip it, if they do; half of the calls where `slow_call_rate` is left out.
    pub fn slow_calls(&self) -> Option<SlowCalls> {
        let from = self.slow_call?;
        Some(SlowCalls { from, rate: self.slow_call_rate.unwrap_or(SLOW_CALL_RATE) })
    }

    /// What rates are taken of, where there is one: the last 100 calls where nothing is said.
    pub fn window(&self) -> Option<Window> {
        if !self.has_rate() {
            return None;
        }
        Some(match self.within {
            Some(within) => Window::Within(within),
            None => Window::Calls(self.calls.unwrap_or(at_least_one(Self::CALLS))),
        })
    }

    /// From how many results on a rate is judged: a whole window of `calls`, 20 `within` a time, where it is left
    /// out.
    pub fn min_calls(&self) -> u32 {
        match (self.min_calls, self.window()) {
            (Some(min_calls), _) => min_calls.get(),
            (None, Some(Window::Calls(calls))) => calls.get(),
            (None, _) => MIN_CALLS_WITHIN,
        }
    }

    /// How long it stays open, by the number of openings since it was last closed; 60 s where it is left out.
    pub fn open(&self) -> Backoff {
        self.open.unwrap_or(Backoff::Fixed(OPEN))
    }

    /// How many calls are let through at once to find out whether it may close; 1 where it is left out.
    pub fn probes(&self) -> u32 {
        self.probes.map_or(1, NonZeroU32::get)
    }

    /// How many successful probes in a row close it; 1 where it is left out.
    pub fn successes(&self) -> u32 {
        self.successes.map_or(1, NonZeroU32::get)
    }

    /// After how long a probe that has not ended gives its place to another, where that was written. Left out, it
    /// is the open time.
    pub const fn probe_timeout(&self) -> Option<Duration> {
        self.probe_timeout
    }

    /// How many keys of this name are kept; 10,000 where it is left out.
    pub fn keys(&self) -> u32 {
        self.keys.map_or(KEYS, NonZeroU32::get)
    }

    const fn has_rate(&self) -> bool {
        self.failure_rate.is_some() || self.slow_call.is_some()
    }
}

const fn at_least_one(count: u32) -> NonZeroU32 {
    match NonZeroU32::new(count) {
        Some(count) => count,
        None => NonZeroU32::MIN,
    }
}
