//! The language of a policy: what each of its keys takes.

use super::{
    Findings, duration,
    entries::Places,
    gate::{self, Gate, Together},
    language::{Key, Written},
    lex::Token,
    named::{self, Name},
    shapes,
    table::{self, ClassKey},
    values,
};
use crate::{
    BreakerRef, Finding, KeyKind, QuotaRef, RetryBudgetRef, Settings, TableRef,
    breaker::BreakerSetting,
    budget::RetryBudgetSetting,
    code_key, key_kind,
    keys::{COMMAS, Setting},
    later_key,
    quota::QuotaSetting,
    unknown_key,
};
use std::{borrow::Cow, ops::Range};

/// What was read of a policy.
#[derive(Debug, Default)]
pub(super) struct PolicyValues {
    pub(super) settings: Settings,
    pub(super) policy: Option<Name>,
    /// Where the names of other things stand, without their quotes.
    pub(super) names: Names,
    /// How the settings of its gates go together.
    pub(super) gates: Together,
    pub(super) on: Places<ClassKey>,
}

/// Where names stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names(Vec<(Setting, Range<usize>)>);

impl Names {
    pub(super) fn of(&self, key: Setting) -> Option<Range<usize>> {
        self.0.iter().find(|(named, _)| *named == key).map(|(_, place)| place.clone())
    }
}

impl PolicyValues {
    /// The name, its place remembered.
    fn name(&mut self, key: Setting, name: Name) -> Cow<'static, str> {
        self.names.0.push((key, name.range));
        Cow::Owned(name.text)
    }

    fn gate<G: Gate>(
        &mut self,
        key: Setting,
        written: Written<'_, '_>,
        findings: &mut Findings,
    ) -> Option<(Cow<'static, str>, G::Settings)> {
        let named = gate::reference::<G>(written, &mut self.gates, findings)?;
        let range = named.start..named.start + named.name.len();
        Some((self.name(key, Name { text: named.name, range }), named.settings))
    }
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
        matches!(self, Self::Policy | Self::Breaker | Self::Quota | Self::RetryBudget | Self::Table)
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
        let value = written.tokens();
        match self {
            Self::Policy => values.policy = named::policy(value, findings),
            Self::Breaker | Self::Quota | Self::RetryBudget | Self::Table => {
                set_named(self, written, values, findings);
            }
            Self::On => (values.settings.on, values.on) = table::on(written, findings),
            _ => set_alone(self, value, &mut values.settings, findings),
        }
    }
}

/// The values that stand for themselves.
fn set_alone(setting: Setting, value: &[Token<'_>], settings: &mut Settings, findings: &mut Findings) {
    match setting {
        Setting::Backoff => settings.backoff = shapes::backoff(value, findings),
        Setting::Jitter => settings.jitter = findings.keep(values::jitter(value)),
        Setting::Attempts => settings.attempts = findings.keep(values::attempts(value)),
        Setting::Timeout => settings.timeout = findings.keep(duration::positive(value, &TIMEOUT)),
        Setting::Deadline => settings.deadline = findings.keep(duration::positive(value, &DEADLINE)),
        Setting::MaxWait => settings.max_wait = findings.keep(duration::duration(value)),
        Setting::Idempotent => settings.idempotent = findings.keep(values::idempotent(value)),
        Setting::Policy
        | Setting::Breaker
        | Setting::Quota
        | Setting::RetryBudget
        | Setting::Table
        | Setting::On => {}
    }
}

/// The values that name something.
fn set_named(key: Setting, written: Written<'_, '_>, values: &mut PolicyValues, findings: &mut Findings) {
    match key {
        Setting::Breaker => {
            let breaker = values.gate::<BreakerSetting>(key, written, findings);
            values.settings.breaker = breaker.map(|(name, settings)| BreakerRef { name, settings });
        }
        Setting::Quota => {
            let quota = values.gate::<QuotaSetting>(key, written, findings);
            values.settings.quota = quota.map(|(name, settings)| QuotaRef { name, settings });
        }
        Setting::RetryBudget => {
            let budget = values.gate::<RetryBudgetSetting>(key, written, findings);
            values.settings.retry_budget = budget.map(|(name, settings)| RetryBudgetRef { name, settings });
        }
        _ => {
            let name = named::table(written.tokens(), findings).map(|name| values.name(key, name));
            values.settings.table = name.map(|name| TableRef { name, rules: None });
        }
    }
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
