//! What overrides have changed.

use std::fmt;

use crate::source::Source;

/// What differs from before, key by key.
///
/// [`Display`](fmt::Display) gives a line for each, for a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "what has changed belongs into a log"]
pub struct Changes(pub(super) Vec<Change>);

/// One value that differs from before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What it belongs to: `site`, `breaker`, `table`, `quota` or `retry budget`.
    pub what: &'static str,
    /// The name of that.
    pub name: String,
    /// The key, as in `attempts`; of a rule in a policy, `on.throttled`; of a table, the class.
    pub key: String,
    /// The value before; `None` where that was the default.
    pub old: Option<String>,
    /// The value now; `None` where that is the default.
    pub new: Option<String>,
    /// Where the value now comes from.
    pub source: Source,
}

impl Changes {
    /// Whether everything is as before.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many values differ.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Each of them: sites first, then breakers, tables, quotas and retry budgets; by name.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }
}

impl<'c> IntoIterator for &'c Changes {
    type Item = &'c Change;
    type IntoIter = std::slice::Iter<'c, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, change) in self.iter().enumerate() {
            write!(f, "{}{change}", if n == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "default".to_owned());
        let Self { what, name, key, old, new, source } = self;
        write!(f, "{what} {name}: {key} {} -> {}", value(old), value(new))?;
        if *source == Source::Default { Ok(()) } else { write!(f, " ({source})") }
    }
}
