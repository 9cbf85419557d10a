//! The language of a retry budget's settings: what each of them takes.

mod amount;
mod combine;
mod rate;
mod ratio;

use super::{
    Findings,
    entries::Places,
    gate::{self, Gate},
    lex::Token,
};
use crate::{
    Finding, PolicyError, RetryBudgetSettings,
    budget::{RetryBudgetSetting, wrong_name},
};
use std::str::FromStr;

/// What was read of a retry budget's settings, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryBudgetReading {
    /// Everything that could be read.
    pub settings: RetryBudgetSettings,
    /// Everything that is wrong, in the order of the text; empty if the settings are good.
    pub findings: Vec<Finding>,
}

/// Reads the settings of a retry budget and judges them. Empty text is the default budget.
///
/// This never fails: it reads what it can and reports every mistake at once. Ranges are bytes of `text`, on
/// character boundaries.
///
/// ```
/// use resilin_policy::read_retry_budget;
///
/// let reading = read_retry_budget("ratio = 10%, min = 10");
/// assert_eq!(reading.settings.to_string(), "ratio = 0.1");
/// assert_eq!(reading.findings.len(), 1);
/// assert_eq!(reading.findings[0].range, 19..21);
/// assert_eq!(reading.findings[0].message, "`10` does not say in which time");
/// ```
pub fn read_retry_budget(text: &str) -> RetryBudgetReading {
    let (settings, findings) = gate::settings::<RetryBudgetSetting>(text, false);
    RetryBudgetReading { settings, findings }
}

/// Reads a part of the settings of a retry budget, the rest of which stands somewhere else, and judges it as far as that goes;
/// see [`judge_retry_budget`](crate::judge_retry_budget).
pub fn read_partial_retry_budget(text: &str) -> RetryBudgetReading {
    let (settings, findings) = gate::settings::<RetryBudgetSetting>(text, true);
    RetryBudgetReading { settings, findings }
}

impl FromStr for RetryBudgetSettings {
    type Err = PolicyError;

    /// Reads settings, such as `ratio = 20%, min = 10/s` or `tokens = 500, cost = 5`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, with its place and a way out.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        gate::checked(text, gate::settings::<RetryBudgetSetting>(text, false))
    }
}

impl Gate for RetryBudgetSetting {
    type Settings = RetryBudgetSettings;

    const FORM: &'static str = "retry_budget(\"api\", ratio = 20%)";
    const NAMED: &'static str = "retry_budget = \"api\"";
    const SETTING: &'static str = "ratio = 20%";
    const SEPARATED: &'static str = "separate the settings by commas, as in `ratio = 20%, min = 10/s`";

    fn wrong_name(name: &str) -> Vec<Finding> {
        wrong_name(name).into_iter().collect()
    }

    fn instead_of(setting: &str) -> Option<&'static str> {
        match setting {
            "max_retries_per_request" => Some("write `attempts` in the policy: it counts the first run, too"),
            "ttl" => Some("leave it out: what was earned stays, as far as there is room for it"),
            _ => None,
        }
    }

    fn together(settings: &RetryBudgetSettings, places: &Places<Self>, is_partial: bool) -> Vec<Finding> {
        combine::findings(settings, places, is_partial)
    }

    fn read(self, value: &[Token<'_>], settings: &mut RetryBudgetSettings, findings: &mut Findings) {
        let amount = || amount::amount(self, value);
        match self {
            Self::Ratio => settings.ratio = findings.keep(ratio::ratio(value)),
            Self::Min => settings.min = findings.keep(rate::rate(value)),
            Self::Tokens => settings.tokens = findings.keep(amount::size(value)),
            Self::Cost => settings.cost = findings.keep(amount()),
            Self::TimeoutCost => settings.timeout_cost = findings.keep(amount()),
            Self::ThrottledCost => settings.throttled_cost = findings.keep(amount()),
            Self::FailureCost => settings.failure_cost = findings.keep(amount()),
            Self::Earn => settings.earn = findings.keep(amount::earned(value)),
            Self::Above => settings.above = findings.keep(amount()),
        }
    }
}
