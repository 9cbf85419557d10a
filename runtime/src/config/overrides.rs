//! Overrides as they are given.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::ConfigError;

/// What is to hold in place of what was compiled in: from files, and from the environment.
///
/// Nothing happens before [`apply`](Self::apply). Of several files the later one wins, key by key; the environment wins
/// over all files, whatever the order of the calls.
#[derive(Clone, Debug, Default)]
#[must_use = "overrides do nothing unless they are applied"]
pub struct Overrides {
    pub(super) texts: Vec<(String, String)>,
    pub(super) variables: Vec<(OsString, OsString)>,
}

impl Overrides {
    /// None: to apply them takes all overrides back.
    pub fn new() -> Self {
        Self::default()
    }

    /// What this file says. It is read now.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Read`] where it is not there, may not be read, or is no UTF-8. Mistakes in what it says are
    /// reported by [`apply`](Self::apply), all at once.
    pub fn file(self, path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let path = path.as_ref();
        let content =
            fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Ok(self.text(path.display().to_string(), content))
    }

    /// What this file says, if there is one.
    ///
    /// # Errors
    ///
    /// As [`file`](Self::file), but for a file that is not there.
    pub fn optional_file(self, path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let without = self.clone();
        match self.file(path) {
            Err(ConfigError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(without),
            outcome => outcome,
        }
    }

    /// What a text says that has the shape of a file; `name` is what messages call it.
    pub fn text(mut self, name: impl Into<String>, content: impl Into<String>) -> Self {
        self.texts.push((name.into(), content.into()));
        self
    }

    /// What the environment of the process says: its variables whose names begin with `RESILIENCE__`. They are read now.
    ///
    /// # Errors
    ///
    /// None yet. Mistakes in the variables are reported by [`apply`](Self::apply), all at once.
    pub fn env(self) -> Result<Self, ConfigError> {
        Ok(self.variables(env::vars_os()))
    }

    /// What these variables say, as if they were the environment's. Others than `RESILIENCE__…` are left out; of two with
    /// one name the later one wins.
    pub fn variables<N, V>(mut self, variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        for (name, value) in variables {
            let (name, value) = (name.into(), value.into());
            if name.to_string_lossy().starts_with("RESILIENCE__") {
                self.variables.retain(|(known, _)| *known != name);
                self.variables.push((name, value));
            }
        }
        self
    }
}
