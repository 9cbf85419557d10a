//! The language of a policy: what each of its keys takes.

use super::{
    Findings, duration,
    entries::Places,
    gate::{self, Gate},
    language::{Key, Written},
    lex::Token,
    shapes,
    table::{self, ClassKey},
    values,
};
use crate::{
    BreakerRef, Finding, KeyKind, QuotaRef, RetryBudgetRef, Settings,
    breaker::BreakerSetting,
    budget::RetryBudgetSetting,
    code_key, key_kind,
    keys::{COMMAS, Setting},
    later_key,
    quota::QuotaSetting,
    unknown_key,
};
use std::borrow::Cow;

/// What was read of a policy.
#[derive(Debug, Default)]
pub(super) struct PolicyValues {
    pub(super) settings: Settings,
    /// Where the breaker's name begins, behind its quote.
    pub(super) breaker_name: usize,
    pub(super) on: Places<ClassKey>,
}

impl Key for Setting {
    type Values = PolicyValues;

    const WORD: &'static str = "key";
    const COMMAS: &'static str = COMMAS;
    const ENTRY: &'static str = "attempts = 5";

    fn named(key: &Token<'_>) -> Option<Self> {
        Self::named(key.text)
    }

    fn example(&self) -> &'static str {
        (*self).example()
    }

    fn unknown(key: &Token<'_>) -> Finding {
        match key_kind(key.text) {
            KeyKind::Code => code_key(key.text, key.range()),
            KeyKind::Later => later_key(key.text, key.range()),
            _ => shape_alone(key).unwrap_or_else(|| unknown_key(key.text, key.range())),
        }
    }

    fn takes_a_name(&self) -> bool {
        matches!(self, Self::Breaker | Self::Quota | Self::RetryBudget | Self::Table)
    }

    fn parentheses(&self) -> Option<&'static str> {
        match self {
            Self::Breaker => Some(BreakerSetting::FORM),
            Self::Quota => Some(QuotaSetting::FORM),
            Self::RetryBudget => Some(RetryBudgetSetting::FORM),
            Self::On => Some(self.example()),
            _ => None,
        }
    }

    fn set(self, written: Written<'_, '_>, values: &mut PolicyValues, findings: &mut Findings) {
        let (value, settings) = (written.tokens(), &mut values.settings);
        match self {
            Self::Backoff => settings.backoff = shapes::backoff(value, findings),
            Self::Jitter => settings.jitter = findings.keep(values::jitter(value)),
            Self::Attempts => settings.attempts = findings.keep(values::attempts(value)),
            Self::Timeout => settings.timeout = findings.keep(duration::positive(value, &TIMEOUT)),
            Self::Deadline => settings.deadline = findings.keep(duration::positive(value, &DEADLINE)),
            Self::Breaker => (settings.breaker, values.breaker_name) = breaker(written, findings),
            Self::Quota => settings.quota = quota(written, findings),
            Self::RetryBudget => settings.retry_budget = retry_budget(written, findings),
            Self::Table => settings.table = table::named(value, findings),
            Self::On => (settings.on, values.on) = table::on(written, findings),
            Self::MaxWait => settings.max_wait = findings.keep(duration::duration(value)),
            Self::Idempotent => settings.idempotent = findings.keep(values::idempotent(value)),
        }
    }
}

/// With the place where its name begins.
fn breaker(written: Written<'_, '_>, findings: &mut Findings) -> (Option<BreakerRef>, usize) {
    let Some(named) = gate::reference::<BreakerSetting>(written, findings) else { return (None, 0) };
    (Some(BreakerRef { name: Cow::Owned(named.name), settings: named.settings }), named.start)
}

fn quota(written: Written<'_, '_>, findings: &mut Findings) -> Option<QuotaRef> {
    let named = gate::reference::<QuotaSetting>(written, findings)?;
    Some(QuotaRef { name: Cow::Owned(named.name), settings: named.settings })
}

fn retry_budget(written: Written<'_, '_>, findings: &mut Findings) -> Option<RetryBudgetRef> {
    let named = gate::reference::<RetryBudgetSetting>(written, findings)?;
    Some(RetryBudgetRef { name: Cow::Owned(named.name), settings: named.settings })
}

fn shape_alone(key: &Token<'_>) -> Option<Finding> {
    let example = shapes::example(key.text)?;
    let message = format!("`{}` is a shape, not a key", key.text);
    Some(Finding::new(key.range(), message).with_help(format!("write `backoff = {example}`")))
}

const TIMEOUT: duration::Zero = duration::Zero {
    message: "`timeout` is zero: every attempt would be cut off at once",
    help: "write how long an attempt may take, as in `timeout = 5s`, or leave it out",
};

const DEADLINE: duration::Zero = duration::Zero {
    message: "`deadline` is zero: every call would end at once",
    help: "write how long the whole call may take, as in `deadline = 30s`, or leave it out",
};
