//! The language of a policy: what each of its keys takes.

use super::{
    Findings, breaker, duration,
    entries::Places,
    language::{Key, Written},
    lex::Token,
    shapes,
    table::{self, ClassKey},
    values,
};
use crate::{
    Finding, KeyKind, Settings, code_key, key_kind,
    keys::{COMMAS, Setting},
    later_key, unknown_key,
};

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
        matches!(self, Self::Breaker | Self::Table)
    }

    fn parentheses(&self) -> Option<&'static str> {
        match self {
            Self::Breaker => Some(breaker::FORM),
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
            Self::Breaker => (settings.breaker, values.breaker_name) = breaker::reference(written, findings),
            Self::Table => settings.table = table::named(value, findings),
            Self::On => (settings.on, values.on) = table::on(written, findings),
            Self::MaxWait => settings.max_wait = findings.keep(duration::duration(value)),
            Self::Idempotent => settings.idempotent = findings.keep(values::idempotent(value)),
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
