//! What may stand in a rule's parentheses behind its first argument: `attempts = 10`.

use super::from_two::{FromTwo, from_two};
use crate::{
    Finding, KeyKind, key_kind,
    read::{
        Findings, duration,
        language::{Key, Written},
        lex::{Token, shown, span},
        shapes,
    },
    suggest,
};
use std::{num::NonZeroU32, time::Duration};

/// The settings of rules, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleSetting {
    Scale,
    Attempts,
    Max,
    Counts,
}

/// What was read of them.
#[derive(Debug, Default)]
pub(super) struct RuleSettings {
    pub(super) scale: Option<NonZeroU32>,
    pub(super) attempts: Option<NonZeroU32>,
    pub(super) max: Option<Duration>,
    pub(super) counts: Option<bool>,
}

impl RuleSetting {
    pub(super) const ALL: [Self; 4] = [Self::Scale, Self::Attempts, Self::Max, Self::Counts];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Attempts => "attempts",
            Self::Max => "max",
            Self::Counts => "counts",
        }
    }

    /// What other libraries call the same thing.
    const fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Scale => &["factor", "multiplier", "times"],
            Self::Attempts => &["retries", "max_retries", "max_attempts", "tries"],
            Self::Max => &["cap", "maximum", "longest"],
            Self::Counts => &["breaker_counts", "failure", "is_failure", "record"],
        }
    }

    fn meant(name: &str) -> Option<Self> {
        let nearest = suggest::nearest(name, Self::ALL.map(Self::name));
        let is_meant = |it: &Self| it.other_names().contains(&name) || nearest == Some(it.name());
        Self::ALL.into_iter().find(is_meant)
    }
}

impl Key for RuleSetting {
    type Values = RuleSettings;

    const WORD: &'static str = "setting";
    const COMMAS: &'static str = "separate them by commas, as in `retry(exp(1s, 2, 60s), attempts = 10)`";
    const ENTRY: &'static str = "attempts = 10";

    fn named(key: &Token<'_>) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == key.text)
    }

    fn example(&self) -> &'static str {
        match self {
            Self::Scale => "scale = 4",
            Self::Attempts => "attempts = 10",
            Self::Max => "max = 6h",
            Self::Counts => "counts = false",
        }
    }

    fn unknown(key: &Token<'_>) -> Finding {
        if let Some(finding) = second_argument(key) {
            return finding;
        }
        if key_kind(key.text) != KeyKind::Unknown {
            let message = format!("`{}` is a key of a policy, not a setting of a rule", key.text);
            let help = match key.text {
                "backoff" => "write the shape alone, as in `retry(exp(1s, 2, 60s))`",
                _ => "it holds for every class: write it in the policy",
            };
            return Finding::new(key.range(), message).with_help(help);
        }
        let help = match Self::meant(key.text) {
            Some(setting) => suggest::did_you_mean(setting.name()),
            None => format!("the settings are {}", suggest::list(Self::ALL.map(Self::name))),
        };
        Finding::new(key.range(), format!("unknown setting `{}`", key.text)).with_help(help)
    }

    fn not_a_name(key: &Token<'_>) -> Finding {
        Finding::new(key.range(), format!("expected a setting, found `{}`", shown(&[*key])))
            .with_help("a setting has a name, as in `attempts = 10` or `max = 6h`")
    }

    fn set(self, written: Written<'_, '_>, settings: &mut RuleSettings, findings: &mut Findings) {
        let value = written.tokens();
        match self {
            Self::Scale => settings.scale = findings.keep(from_two(&SCALE, value)),
            Self::Attempts => settings.attempts = findings.keep(from_two(&ATTEMPTS, value)),
            Self::Max => settings.max = findings.keep(duration::positive(value, &MAX)),
            Self::Counts => settings.counts = findings.keep(counts(value)),
        }
    }
}

fn second_argument(key: &Token<'_>) -> Option<Finding> {
    let example = shapes::example(key.text)?;
    let help = format!("write it first, as in `retry({example}, attempts = 10)`");
    Some(Finding::new(key.range(), "a rule's shape comes first").with_help(help))
}

const SCALE: FromTwo = FromTwo {
    name: "scale",
    zero: ("`scale` is 0: there would be no delay", "write `retry(none)` for no delays, or 2 or more"),
    one: ("`scale` is 1: the delays would be the site's own", "leave it out, or write 2 or more"),
    example: "scale = 4",
};

const ATTEMPTS: FromTwo = FromTwo {
    name: "attempts",
    zero: ("`attempts` is 0: nothing would run", "write `fail` where nothing is to be retried"),
    one: ("`attempts` is 1: nothing would be retried", "write `fail`, or allow 2 attempts or more"),
    example: "attempts = 10",
};

const MAX: duration::Zero = duration::Zero {
    message: "`max` is zero: the quota would be open again at once",
    help: "write how long it may stay closed, as in `cooldown(15m, max = 6h)`",
};

/// `true` or `false`.
fn counts(value: &[Token<'_>]) -> Result<bool, Finding> {
    match shown(value).as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        text => Err(Finding::new(span(value), format!("expected `true` or `false`, found `{text}`")).with_help(
            "write `false` where the class says nothing about the server's health, `true` where it does",
        )),
    }
}
