//! The settings of a retry budget by name.

use crate::gate::GateSetting;

/// The settings of a retry budget, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryBudgetSetting {
    Ratio,
    Min,
    Tokens,
    Cost,
    TimeoutCost,
    ThrottledCost,
    FailureCost,
    Earn,
    Above,
}

impl GateSetting for RetryBudgetSetting {
    const GATE: &'static str = "retry budget";
    const KEY: &'static str = "retry_budget";
    const NAME: &'static str = "api";
    const ALL: &'static [Self] = &[
        Self::Ratio,
        Self::Min,
        Self::Tokens,
        Self::Cost,
        Self::TimeoutCost,
        Self::ThrottledCost,
        Self::FailureCost,
        Self::Earn,
        Self::Above,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Min => "min",
            Self::Tokens => "tokens",
            Self::Cost => "cost",
            Self::TimeoutCost => "timeout_cost",
            Self::ThrottledCost => "throttled_cost",
            Self::FailureCost => "failure_cost",
            Self::Earn => "earn",
            Self::Above => "above",
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::Ratio => "ratio = 20%",
            Self::Min => "min = 10/s",
            Self::Tokens => "tokens = 500",
            Self::Cost => "cost = 5",
            Self::TimeoutCost => "timeout_cost = 10",
            Self::ThrottledCost => "throttled_cost = 5",
            Self::FailureCost => "failure_cost = 1",
            Self::Earn => "earn = 1",
            Self::Above => "above = 250",
        }
    }

    /// The words of reqwest, finagle, tower, Envoy, Linkerd, the AWS SDKs and gRPC.
    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Ratio => &[
                "maxextraload",
                "percentcanretry",
                "retrypercent",
                "retryratio",
                "budgetpercent",
                "percent",
                "share",
            ],
            Self::Min => &["minretriespersec", "minretriespersecond", "minretryconcurrency", "minpersec"],
            Self::Tokens => &["initialretrytokens", "maxtokens", "maxcapacity", "capacity", "size", "burst"],
            Self::Cost => &["retrycost", "costperretry"],
            Self::TimeoutCost => &["timeoutretrycost", "retrytimeoutcost"],
            Self::ThrottledCost => &["throttlingretrycost", "throttledretrycost", "throttlingcost"],
            Self::FailureCost => &["costperfailure"],
            Self::Earn => &["noretryincrement", "tokenratio", "increment", "successreward", "refill"],
            Self::Above => &["threshold", "mintokens", "floor"],
        }
    }
}
