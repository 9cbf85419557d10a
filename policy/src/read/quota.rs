//! The language of a quota's settings: what each of them takes.

use super::{
    Findings, duration,
    entries::Places,
    gate::{self, Gate},
    lex::{Token, shown, span},
    table,
};
use crate::{
    Finding, PolicyError, QuotaSettings,
    quota::{QuotaSetting, wrong_name},
};
use std::str::FromStr;

/// What was read of a quota's settings, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaReading {
    /// Everything that could be read.
    pub settings: QuotaSettings,
    /// Everything that is wrong, in the order of the text; empty if the settings are good.
    pub findings: Vec<Finding>,
}

/// Reads the settings of a quota and judges them. Empty text is the default quota.
///
/// This never fails: it reads what it can and reports every mistake at once. Ranges are bytes of `text`, on
/// character boundaries.
///
/// ```
/// use resilin_policy::read_quota;
/// use std::time::Duration;
///
/// let reading = read_quota("wait_up_to = 30s, ramp = 10");
/// assert_eq!(reading.settings.wait_up_to(), Duration::from_secs(30));
/// assert_eq!(reading.findings.len(), 1);
/// assert_eq!(reading.findings[0].range, 25..27);
/// assert_eq!(reading.findings[0].message, "`10` has no unit");
/// ```
pub fn read_quota(text: &str) -> QuotaReading {
    let (settings, findings) = gate::settings::<QuotaSetting>(text, false);
    QuotaReading { settings, findings }
}

/// Reads a part of the settings of a quota, the rest of which stands somewhere else, and judges it as far as that goes;
/// see [`judge_quota`](crate::judge_quota).
pub fn read_partial_quota(text: &str) -> QuotaReading {
    let (settings, findings) = gate::settings::<QuotaSetting>(text, true);
    QuotaReading { settings, findings }
}

impl FromStr for QuotaSettings {
    type Err = PolicyError;

    /// Reads settings, such as `wait_up_to = 30s, ramp = 10s`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, with its place and a way out.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        gate::checked(text, gate::settings::<QuotaSetting>(text, false))
    }
}

impl Gate for QuotaSetting {
    type Settings = QuotaSettings;

    const FORM: &'static str = "quota(\"llm\", wait_up_to = 30s)";
    const NAMED: &'static str = "quota = \"llm\"";
    const SETTING: &'static str = "wait_up_to = 30s";
    const SEPARATED: &'static str = "separate the settings by commas, as in `wait_up_to = 30s, ramp = 10s`";

    fn wrong_name(name: &str) -> Vec<Finding> {
        wrong_name(name).into_iter().collect()
    }

    /// `quota` is a class, too: its rule is easily written in the place of a name.
    fn mistaken(value: &[Token<'_>]) -> Option<Finding> {
        let is_rule = match value {
            [word] => table::is_rule(word),
            [word, open, ..] => table::is_rule(word) && open.is("("),
            [] => false,
        };
        is_rule.then(|| {
            let rule = shown(value);
            Finding::new(span(value), format!("`{rule}` is a rule, not a quota's name"))
                .with_help(format!("write `on(quota = {rule})` for the class of failure"))
        })
    }

    fn together(_: &QuotaSettings, _: &Places<Self>, _: bool) -> Vec<Finding> {
        Vec::new()
    }

    fn read(self, value: &[Token<'_>], settings: &mut QuotaSettings, findings: &mut Findings) {
        match self {
            Self::WaitUpTo => settings.wait_up_to = findings.keep(duration::duration(value)),
            Self::Ramp => settings.ramp = findings.keep(duration::duration(value)),
            Self::ProbeTimeout => {
                settings.probe_timeout = findings.keep(duration::positive(value, &PROBE_TIMEOUT));
            }
        }
    }
}

const PROBE_TIMEOUT: duration::Zero = duration::Zero {
    message: "`probe_timeout` is zero: every first call after a reset would be given up at once",
    help: "write how long that call may take, as in `probe_timeout = 60s`",
};
