//! Which breakers are refused: their names, the ways to write them, their settings.

mod combinations;
mod definitions;
mod forms;
mod names;
mod settings;

use crate::{Expected, refused, told};
use resilin_policy::read_breaker;

/// In a policy, and, of the settings alone, where a breaker is defined.
#[track_caller]
fn settings_refused(settings: &str, expected: &[Expected<'_>]) {
    refused(&format!("breaker(\"api\", {settings})"), expected);
    let findings = read_breaker(settings).findings;
    assert_eq!(told(settings, &findings), expected, "in `{settings}` alone");
}
