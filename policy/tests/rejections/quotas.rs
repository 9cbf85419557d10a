//! Which quotas are refused: their names, the ways to write them, their settings.

mod forms;
mod names;
mod settings;

use crate::{Expected, refused, told};
use resilin_policy::{QuotaSettings, read_quota};

/// In a policy, and, of the settings alone, where a quota is defined.
#[track_caller]
fn settings_refused(settings: &str, expected: &[Expected<'_>]) {
    refused(&format!("quota(\"llm\", {settings})"), expected);
    let findings = read_quota(settings).findings;
    assert_eq!(told(settings, &findings), expected, "in `{settings}` alone");
    assert_eq!(settings.parse::<QuotaSettings>().is_err(), !expected.is_empty());
}
