//! Judging what was put together of several texts.

use super::{
    Context, Findings, combine,
    entries::Entries,
    gate::{self, Gate},
};
use crate::{
    BreakerSettings, Finding, Policy, QuotaSettings, RetryBudgetSettings, Settings, breaker::BreakerSetting,
    budget::RetryBudgetSetting, keys::Setting, quota::QuotaSetting,
};
use std::fmt;

/// Something that is wrong with settings that were put together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Judged {
    /// The key, or the setting of a gate, under which it stands.
    pub key: &'static str,
    /// What is wrong. Its range is of `text`.
    pub finding: Finding,
    /// The settings as they are printed.
    pub text: String,
}

/// What is wrong with a policy that was put together of several texts, each of which is right: settings that cannot
/// work beside each other.
///
/// ```
/// use resilin_policy::{Target, judge, read};
///
/// let mut settings = read("timeout = 5s", Target::AsyncFn).settings;
/// settings.deadline = read("deadline = 3s", Target::AsyncFn).settings.deadline;
/// let judged = judge(&settings, Target::AsyncFn);
/// assert_eq!(judged[0].key, "timeout");
/// assert_eq!(judged[0].finding.message, "`timeout` is not shorter than `deadline`: it could never end an attempt");
/// ```
pub fn judge(settings: &Settings, context: impl Into<Context>) -> Vec<Judged> {
    let text = Policy::from_checked(settings.clone()).to_string();
    let mut findings = Findings::default();
    let entries: Entries<Setting> = Entries::read(&text, &mut findings);
    findings.extend(combine::findings(&entries, context.into()));
    let key = |at| entries.places.at(at).map_or("", |setting| setting.name());
    judged(&text, findings.sorted(), key)
}

/// What is wrong with the settings of a breaker that were put together of several texts, as [`judge`] does it.
pub fn judge_breaker(settings: &BreakerSettings) -> Vec<Judged> {
    gate::<BreakerSetting>(settings)
}

/// What is wrong with the settings of a quota that were put together of several texts, as [`judge`] does it.
pub fn judge_quota(settings: &QuotaSettings) -> Vec<Judged> {
    gate::<QuotaSetting>(settings)
}

/// What is wrong with the settings of a retry budget that were put together of several texts, as [`judge`] does it.
///
/// ```
/// use resilin_policy::{RetryBudgetSettings, judge_retry_budget};
///
/// let whole: RetryBudgetSettings = "tokens = 500".parse()?;
/// let mut part = RetryBudgetSettings::NONE;
/// part.cost = whole.tokens;
/// assert_eq!(judge_retry_budget(&part)[0].key, "cost");
/// assert_eq!(judge_retry_budget(&whole), []);
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
pub fn judge_retry_budget(settings: &RetryBudgetSettings) -> Vec<Judged> {
    gate::<RetryBudgetSetting>(settings)
}

fn gate<G: Gate<Settings: fmt::Display>>(settings: &G::Settings) -> Vec<Judged> {
    let text = settings.to_string();
    let (entries, findings) = gate::entries::<G>(&text, false);
    judged(&text, findings.sorted(), |at| entries.places.at(at).map_or("", |setting| setting.name()))
}

fn judged(text: &str, findings: Vec<Finding>, key: impl Fn(usize) -> &'static str) -> Vec<Judged> {
    let judged = |finding: Finding| Judged { key: key(finding.range.start), finding, text: text.to_owned() };
    findings.into_iter().map(judged).collect()
}
