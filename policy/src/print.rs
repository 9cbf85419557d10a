//! The canonical text of a policy and of its values: reading it gives the same again.

mod gates;

use crate::{Attempts, Backoff, ClassRule, Delays, Jitter, Policy, Retry, Rule, Table, units::Canonical};
use std::fmt;

impl fmt::Display for Policy {
    /// Prints what was written, in the order of the keys; nothing for the default policy.
    ///
    /// Placeholders in a breaker's name are printed as they were written: such a text reads the same again where
    /// there is a function to fill them, by [`read`](crate::read).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        let mut entries = Entries { f, separator: "" };
        entries.entry("backoff", written.backoff)?;
        entries.entry("jitter", written.jitter)?;
        entries.entry("attempts", written.attempts)?;
        entries.entry("timeout", written.timeout.map(Canonical))?;
        entries.entry("deadline", written.deadline.map(Canonical))?;
        entries.whole(written.breaker.as_ref())?;
        entries.whole(written.quota.as_ref())?;
        entries.whole(written.retry_budget.as_ref())?;
        entries.whole(written.table.as_ref().map(|table| format!("table = \"{}\"", table.name())))?;
        entries.whole(written.on.as_ref().map(|on| format!("on({on})")))?;
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
        self.whole(value.map(|value| format!("{key} = {value}")))
    }

    /// An entry that prints its key itself.
    fn whole(&mut self, entry: Option<impl fmt::Display>) -> fmt::Result {
        let Some(entry) = entry else { return Ok(()) };
        write!(self.f, "{}{entry}", self.separator)?;
        self.separator = ", ";
        Ok(())
    }
}

impl fmt::Display for Table {
    /// Prints the rules in the order in which they were written: what stands between the parentheses of `on(…)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entries = Entries { f, separator: "" };
        self.rules().iter().try_for_each(|rule| entries.whole(Some(rule)))
    }
}

impl fmt::Display for ClassRule {
    /// Prints the entry of a table: `client = fail`, or `"conflict" = fail` for a class that is not built in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (class, quote) = (self.class(), if self.is_custom() { "\"" } else { "" });
        write!(f, "{quote}{class}{quote} = ")?;
        counted(f, self.rule(), self.counts())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        counted(f, *self, None)
    }
}

/// A rule, with whether breakers count what gets it in its parentheses.
fn counted(f: &mut fmt::Formatter<'_>, rule: Rule, counts: Option<bool>) -> fmt::Result {
    let (name, mut arguments) = match rule {
        Rule::Retry(retry) => ("retry", retry_arguments(retry)),
        Rule::Cooldown { default, max } => {
            ("cooldown", vec![Canonical(default).to_string(), format!("max = {}", Canonical(max))])
        }
        Rule::Refresh => ("refresh", Vec::new()),
        Rule::Fail => ("fail", Vec::new()),
    };
    arguments.extend(counts.map(|counts| format!("counts = {counts}")));
    if arguments.is_empty() { f.write_str(name) } else { write!(f, "{name}({})", arguments.join(", ")) }
}

fn retry_arguments(Retry { delays, attempts }: Retry) -> Vec<String> {
    let delays = match delays {
        Delays::Site => None,
        Delays::Scaled(scale) => Some(format!("scale = {scale}")),
        Delays::Own(shape) => Some(shape.to_string()),
    };
    delays.into_iter().chain(attempts.map(|attempts| format!("attempts = {attempts}"))).collect()
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
