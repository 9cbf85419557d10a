//! Entries of a document that are the settings of a gate.

use super::{
    SectionKind,
    assembled::Source,
    draft::Draft,
    section::Entry,
    value::{Pair, Value},
};
use crate::{
    BreakerSettings, Finding, QuotaSettings, RetryBudgetSettings, breaker::BreakerSetting,
    budget::RetryBudgetSetting, gate::GateSetting, quota::QuotaSetting, read_partial_breaker, read_partial_quota,
    read_partial_retry_budget,
};

pub(super) fn breaker(name: &Source, pairs: &[Pair], findings: &mut Vec<Finding>) -> Entry<BreakerSettings> {
    let mut draft = draft::<BreakerSetting>(SectionKind::Breakers, pairs);
    let reading = read_partial_breaker(&draft.assembled.text);
    draft.found(reading.findings);
    finished(name, draft, reading.settings, findings)
}

pub(super) fn quota(name: &Source, pairs: &[Pair], findings: &mut Vec<Finding>) -> Entry<QuotaSettings> {
    let mut draft = draft::<QuotaSetting>(SectionKind::Quotas, pairs);
    let reading = read_partial_quota(&draft.assembled.text);
    draft.found(reading.findings);
    finished(name, draft, reading.settings, findings)
}

pub(super) fn retry_budget(
    name: &Source,
    pairs: &[Pair],
    findings: &mut Vec<Finding>,
) -> Entry<RetryBudgetSettings> {
    let mut draft = draft::<RetryBudgetSetting>(SectionKind::RetryBudgets, pairs);
    let reading = read_partial_retry_budget(&draft.assembled.text);
    draft.found(reading.findings);
    finished(name, draft, reading.settings, findings)
}

fn draft<G: GateSetting>(section: SectionKind, pairs: &[Pair]) -> Draft {
    let mut draft = Draft::default();
    for Pair { key, value, .. } in pairs {
        draft.keys.push((key.text.clone(), key.whole.clone()));
        match (G::by_name(&key.text), value) {
            (None, _) => draft.unknown(section, key),
            (Some(_), Value::Word(value)) if draft.is_plain(value) => draft.entry(key, value),
            (Some(_), Value::Word(_)) => {}
            (Some(setting), value) => {
                draft.wrong_kind(value, "a string or a number", &format!("write it as in `{}`", setting.entry()));
            }
        }
    }
    draft
}

fn finished<T>(name: &Source, mut draft: Draft, settings: T, findings: &mut Vec<Finding>) -> Entry<T> {
    findings.append(&mut draft.findings);
    Entry::new(name, settings, draft.keys)
}
