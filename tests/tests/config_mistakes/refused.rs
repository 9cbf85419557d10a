//! What it is to be refused.

use resilin::config::{ConfigError, Overrides};

use crate::common::picture;

/// Whether overrides are refused with these words, and nothing has changed: not by trying them, nor by applying them.
#[track_caller]
pub(crate) fn assert_refused(overrides: &Overrides, expected: &str) {
    let before = picture();
    for outcome in [overrides.check(), overrides.apply()] {
        let error = outcome.expect_err("a mistake");
        assert!(matches!(error, ConfigError::Invalid(_)), "{error}");
        pretty(&error.to_string(), expected);
    }
    pretty(&picture().join("\n"), &before.join("\n"));
}

/// Texts of many lines are best compared as they are read.
#[track_caller]
pub(crate) fn pretty(found: &str, expected: &str) {
    assert!(found == expected, "found:\n{found}\n\nexpected:\n{expected}\n");
}
