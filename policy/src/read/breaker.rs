//! The language of a breaker's settings: what each of them takes.

mod combine;
mod values;

use super::{
    Findings, duration,
    entries::Places,
    gate::{self, Gate},
    lex::Token,
};
use crate::{
    BreakerSettings, Finding, PolicyError,
    breaker::{BreakerSetting, in_a_policy},
};
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
    let (settings, findings) = gate::settings::<BreakerSetting>(text, false);
    BreakerReading { settings, findings }
}

/// Reads a part of the settings of a breaker, the rest of which stands somewhere else, and judges it as far as that goes;
/// see [`judge_breaker`](crate::judge_breaker).
pub fn read_partial_breaker(text: &str) -> BreakerReading {
    let (settings, findings) = gate::settings::<BreakerSetting>(text, true);
    BreakerReading { settings, findings }
}

impl FromStr for BreakerSettings {
    type Err = PolicyError;

    /// Reads settings, such as `failures = 3, open = 30s`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, with its place and a way out.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        gate::checked(text, gate::settings::<BreakerSetting>(text, false))
    }
}

impl Gate for BreakerSetting {
    type Settings = BreakerSettings;

    const FORM: &'static str = "breaker(\"api\", failures = 3)";
    const NAMED: &'static str = "breaker = \"api\"";
    const SETTING: &'static str = "failures = 3";
    const SEPARATED: &'static str = "separate the settings by commas, as in `failures = 3, open = 30s`";

    fn wrong_name(name: &str) -> Vec<Finding> {
        in_a_policy(name)
    }

    fn together(settings: &BreakerSettings, places: &Places<Self>, is_partial: bool) -> Vec<Finding> {
        combine::findings(settings, places, is_partial)
    }

    fn read(self, value: &[Token<'_>], settings: &mut BreakerSettings, findings: &mut Findings) {
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
