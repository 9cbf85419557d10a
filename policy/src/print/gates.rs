//! Gates as text: an entry of a policy, and settings alone.

use super::Entries;
use crate::{
    Backoff, BreakerRef, BreakerSettings, QuotaRef, QuotaSettings, Rate, RetryBudgetRef, RetryBudgetSettings,
    Tokens,
    units::{Canonical, UNITS},
};
use std::fmt;

impl fmt::Display for BreakerRef {
    /// Prints the entry of a policy: `breaker = "api"`, or `breaker("api", failures = 3)` where there are settings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        entry(f, "breaker", self.name(), self.settings(), &BreakerSettings::NONE)
    }
}

impl fmt::Display for QuotaRef {
    /// Prints the entry of a policy: `quota = "llm"`, or `quota("llm", wait_up_to = 30s)` where there are settings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        entry(f, "quota", self.name(), self.settings(), &QuotaSettings::NONE)
    }
}

impl fmt::Display for RetryBudgetRef {
    /// Prints the entry of a policy: `retry_budget = "api"`, or `retry_budget("api", ratio = 0.1)` where there are
    /// settings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        entry(f, "retry_budget", self.name(), self.settings(), &RetryBudgetSettings::NONE)
    }
}

fn entry<S: PartialEq + fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    key: &str,
    name: &str,
    settings: &S,
    none: &S,
) -> fmt::Result {
    if settings == none { write!(f, "{key} = \"{name}\"") } else { write!(f, "{key}(\"{name}\", {settings})") }
}

impl fmt::Display for BreakerSettings {
    /// Prints what was written, in the order of the settings; nothing for the default breaker.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entries = Entries { f, separator: "" };
        entries.entry("failures", self.failures)?;
        entries.entry("within", self.within.map(Canonical))?;
        entries.entry("failure_rate", self.failure_rate)?;
        entries.entry("calls", self.calls)?;
        entries.entry("min_calls", self.min_calls)?;
        entries.entry("slow_call", self.slow_call.map(Canonical))?;
        entries.entry("slow_call_rate", self.slow_call_rate)?;
        entries.entry("open", self.open.map(OpenTime))?;
        entries.entry("probes", self.probes)?;
        entries.entry("successes", self.successes)?;
        entries.entry("probe_timeout", self.probe_timeout.map(Canonical))?;
        entries.entry("keys", self.keys)
    }
}

impl fmt::Display for QuotaSettings {
    /// Prints what was written, in the order of the settings; nothing for the default quota.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entries = Entries { f, separator: "" };
        entries.entry("wait_up_to", self.wait_up_to.map(Canonical))?;
        entries.entry("ramp", self.ramp.map(Canonical))?;
        entries.entry("probe_timeout", self.probe_timeout.map(Canonical))
    }
}

impl fmt::Display for RetryBudgetSettings {
    /// Prints what was written, in the order of the settings; nothing for the default budget.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entries = Entries { f, separator: "" };
        entries.entry("ratio", self.ratio)?;
        entries.entry("min", self.min)?;
        entries.entry("tokens", self.tokens)?;
        entries.entry("cost", self.cost)?;
        entries.entry("timeout_cost", self.timeout_cost)?;
        entries.entry("throttled_cost", self.throttled_cost)?;
        entries.entry("failure_cost", self.failure_cost)?;
        entries.entry("earn", self.earn)?;
        entries.entry("above", self.above)
    }
}

impl fmt::Debug for Tokens {
    /// As [`Display`](fmt::Display): thousandths would be taken for tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Tokens {
    /// Prints the amount with as many decimals as it takes: `5`, `0.546`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.thousandths() / 1000, self.thousandths() % 1000);
        if part == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{part:03}").trim_end_matches('0'))
    }
}

impl fmt::Display for Rate {
    /// Prints the rate with its unit, `10/s`, or with the time that it is of, `5/500ms`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.per().as_nanos();
        match UNITS.iter().find(|unit| u128::from(unit.nanos) == nanos) {
            Some(unit) => write!(f, "{}/{}", self.count(), unit.name),
            None => write!(f, "{}/{}", self.count(), Canonical(self.per())),
        }
    }
}

/// An open time that is always the same is a duration, without its shape.
struct OpenTime(Backoff);

impl fmt::Display for OpenTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Backoff::Fixed(time) => Canonical(time).fmt(f),
            shape => shape.fmt(f),
        }
    }
}
