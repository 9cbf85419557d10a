//! Where a value comes from.

use std::borrow::Cow;
use std::fmt;

/// Where a value that is in force comes from: the nearest place that says something of it.
///
/// ```
/// use resilin::Source;
///
/// let source = Source::ResilienceToml { entry: "policies.reads".into() };
/// assert_eq!(source.to_string(), "resilience.toml [policies.reads]");
/// assert_eq!(Source::Default.to_string(), "default");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Source {
    /// Nobody wrote it.
    Default,
    /// Code that runs: a site made by hand, or a `define`.
    Code,
    /// The `resilience.toml` that the crate was compiled with.
    ResilienceToml {
        /// The table of that file, as in `policies.reads`.
        entry: Cow<'static, str>,
    },
    /// The function's attribute.
    Attribute,
    /// A file of overrides.
    File {
        /// The path, as it was given.
        path: String,
        /// The line, from 1.
        line: usize,
    },
    /// A variable of the environment.
    Variable {
        /// Its name.
        name: String,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Code => f.write_str("code"),
            Self::ResilienceToml { entry } => write!(f, "resilience.toml [{entry}]"),
            Self::Attribute => f.write_str("attribute"),
            Self::File { path, line } => write!(f, "{path}:{line}"),
            Self::Variable { name } => f.write_str(name),
        }
    }
}
