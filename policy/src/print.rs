//! The canonical text of a policy and of its values: reading it gives the same again.

use crate::{Attempts, Backoff, Jitter, Policy, units::Canonical};
use std::fmt;

impl fmt::Display for Policy {
    /// Prints what was written, in the order of the keys; nothing for the default policy.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        let mut entries = Entries { f, separator: "" };
        entries.entry("backoff", written.backoff)?;
        entries.entry("jitter", written.jitter)?;
        entries.entry("attempts", written.attempts)?;
        entries.entry("timeout", written.timeout.map(Canonical))?;
        entries.entry("deadline", written.deadline.map(Canonical))?;
        entries.entry("max_wait", written.max_wait.map(Canonical))?;
        entries.entry("idempotent", written.idempotent)
    }
}

struct Entries<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    separator: &'static str,
}

impl Entries<'_, '_> {
    fn entry(&mut self, key: &str, value: Option<impl fmt::Display>) -> fmt::Result {
        let Some(value) = value else { return Ok(()) };
        write!(self.f, "{}{key} = {value}", self.separator)?;
        self.separator = ", ";
        Ok(())
    }
}

impl fmt::Display for Backoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exponential { first, factor, cap } => {
                write!(f, "exp({}, {factor}, {})", Canonical(first), Canonical(cap))
            }
            Self::Linear { first, step, cap } => {
                write!(f, "linear({}, {}, {})", Canonical(first), Canonical(step), Canonical(cap))
            }
            Self::Fibonacci { first, cap } => write!(f, "fib({}, {})", Canonical(first), Canonical(cap)),
            Self::Fixed(delay) => write!(f, "fixed({})", Canonical(delay)),
            Self::Decorrelated { base, cap } => write!(f, "decorrelated({}, {})", Canonical(base), Canonical(cap)),
            Self::None => f.write_str("none"),
        }
    }
}

impl fmt::Display for Jitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proportional(share) => write!(f, "{share}"),
            Self::Full => f.write_str("full"),
            Self::Equal => f.write_str("equal"),
            Self::None => f.write_str("none"),
        }
    }
}

impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limited(limit) => write!(f, "{limit}"),
            Self::Unlimited => f.write_str("unlimited"),
        }
    }
}
