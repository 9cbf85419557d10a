//! The kinds of named things with settings.

use std::collections::HashMap;

use resilin_policy::{
    BreakerSettings, Document, Judged, QuotaSettings, RetryBudgetSettings, Section, SectionKind, judge_breaker,
    judge_quota, judge_retry_budget, read_partial_breaker, read_partial_quota, read_partial_retry_budget,
};

use super::gates::Kind;
use crate::Site;
use crate::registry::{Held, Registry, Written};

#[derive(Debug)]
pub(super) struct Breakers;

#[derive(Debug)]
pub(super) struct Quotas;

#[derive(Debug)]
pub(super) struct RetryBudgets;

impl Kind for Breakers {
    type Settings = BreakerSettings;

    const SECTION: SectionKind = SectionKind::Breakers;

    fn section(document: &Document) -> &Section<BreakerSettings> {
        &document.breakers
    }

    fn judge(settings: &BreakerSettings) -> Vec<Judged> {
        judge_breaker(settings)
    }

    fn read(text: &str) -> BreakerSettings {
        read_partial_breaker(text).settings
    }

    fn held() -> HashMap<String, Held<BreakerSettings>> {
        Registry::global().breaker_shelf().held()
    }

    fn written(site: &Site) -> Option<(&str, Written<BreakerSettings>)> {
        let named = site.policy().breaker()?;
        Some((named.parent(), site.written_of_breaker(named)))
    }

    fn override_by(settings: HashMap<String, BreakerSettings>) {
        Registry::global().breaker_shelf().override_by(settings);
    }
}

impl Kind for Quotas {
    type Settings = QuotaSettings;

    const SECTION: SectionKind = SectionKind::Quotas;

    fn section(document: &Document) -> &Section<QuotaSettings> {
        &document.quotas
    }

    fn judge(settings: &QuotaSettings) -> Vec<Judged> {
        judge_quota(settings)
    }

    fn read(text: &str) -> QuotaSettings {
        read_partial_quota(text).settings
    }

    fn held() -> HashMap<String, Held<QuotaSettings>> {
        Registry::global().quota_shelf().held()
    }

    fn written(site: &Site) -> Option<(&str, Written<QuotaSettings>)> {
        let named = site.policy().quota()?;
        Some((named.name(), site.written_of_quota(named)))
    }

    fn override_by(settings: HashMap<String, QuotaSettings>) {
        Registry::global().quota_shelf().override_by(settings);
    }
}

impl Kind for RetryBudgets {
    type Settings = RetryBudgetSettings;

    const SECTION: SectionKind = SectionKind::RetryBudgets;

    fn section(document: &Document) -> &Section<RetryBudgetSettings> {
        &document.retry_budgets
    }

    fn judge(settings: &RetryBudgetSettings) -> Vec<Judged> {
        judge_retry_budget(settings)
    }

    fn read(text: &str) -> RetryBudgetSettings {
        read_partial_retry_budget(text).settings
    }

    fn held() -> HashMap<String, Held<RetryBudgetSettings>> {
        Registry::global().budget_shelf().held()
    }

    fn written(site: &Site) -> Option<(&str, Written<RetryBudgetSettings>)> {
        let named = site.policy().retry_budget()?;
        Some((named.name(), site.written_of_budget(named)))
    }

    fn override_by(settings: HashMap<String, RetryBudgetSettings>) {
        Registry::global().budget_shelf().override_by(settings);
    }
}
