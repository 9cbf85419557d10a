//! Why overrides were not applied.

use std::error::Error;
use std::path::PathBuf;
use std::{fmt, io};

use super::finding::ConfigFinding;

/// Why overrides were not read, or not applied. Nothing has changed then.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// A file cannot be read: it is not there, may not be read, or is no UTF-8.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Mistakes in what the files and the variables say: all of them, in the order in which those were given.
    Invalid(Vec<ConfigFinding>),
}

impl ConfigError {
    /// What is wrong with the contents; nothing where a file cannot be read.
    pub fn findings(&self) -> &[ConfigFinding] {
        match self {
            Self::Read { .. } => &[],
            Self::Invalid(findings) => findings,
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, source } => {
                write!(f, "the overrides in `{}` cannot be read: {source}", path.display())
            }
            Self::Invalid(findings) => {
                for (n, finding) in findings.iter().enumerate() {
                    write!(f, "{}{finding}", if n == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read { source, .. } => Some(source),
            Self::Invalid(_) => None,
        }
    }
}
