//! The table that a policy names.

use super::Table;
use std::borrow::Cow;

/// A policy's table: its name, and its rules where they are known before the program runs.
///
/// A text gives the name alone, and only that is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRef {
    #[doc(hidden)]
    pub name: Cow<'static, str>,
    #[doc(hidden)]
    pub rules: Option<Table>,
}

impl TableRef {
    /// The table of this name, whatever it says.
    #[doc(hidden)]
    pub const fn named(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), rules: None }
    }

    /// The same, with what it says.
    #[doc(hidden)]
    pub const fn with_rules(name: &'static str, rules: Table) -> Self {
        Self { name: Cow::Borrowed(name), rules: Some(rules) }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it says, where that is known before the program runs.
    pub const fn rules(&self) -> Option<&Table> {
        self.rules.as_ref()
    }
}
