//! The language of a breaker's settings: what each of them takes.

mod combine;
mod reference;
mod values;

pub(super) use reference::{FORM, reference};

use super::{
    Findings, duration,
    entries::Entries,
    language::{Key, Written},
    lex::Token,
};
use crate::{BreakerSettings, Finding, KeyKind, PolicyError, breaker::BreakerSetting, key_kind, suggest};
use std::str::FromStr;

/// What was read of a breaker's settings, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakerReading {
    /// Everything that could be read.
    pub settings: BreakerSettings,
    /// Everything that is wrong, in the order of the text; empty if the settings are good.
    pub findings: Vec<Finding>,
}

/// Reads the settings of a breaker and judges them. Empty text is the default breaker.
///
/// This never fails: it reads what it can and reports every mistake at once. Ranges are bytes of `text`, on
/// character boundaries.
///
/// ```
/// use resilin_policy::read_breaker;
///
/// let reading = read_breaker("failures = 3, open = 30");
/// assert_eq!(reading.settings.failures_in_row(), Some(3));
/// assert_eq!(reading.findings.len(), 1);
/// assert_eq!(reading.findings[0].range, 21..23);
/// assert_eq!(reading.findings[0].message, "`30` has no unit");
/// ```
pub fn read_breaker(text: &str) -> BreakerReading {
    let mut findings = Findings::default();
    let entries = Entries::read(text, &mut findings);
    findings.extend(combine::findings(&entries.values, &entries.places));
    BreakerReading { settings: entries.values, findings: findings.sorted() }
}

impl FromStr for BreakerSettings {
    type Err = PolicyError;

    /// Reads settings, such as `failures = 3, open = 30s`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, with its place and a way out.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        let BreakerReading { settings, findings } = read_breaker(text);
        if findings.is_empty() { Ok(settings) } else { Err(PolicyError::new(text, findings)) }
    }
}

impl Key for BreakerSetting {
    type Values = BreakerSettings;

    const WORD: &'static str = "setting";
    const COMMAS: &'static str = "separate the settings by commas, as in `failures = 3, open = 30s`";
    const ENTRY: &'static str = "failures = 3";

    fn named(key: &Token<'_>) -> Option<Self> {
        Self::named(key.text)
    }

    fn example(&self) -> &'static str {
        (*self).example()
    }

    fn unknown(key: &Token<'_>) -> Finding {
        if key_kind(key.text) != KeyKind::Unknown {
            let message = format!("`{}` is a key of a policy, not a setting of a breaker", key.text);
            return Finding::new(key.range(), message)
                .with_help("write it beside `breaker(…)`, in the policy that names the breaker");
        }
        let help = match Self::meant(key.text) {
            Some(setting) => suggest::did_you_mean(setting.name()),
            None => format!("the settings are {}", suggest::list(Self::ALL.map(Self::name))),
        };
        Finding::new(key.range(), format!("unknown setting `{}`", key.text)).with_help(help)
    }

    fn set(self, written: Written<'_, '_>, settings: &mut BreakerSettings, findings: &mut Findings) {
        let value = written.tokens();
        let count = || values::count(self, value);
        let rate = || values::rate(self, value);
        let time = || duration::positive(value, &values::zero(self));
        match self {
            Self::Failures => settings.failures = findings.keep(count()),
            Self::Within => settings.within = findings.keep(time()),
            Self::FailureRate => settings.failure_rate = findings.keep(rate()),
            Self::Calls => settings.calls = findings.keep(count()),
            Self::MinCalls => settings.min_calls = findings.keep(count()),
            Self::SlowCall => settings.slow_call = findings.keep(time()),
            Self::SlowCallRate => settings.slow_call_rate = findings.keep(rate()),
            Self::Open => settings.open = values::open(value, findings),
            Self::Probes => settings.probes = findings.keep(count()),
            Self::Successes => settings.successes = findings.keep(count()),
            Self::ProbeTimeout => settings.probe_timeout = findings.keep(time()),
            Self::Keys => settings.keys = findings.keep(count()),
        }
    }
}
